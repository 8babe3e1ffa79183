import { expect } from 'bun:test'
import { CreateMultipartUploadCommand, ListMultipartUploadsCommand } from '@aws-sdk/client-s3'
import { operationTests } from './operation'
import { denied, filled, noBucket, nobody, nowhere } from './s3'
import { sdkWorld } from './world'

const world = sdkWorld()
const listMultipartUploads = operationTests('s3', 'ListMultipartUploads')
const list = async (more: Partial<ListMultipartUploadsCommand['input']> = {}, s3 = world.s3) =>
  s3.send(new ListMultipartUploadsCommand({ Bucket: more.Bucket ?? (await filled(world)), ...more }))

listMultipartUploads.succeeds('by key and folder, page by page', async () => {
  const Bucket = await filled(world)
  for (const Key of ['b', 'a/1', 'a/2', 'c'])
    await world.s3.send(new CreateMultipartUploadCommand({ Bucket, Key, ChecksumAlgorithm: 'CRC32' }))
  const folders = await list({ Bucket, Delimiter: '/', MaxUploads: 2 })
  expect(folders).toMatchObject({ CommonPrefixes: [{ Prefix: 'a/' }], IsTruncated: true, MaxUploads: 2 })
  expect(folders.Uploads).toMatchObject([
    { Key: 'b', UploadId: expect.any(String), Initiated: expect.any(Date), StorageClass: 'STANDARD' },
  ])
  const { NextKeyMarker: KeyMarker, NextUploadIdMarker: UploadIdMarker } = folders
  const rest = await list({ Bucket, Delimiter: '/', KeyMarker, UploadIdMarker })
  expect([rest.Uploads?.map((it) => it.Key), rest.IsTruncated]).toEqual([['c'], false])
})
listMultipartUploads.refuses('NoSuchBucket', 'a bucket that there is not', () => list({ Bucket: nowhere }), noBucket)
listMultipartUploads.refuses(
  'InvalidArgument',
  'less than none',
  () => list({ MaxUploads: -1 }),
  'Argument max-uploads must be an integer between 0 and 2147483647',
)
listMultipartUploads.refuses('AccessDenied', 'who may not', async () => list({}, await nobody(world)), denied)
