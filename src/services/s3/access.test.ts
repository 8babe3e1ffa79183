import { afterEach, beforeEach, describe, expect, test } from 'bun:test'
import { podsTrust } from '../../../tests/world'
import type { KnownCaller } from '../access'
import type { Said } from '../operation'
import { s3Operations } from './index'
import { anonymous, type S3World, s3World, stream } from './s3.test-support'

let s3: S3World
beforeEach(async () => {
  s3 = await s3World()
  await s3.put('a', 'text')
})
afterEach(() => s3.end())

const bucketArn = 'arn:aws:s3:::photos'
const allow = (Action: string | readonly string[], Resource: string | readonly string[], more: object = {}) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
})
const open = (Action: string | readonly string[], Resource: string | readonly string[], more: object = {}) =>
  allow(Action, Resource, { Principal: '*', ...more })

async function needsOf(name: string, said: Said) {
  const it = s3Operations.find((operation) => operation.name === name)
  if (it === undefined) throw new Error(`There is no operation ${name}.`)
  const { store, account, region, root } = s3.world
  const needs = await it.need(it.input({ Bucket: 'photos', ...said }), {
    store,
    account,
    region,
    partition: 'aws',
    caller: root,
  })
  if ('anyone' in needs) return []
  return ('action' in needs ? [needs] : needs).map(({ action, resource }) => `${action} ${resource}`)
}

describe('what each operation needs', () => {
  const object = { Key: 'a/b' }
  const upload = { ...object, UploadId: 'u' }
  const onBucket = (action: string) => [`s3:${action} ${bucketArn}`]
  const onObject = (action: string) => [`s3:${action} ${bucketArn}/a/b`]
  const each: readonly (readonly [string, Said, readonly string[]])[] = [
    ['ListBuckets', {}, ['s3:ListAllMyBuckets *']],
    ['CreateBucket', {}, onBucket('CreateBucket')],
    ['HeadBucket', {}, onBucket('ListBucket')],
    ['DeleteBucket', {}, onBucket('DeleteBucket')],
    ['GetBucketLocation', {}, onBucket('GetBucketLocation')],
    ['ListObjects', {}, onBucket('ListBucket')],
    ['ListObjectsV2', {}, onBucket('ListBucket')],
    ['ListMultipartUploads', {}, onBucket('ListBucketMultipartUploads')],
    ['GetBucketPolicy', {}, onBucket('GetBucketPolicy')],
    ['PutBucketPolicy', { Policy: '{}' }, onBucket('PutBucketPolicy')],
    ['DeleteBucketPolicy', {}, onBucket('DeleteBucketPolicy')],
    ['PutObject', object, onObject('PutObject')],
    ['GetObject', object, onObject('GetObject')],
    ['GetObject', { ...object, VersionId: 'null' }, onObject('GetObjectVersion')],
    ['HeadObject', object, onObject('GetObject')],
    ['HeadObject', { ...object, VersionId: 'null' }, onObject('GetObjectVersion')],
    ['DeleteObject', object, onObject('DeleteObject')],
    ['DeleteObject', { ...object, VersionId: 'null' }, onObject('DeleteObjectVersion')],
    ['DeleteObjects', { Delete: { Objects: [object] } }, []],
    [
      'CopyObject',
      { ...object, CopySource: 'other/c%20d' },
      ['s3:GetObject arn:aws:s3:::other/c d', `s3:PutObject ${bucketArn}/a/b`],
    ],
    [
      'CopyObject',
      { ...object, CopySource: 'other/c?versionId=null' },
      ['s3:GetObjectVersion arn:aws:s3:::other/c', `s3:PutObject ${bucketArn}/a/b`],
    ],
    ['CreateMultipartUpload', object, onObject('PutObject')],
    ['UploadPart', { ...upload, PartNumber: 1 }, onObject('PutObject')],
    [
      'CompleteMultipartUpload',
      { ...upload, MultipartUpload: { Parts: [{ PartNumber: 1, ETag: 'x' }] } },
      onObject('PutObject'),
    ],
    ['AbortMultipartUpload', upload, onObject('AbortMultipartUpload')],
    ['ListParts', upload, onObject('ListMultipartUploadParts')],
  ]
  for (const [name, said, needs] of each) {
    test(`${name} ${JSON.stringify(said)}`, async () => expect(await needsOf(name, said)).toEqual([...needs]))
  }

  test('none is left out', () => {
    expect(new Set(each.map(([name]) => name))).toEqual(new Set(s3Operations.map((it) => it.name)))
  })

  test('names from outside make no ARN of another kind', async () => {
    expect(await needsOf('GetObject', { Bucket: 'arn:aws:s3:::photos', Key: '*' })).toEqual([
      's3:GetObject arn:aws:s3:::arn:aws:s3:::photos/*',
    ])
    expect(await needsOf('HeadBucket', { Bucket: '*' })).toEqual(['s3:ListBucket arn:aws:s3:::*'])
  })
})

