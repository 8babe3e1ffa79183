import { expect } from 'bun:test'
import { CreateBucketCommand, GetBucketLocationCommand } from '@aws-sdk/client-s3'
import { operationTests } from './operation'
import { denied, filled, noBucket, nobody, nowhere } from './s3'
import { sdkWorld } from './world'

const world = sdkWorld()
const getBucketLocation = operationTests('s3', 'GetBucketLocation')
const locate = (Bucket: string, s3 = world.s3) => s3.send(new GetBucketLocationCommand({ Bucket }))

getBucketLocation.succeeds('says nothing of us-east-1, and the name of any other region', async () => {
  expect((await locate(await filled(world))).LocationConstraint).toBeUndefined()
  const Bucket = 'on-the-danube'
  const CreateBucketConfiguration = { LocationConstraint: 'eu-central-1' as const }
  await world.s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration }))
  expect((await locate(Bucket)).LocationConstraint).toBe('eu-central-1')
})
getBucketLocation.refuses('NoSuchBucket', 'a bucket that there is not', () => locate(nowhere), noBucket)
getBucketLocation.refuses(
  'AccessDenied',
  'who may not',
  async () => locate(await filled(world), await nobody(world)),
  denied,
)
