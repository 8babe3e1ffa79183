import { afterEach, beforeEach, describe, expect, test } from 'bun:test'
import { podsTrust } from '../../../tests/world'
import { Fault } from '../fault'
import { regionOf } from './locations'
import { document, type S3World, s3World } from './s3.test-support'

let s3: S3World
beforeEach(async () => {
  s3 = await s3World()
})
afterEach(() => s3.end())

const located = (LocationConstraint: string) => ({ CreateBucketConfiguration: { LocationConstraint } })

describe('CreateBucket', () => {
  for (const name of ['abc', 'a.b-c', '0bucket9', 'a'.repeat(63), '1.2.3', 'consoles']) {
    test(`takes ${name}`, async () => {
      expect(await s3.call('CreateBucket', { Bucket: name })).toEqual({
        Location: `/${name}`,
        BucketArn: `arn:aws:s3:::${name}`,
      })
    })
  }

  for (const name of [
    'ab',
    'a'.repeat(64),
    'Bucket',
    'a_b',
    'a..b',
    '-ab',
    'ab-',
    '.ab',
    'ab.',
    '192.168.5.4',
    'xn--a',
    'sthree-a',
    'a-s3alias',
    'a--ol-s3',
    'a--x-s3',
    'a.mrap',
    'a/b',
    'ü-bucket',
    'abc\n',
    'console',
    'healthz',
    'readyz',
    'podid',
  ]) {
    test(`refuses ${JSON.stringify(name)}`, async () => {
      expect(await s3.refusal('CreateBucket', { Bucket: name })).toBe(
        'InvalidBucketName: The specified bucket is not valid.',
      )
    })
  }

  test('again: no error in the first region, one elsewhere; nothing in it is lost', async () => {
    await s3.put('a')
    await s3.call('CreateBucket')
    expect(await s3.text('a')).toBe('a')
    const elsewhere = await s3World('eu-west-1')
    expect(await elsewhere.refusal('CreateBucket')).toBe(
      'BucketAlreadyOwnedByYou: Your previous request to create the named bucket succeeded and you already own it.',
    )
    elsewhere.end()
  })

  for (const [region, location, result] of [
    ['us-east-1', undefined, 'us-east-1'],
    ['us-east-1', 'eu-west-1', 'eu-west-1'],
    ['us-east-1', 'EU', 'eu-west-1'],
    ['us-east-1', 'us-east-1', 'InvalidLocationConstraint'],
    ['us-east-1', 'no such place', 'InvalidLocationConstraint'],
    ['us-east-1', '', 'InvalidLocationConstraint'],
    ['eu-west-1', undefined, 'eu-west-1'],
    ['eu-west-1', 'eu-west-1', 'eu-west-1'],
    ['eu-west-1', 'EU', 'eu-west-1'],
    ['home-1', 'home-1', 'home-1'],
    ['eu-west-1', 'eu-west-2', 'IllegalLocationConstraintException'],
    ['eu-west-1', 'us-east-1', 'InvalidLocationConstraint'],
  ] as const) {
    test(`in ${region} with the constraint ${location}: ${result}`, () => {
      const given = (): string => {
        try {
          return regionOf(location, region)
        } catch (why) {
          return why instanceof Fault ? why.code : String(why)
        }
      }
      expect(given()).toBe(result)
    })
  }

  test('in another region than this server’s', async () => {
    await s3.call('CreateBucket', { Bucket: 'far', ...located('eu-west-1') })
    expect((await s3.call('HeadBucket', { Bucket: 'far' })).BucketRegion).toBe('eu-west-1')
    const said = { Bucket: 'farther', ...located('eu-west-2') }
    expect(await s3.refusal('CreateBucket', said, s3.world.root, { region: 'eu-west-1' })).toBe(
      'IllegalLocationConstraintException: The eu-west-2 location constraint is incompatible for the region specific endpoint this request was sent to.',
    )
  })

  for (const [what, said, refusal] of [
    ['public lists', { ACL: 'public-read' }, 'InvalidBucketAclWithObjectOwnership'],
    ['grants', { GrantRead: 'id=1' }, 'InvalidBucketAclWithObjectOwnership'],
    ['lists that count', { ObjectOwnership: 'ObjectWriter' }, 'NotImplemented'],
    ['locks', { ObjectLockEnabledForBucket: true }, 'NotImplemented'],
    ['a namespace', { BucketNamespace: 'account-regional' }, 'NotImplemented'],
    ['tags', { CreateBucketConfiguration: { Tags: [{ Key: 'a', Value: 'b' }] } }, 'NotImplemented'],
    ['a directory', { CreateBucketConfiguration: { Bucket: { Type: 'Directory' } } }, 'NotImplemented'],
  ] as const) {
    test(`refuses ${what}`, async () => {
      expect(await s3.refusal('CreateBucket', { Bucket: 'fresh', ...said })).toStartWith(refusal)
      expect(await s3.refusal('HeadBucket', { Bucket: 'fresh' })).toStartWith('NoSuchBucket')
    })
  }

  test('takes what is so anyway', async () => {
    const said = { ACL: 'private', ObjectOwnership: 'BucketOwnerEnforced', ObjectLockEnabledForBucket: false }
    await s3.call('CreateBucket', { Bucket: 'fresh', ...said })
  })
})

