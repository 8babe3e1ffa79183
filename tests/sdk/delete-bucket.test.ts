import { expect } from 'bun:test'
import { CreateMultipartUploadCommand, DeleteBucketCommand, ListBucketsCommand } from '@aws-sdk/client-s3'
import { operationTests } from './operation'
import { denied, filled, noBucket, nobody, nowhere } from './s3'
import { sdkWorld } from './world'

const world = sdkWorld()
const deleteBucket = operationTests('s3', 'DeleteBucket', {
  differs: 'Uploads under way go with the bucket.',
})
const remove = (Bucket: string, s3 = world.s3) => s3.send(new DeleteBucketCommand({ Bucket }))

deleteBucket.succeeds('is gone, uploads under way and all', async () => {
  const Bucket = await filled(world)
  await world.s3.send(new CreateMultipartUploadCommand({ Bucket, Key: 'k' }))
  await remove(Bucket)
  expect((await world.s3.send(new ListBucketsCommand({ Prefix: Bucket }))).Buckets ?? []).toEqual([])
})
deleteBucket.refuses(
  'BucketNotEmpty',
  'one with an object',
  async () => remove(await filled(world, 'a')),
  'The bucket you tried to delete is not empty',
)
deleteBucket.refuses('NoSuchBucket', 'one that there is not', () => remove(nowhere), noBucket)
deleteBucket.refuses(
  'AccessDenied',
  'who may not',
  async () => remove(await filled(world), await nobody(world)),
  denied,
)
