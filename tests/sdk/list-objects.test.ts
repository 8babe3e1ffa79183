import { expect } from 'bun:test'
import { ListObjectsCommand } from '@aws-sdk/client-s3'
import { operationTests } from './operation'
import { denied, filled, noBucket, nobody, nowhere } from './s3'
import { sdkWorld } from './world'

const world = sdkWorld()
const listObjects = operationTests('s3', 'ListObjects')
const list = (more: ListObjectsCommand['input'], s3 = world.s3) => s3.send(new ListObjectsCommand(more))

listObjects.succeeds('page by page, with the next marker where there is a delimiter', async () => {
  const Bucket = await filled(world, 'a/1', 'a/2', 'b', 'c')
  const first = await list({ Bucket, Delimiter: '/', MaxKeys: 1 })
  expect(first).toMatchObject({ IsTruncated: true, NextMarker: 'a/', CommonPrefixes: [{ Prefix: 'a/' }], Marker: '' })
  const second = await list({ Bucket, Delimiter: '/', Marker: first.NextMarker })
  expect([second.Contents?.map((it) => it.Key), second.IsTruncated]).toEqual([['b', 'c'], false])
  const plain = await list({ Bucket, MaxKeys: 2 })
  expect([plain.Contents?.map((it) => it.Key), plain.NextMarker]).toEqual([['a/1', 'a/2'], undefined])
  expect(plain.Contents?.[0]).toMatchObject({ Size: 3, Owner: { ID: expect.any(String) } })
})
listObjects.refuses('NoSuchBucket', 'a bucket that there is not', () => list({ Bucket: nowhere }), noBucket)
listObjects.refuses(
  'InvalidArgument',
  'an encoding that there is not',
  async () => list({ Bucket: await filled(world), EncodingType: JSON.parse('"base64"') }),
  'Invalid Encoding Method specified in Request',
)
listObjects.refuses(
  'AccessDenied',
  'who may not',
  async () => list({ Bucket: await filled(world) }, await nobody(world)),
  denied,
)
