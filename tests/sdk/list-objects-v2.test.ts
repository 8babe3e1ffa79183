import { expect } from 'bun:test'
import { ListObjectsV2Command, paginateListObjectsV2 } from '@aws-sdk/client-s3'
import { operationTests } from './operation'
import { denied, filled, noBucket, nobody, nowhere } from './s3'
import { sdkWorld } from './world'

const world = sdkWorld()
const listObjectsV2 = operationTests('s3', 'ListObjectsV2')
const list = (more: ListObjectsV2Command['input'], s3 = world.s3) => s3.send(new ListObjectsV2Command(more))

listObjectsV2.succeeds('folders as common prefixes, with what each object is', async () => {
  const Bucket = await filled(world, 'a/1', 'a/2', 'b', 'ü b+c')
  const page = await list({ Bucket, Delimiter: '/', FetchOwner: true })
  expect(page).toMatchObject({
    ...{ Name: Bucket, Prefix: '', Delimiter: '/', MaxKeys: 1000, KeyCount: 3, IsTruncated: false },
    CommonPrefixes: [{ Prefix: 'a/' }],
  })
  expect(page.Contents?.map((it) => it.Key)).toEqual(['b', 'ü b+c'])
  expect(page.Contents?.[0]).toMatchObject({
    ...{ Size: 1, StorageClass: 'STANDARD', LastModified: expect.any(Date), ETag: expect.stringMatching(/^"\w{32}"$/) },
    Owner: { ID: expect.any(String) },
  })
  const spelled = await list({ Bucket, Prefix: 'ü', EncodingType: 'url' })
  expect([spelled.Prefix, spelled.Contents?.[0]?.Key]).toEqual(['%C3%BC', '%C3%BC+b%2Bc'])
})
listObjectsV2.succeeds('page by page, each key once', async () => {
  const keys = ['a', 'b', 'c/1', 'c/2', 'd']
  const Bucket = await filled(world, ...keys)
  const told: (string | undefined)[] = []
  for await (const page of paginateListObjectsV2({ client: world.s3, pageSize: 2 }, { Bucket, StartAfter: 'a' }))
    told.push(...(page.Contents ?? []).map((it) => it.Key))
  expect(told).toEqual(keys.slice(1))
})
listObjectsV2.refuses('NoSuchBucket', 'a bucket that there is not', () => list({ Bucket: nowhere }), noBucket)
listObjectsV2.refuses(
  'InvalidArgument',
  'a token that is none',
  async () => list({ Bucket: await filled(world), ContinuationToken: 'x' }),
  'The continuation token provided is incorrect',
)
listObjectsV2.refuses(
  'InvalidArgument',
  'less than none',
  async () => list({ Bucket: await filled(world), MaxKeys: -1 }),
  'Argument max-keys must be an integer between 0 and 2147483647',
)
listObjectsV2.refuses(
  'AccessDenied',
  'who may not',
  async () => list({ Bucket: await filled(world) }, await nobody(world)),
  denied,
)