describe('who may', () => {
  const get = (caller: KnownCaller, Key = 'a') => s3.text(Key, {}, caller)

  test('a user whose policy allows it, and nobody else', async () => {
    const ann = await s3.world.user('ann', allow('s3:GetObject', `${bucketArn}/*`))
    expect(await get(ann)).toBe('text')
    const bob = await s3.world.user('bob', allow('s3:GetObject', `${bucketArn}2/*`))
    expect(await s3.refusal('GetObject', { Key: 'a' }, bob)).toBe(
      'AccessDenied: User: arn:aws:iam::111122223333:user/bob is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::photos/a" because no identity-based policy allows the s3:GetObject action',
    )
  })

  test('whoever the bucket policy allows, and not whom it denies', async () => {
    const role = await s3.world.role('app', podsTrust)
    const app = s3.world.session(role)
    expect(await s3.refusal('GetObject', { Key: 'a' }, app)).toStartWith('AccessDenied')
    await s3.policy(open('s3:GetObject', `${bucketArn}/*`, { Principal: { AWS: role.arn } }))
    expect(await get(app)).toBe('text')
    const again = s3.world.session(await s3.world.role('app', podsTrust))
    expect(await s3.refusal('GetObject', { Key: 'a' }, again)).toStartWith('AccessDenied')
    await s3.policy({ ...open('s3:*', `${bucketArn}/*`), Effect: 'Deny' })
    expect(await s3.refusal('GetObject', { Key: 'a' })).toContain('with an explicit deny in a resource-based policy')
  })

  test('nobody in particular only by the bucket policy', async () => {
    expect(await s3.refusal('GetObject', { Key: 'a' }, anonymous)).toStartWith('AccessDenied: User: anonymous')
    expect(await s3.refusal('ListBuckets', {}, anonymous)).toStartWith('AccessDenied')
    expect(await s3.refusal('CreateBucket', { Bucket: 'theirs' }, anonymous)).toStartWith('AccessDenied')
    await s3.policy(open('s3:GetObject', `${bucketArn}/*`))
    expect(await get(anonymous)).toBe('text')
    expect(await s3.refusal('PutObject', { Key: 'a', Body: stream('x') }, anonymous)).toStartWith('AccessDenied')
    expect(await s3.refusal('HeadBucket', {}, anonymous)).toStartWith('AccessDenied')
    expect(await s3.refusal('GetObject', { Key: 'a', ResponseContentType: 'text/html' }, anonymous)).toBe(
      'InvalidRequest: Request specific response headers cannot be used for anonymous GET requests.',
    )
  })

  for (const name of ['GetObject', 'HeadObject']) {
    test(`${name}: who may not list learns nothing of what is not there`, async () => {
      const ann = await s3.world.user('ann', allow('s3:GetObject', `${bucketArn}/*`))
      expect(await s3.refusal(name, { Key: 'none' }, ann)).toContain('s3:ListBucket on resource: "arn:aws:s3:::photos"')
      const bob = await s3.world.user('bob', [
        allow('s3:GetObject', `${bucketArn}/*`),
        allow('s3:ListBucket', bucketArn),
      ])
      expect(await s3.refusal(name, { Key: 'none' }, bob)).toStartWith('NoSuchKey')
    })
  }

  test('to copy, one must read the source and write the target', async () => {
    const copy = { Key: 'copy', CopySource: 'photos/a' }
    const reader = await s3.world.user('reader', allow('s3:GetObject', `${bucketArn}/*`))
    expect(await s3.refusal('CopyObject', copy, reader)).toContain('s3:PutObject')
    const writer = await s3.world.user('writer', allow('s3:PutObject', `${bucketArn}/*`))
    expect(await s3.refusal('CopyObject', copy, writer)).toContain('s3:GetObject')
    const both = await s3.world.user('both', allow(['s3:GetObject', 's3:PutObject'], `${bucketArn}/*`))
    await s3.call('CopyObject', copy, both)
    expect(await s3.refusal('CopyObject', { ...copy, CopySource: 'photos/none' }, both)).toContain('s3:ListBucket')
  })

  test('of many to delete, each is decided on by itself', async () => {
    await s3.put('mine/a')
    const ann = await s3.world.user('ann', allow('s3:DeleteObject', `${bucketArn}/mine/*`))
    const Delete = { Objects: [{ Key: 'mine/a' }, { Key: 'a' }, { Key: 'mine/b', VersionId: 'null' }] }
    const { Deleted, Errors } = await s3.call('DeleteObjects', { Delete }, ann)
    expect(Deleted).toEqual([{ Key: 'mine/a' }])
    expect(Errors).toEqual([
      { Key: 'a', Code: 'AccessDenied', Message: expect.stringContaining('s3:DeleteObject on resource') },
      {
        Key: 'mine/b',
        VersionId: 'null',
        Code: 'AccessDenied',
        Message: expect.stringContaining('DeleteObjectVersion'),
      },
    ])
    expect(await s3.text('a')).toBe('text')
    expect(await s3.refusal('DeleteObjects', { Delete, Bucket: 'none' }, ann)).toStartWith('AccessDenied')
    expect(await s3.refusal('DeleteObjects', { Delete, Bucket: 'none' }, anonymous)).toStartWith('AccessDenied')
  })

  test('the root is never locked out of a policy, others are', async () => {
    const admin = await s3.world.user('admin', allow('*', '*'))
    await s3.policy({ ...open('s3:*', [bucketArn, `${bucketArn}/*`]), Effect: 'Deny' })
    expect(await s3.refusal('DeleteBucketPolicy', {}, admin)).toStartWith('AccessDenied')
    expect(await s3.refusal('HeadBucket')).toStartWith('AccessDenied')
    expect((await s3.call('GetBucketPolicy')).Policy).toContain('Deny')
    await s3.call('DeleteBucketPolicy')
    await s3.call('HeadBucket')
  })
})

