import { expect } from 'bun:test'
import { GetBucketPolicyCommand, PutBucketPolicyCommand } from '@aws-sdk/client-s3'
import { operationTests } from './operation'
import { denied, filled, noBucket, nobody, nowhere } from './s3'
import { sdkWorld } from './world'

const world = sdkWorld()
const getBucketPolicy = operationTests('s3', 'GetBucketPolicy')
const get = (Bucket: string, s3 = world.s3) => s3.send(new GetBucketPolicyCommand({ Bucket }))

getBucketPolicy.succeeds('gives the text with the ARNs it was written with', async () => {
  const Bucket = await filled(world)
  const Principal = { AWS: 'arn:aws:iam::000000000000:role/app' }
  const Policy = `{ "Version": "2012-10-17", "Statement": {"Effect":"Allow","Principal":${JSON.stringify(Principal)},"Action":"s3:*","Resource":"arn:aws:s3:::${Bucket}"} }`
  await world.s3.send(new PutBucketPolicyCommand({ Bucket, Policy }))
  expect(JSON.parse((await get(Bucket)).Policy ?? '')).toEqual(JSON.parse(Policy))
})
getBucketPolicy.refuses(
  'NoSuchBucketPolicy',
  'a bucket that has none',
  async () => get(await filled(world)),
  'The bucket policy does not exist',
)
getBucketPolicy.refuses('NoSuchBucket', 'a bucket that there is not', () => get(nowhere), noBucket)
getBucketPolicy.refuses(
  'AccessDenied',
  'who may not',
  async () => get(await filled(world), await nobody(world)),
  denied,
)
