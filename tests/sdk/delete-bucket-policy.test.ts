import { expect } from 'bun:test'
import { DeleteBucketPolicyCommand, GetBucketPolicyCommand, PutBucketPolicyCommand } from '@aws-sdk/client-s3'
import { operationTests } from './operation'
import { denied, filled, noBucket, nobody, nowhere } from './s3'
import { refusal, sdkWorld } from './world'

const world = sdkWorld()
const deleteBucketPolicy = operationTests('s3', 'DeleteBucketPolicy')
const remove = (Bucket: string, s3 = world.s3) => s3.send(new DeleteBucketPolicyCommand({ Bucket }))

deleteBucketPolicy.succeeds('is gone, and again is no error', async () => {
  const Bucket = await filled(world)
  const statement = { Effect: 'Allow', Principal: '*', Action: 's3:ListBucket', Resource: `arn:aws:s3:::${Bucket}` }
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: statement })
  await world.s3.send(new PutBucketPolicyCommand({ Bucket, Policy }))
  for (let n = 0; n < 2; n += 1) expect((await remove(Bucket)).$metadata.httpStatusCode).toBe(204)
  expect(await refusal(world.s3.send(new GetBucketPolicyCommand({ Bucket })))).toStartWith('NoSuchBucketPolicy 404')
})
deleteBucketPolicy.refuses('NoSuchBucket', 'a bucket that there is not', () => remove(nowhere), noBucket)
deleteBucketPolicy.refuses(
  'AccessDenied',
  'who may not',
  async () => remove(await filled(world), await nobody(world)),
  denied,
)