describe('conditions of the request', () => {
  const listing = (Condition: object) => s3.world.user('ann', allow('s3:ListBucket', bucketArn, { Condition }))

  for (const [key, value, said, other] of [
    ['s3:prefix', 'home/', { Prefix: 'home/' }, { Prefix: '' }],
    ['s3:delimiter', '/', { Delimiter: '/' }, {}],
    ['s3:max-keys', '5', { MaxKeys: 5 }, { MaxKeys: 6 }],
  ] as const) {
    test(`${key} of ListObjects and ListObjectsV2`, async () => {
      const ann = await listing({ StringEquals: { [key]: value } })
      for (const name of ['ListObjects', 'ListObjectsV2']) {
        await s3.call(name, said, ann)
        expect(await s3.refusal(name, other, ann)).toStartWith('AccessDenied')
        expect(await s3.refusal(name, {}, ann)).toStartWith('AccessDenied')
      }
    })
  }

  for (const [key, value, said] of [
    ['s3:if-none-match', '*', { IfNoneMatch: '*' }],
    ['s3:x-amz-acl', 'private', { ACL: 'private' }],
    ['s3:x-amz-storage-class', 'STANDARD', { StorageClass: 'STANDARD' }],
  ] as const) {
    test(`${key} of PutObject`, async () => {
      const Condition = { StringEquals: { [key]: value } }
      const ann = await s3.world.user('ann', allow('s3:PutObject', `${bucketArn}/*`, { Condition }))
      await s3.put('new', 'x', said, ann)
      expect(await s3.refusal('PutObject', { Key: 'a', Body: stream('x') }, ann)).toStartWith('AccessDenied')
    })
  }

  test('s3:LocationConstraint of CreateBucket', async () => {
    const Condition = { StringEquals: { 's3:LocationConstraint': 'eu-west-1' } }
    const ann = await s3.world.user('ann', allow('s3:CreateBucket', '*', { Condition }))
    expect(await s3.refusal('CreateBucket', { Bucket: 'one' }, ann)).toStartWith('AccessDenied')
    await s3.call(
      'CreateBucket',
      { Bucket: 'one', CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } },
      ann,
    )
  })
})

test('what the audit record says it was about', () => {
  const about = (name: string, said: Said) => {
    const it = s3Operations.find((operation) => operation.name === name)
    return it?.about?.(it.input({ Bucket: 'photos', ...said }))
  }
  const ofBucket = { type: 'AWS::S3::Bucket', name: bucketArn }
  expect(about('HeadBucket', {})).toEqual([ofBucket])
  expect(about('GetObject', { Key: 'a' })).toEqual([{ type: 'AWS::S3::Object', name: `${bucketArn}/a` }, ofBucket])
})