describe('a bucket', () => {
  test('tells of itself', async () => {
    expect(await s3.call('HeadBucket')).toEqual({
      BucketRegion: 'us-east-1',
      BucketArn: 'arn:aws:s3:::photos',
      AccessPointAlias: false,
    })
    expect(await s3.call('GetBucketLocation')).toEqual({ LocationConstraint: undefined })
    await s3.call('CreateBucket', { Bucket: 'far', ...located('eu-west-1') })
    expect(await s3.call('GetBucketLocation', { Bucket: 'far' })).toEqual({ LocationConstraint: 'eu-west-1' })
  })

  test('is removed when it is empty', async () => {
    await s3.put('a')
    expect(await s3.refusal('DeleteBucket')).toBe('BucketNotEmpty: The bucket you tried to delete is not empty')
    await s3.call('DeleteObject', { Key: 'a' })
    // Another bucket whose name begins alike is not it.
    await s3.call('CreateBucket', { Bucket: 'photos2' })
    await s3.put('a', 'x', { Bucket: 'photos2' })
    expect(await s3.call('DeleteBucket')).toEqual({})
    expect(await s3.refusal('HeadBucket')).toStartWith('NoSuchBucket')
  })

  test('made anew has nothing of the old one', async () => {
    await s3.policy({ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::photos/*' })
    const { UploadId } = await s3.call('CreateMultipartUpload', { Key: 'a' })
    await s3.call('DeleteBucket')
    await s3.call('CreateBucket')
    expect(await s3.refusal('GetBucketPolicy')).toStartWith('NoSuchBucketPolicy')
    expect(await s3.refusal('ListParts', { Key: 'a', UploadId })).toStartWith('NoSuchUpload')
  })

  const object = { Key: 'a' }
  for (const [name, said] of [
    ['HeadBucket', {}],
    ['DeleteBucket', {}],
    ['GetBucketLocation', {}],
    ['GetBucketPolicy', {}],
    ['PutBucketPolicy', { Policy: '{}' }],
    ['DeleteBucketPolicy', {}],
    ['ListObjects', {}],
    ['ListObjectsV2', {}],
    ['ListMultipartUploads', {}],
    ['GetObject', object],
    ['HeadObject', object],
    ['DeleteObject', object],
    ['CopyObject', { ...object, CopySource: 'photos/b' }],
    ['CreateMultipartUpload', object],
    ['AbortMultipartUpload', { ...object, UploadId: 'u' }],
    ['ListParts', { ...object, UploadId: 'u' }],
  ] as const) {
    test(`that is not there, and one of another owner: ${name}`, async () => {
      expect(await s3.refusal(name, { ...said, Bucket: 'none' })).toBe(
        'NoSuchBucket: The specified bucket does not exist',
      )
      expect(await s3.refusal(name, { ...said, ExpectedBucketOwner: '222222222222' })).toBe(
        'AccessDenied: Access Denied',
      )
    })
  }
})

describe('a bucket policy', () => {
  const allow = (more: object = {}) => ({
    Effect: 'Allow',
    Principal: '*',
    Action: 's3:GetObject',
    Resource: 'arn:aws:s3:::photos/*',
    ...more,
  })

  test('is kept as it is written, replaced, and taken away', async () => {
    expect(await s3.refusal('GetBucketPolicy')).toBe('NoSuchBucketPolicy: The bucket policy does not exist')
    const Policy = JSON.stringify(JSON.parse(document(allow())), null, 2)
    expect(await s3.call('PutBucketPolicy', { Policy })).toEqual({})
    expect(await s3.call('GetBucketPolicy')).toEqual({ Policy })
    await s3.policy(allow({ Sid: 'second' }))
    expect((await s3.call('GetBucketPolicy')).Policy).toContain('second')
    expect(await s3.call('DeleteBucketPolicy')).toEqual({})
    expect(await s3.call('DeleteBucketPolicy')).toEqual({})
    expect(await s3.refusal('GetBucketPolicy')).toStartWith('NoSuchBucketPolicy')
  })

  test('speaks of a role by its id: one made anew under the name is another', async () => {
    const role = await s3.world.role('app', podsTrust)
    const user = await s3.world.user('ann', [])
    await s3.policy(allow({ Principal: { AWS: [role.arn, user.principal.arn, s3.world.account, '*'] } }))
    expect((await s3.world.store.buckets.get('photos'))?.policy).toContain(role.id)
    expect((await s3.call('GetBucketPolicy')).Policy).toContain(role.arn)
    await s3.world.role('app', podsTrust)
    expect((await s3.call('GetBucketPolicy')).Policy).not.toContain(role.arn)
    expect((await s3.call('GetBucketPolicy')).Policy).toContain(role.id)
  })

  for (const [what, policy, refusal] of [
    ['no JSON', 'nothing', "Policies must be valid JSON and the first byte must be '{'"],
    ['broken JSON', '{', "Policies must be valid JSON and the first byte must be '{'"],
    ['nothing', '', "Policies must be valid JSON and the first byte must be '{'"],
    ['no principal', document({ ...allow(), Principal: undefined }), 'Missing required field Principal'],
    ['no action', document(allow({ Action: undefined })), 'Missing required field Action'],
    ["another service's action", document(allow({ Action: ['s3:GetObject', 'sts:*'] })), 'Policy has invalid action'],
    ["another bucket's objects", document(allow({ Resource: 'arn:aws:s3:::other/*' })), 'Policy has invalid resource'],
    ['a bucket named alike', document(allow({ Resource: 'arn:aws:s3:::photos2/*' })), 'Policy has invalid resource'],
    ['every bucket', document(allow({ Resource: '*' })), 'Policy has invalid resource'],
    [
      'one resource of another among its own',
      document(allow({ Resource: ['arn:aws:s3:::photos', 'arn:aws:s3:::other'] })),
      'Policy has invalid resource',
    ],
    [
      'all resources but',
      document(allow({ Resource: undefined, NotResource: 'arn:aws:s3:::other/*' })),
      'Policy has invalid resource',
    ],
    [
      'a role there is not',
      document(allow({ Principal: { AWS: 'arn:aws:iam::111122223333:role/none' } })),
      'Invalid principal in policy',
    ],
    ['somebody', document(allow({ Principal: { AWS: 'somebody' } })), 'Invalid principal in policy'],
    [
      'too much',
      document(...Array.from({ length: 200 }, (_, at) => allow({ Sid: `s${at}` }))),
      'Normalized policy document exceeds the maximum allowed size of 20480 bytes',
    ],
  ] as const) {
    test(`with ${what} is refused, and the old one stays`, async () => {
      await s3.policy(allow({ Sid: 'old' }))
      expect(await s3.refusal('PutBucketPolicy', { Policy: policy })).toBe(`MalformedPolicy: ${refusal}`)
      expect((await s3.call('GetBucketPolicy')).Policy).toContain('old')
    })
  }

  test('may name the bucket and all in it, and deny', async () => {
    await s3.policy(
      allow({ Resource: ['arn:aws:s3:::photos', 'arn:aws:s3:::photos/a/*'], Action: ['s3:*', 'S3:GetObject'] }),
      allow({ Effect: 'Deny', NotAction: 's3:*', Action: undefined }),
      allow({ Action: '*' }),
    )
  })
})
