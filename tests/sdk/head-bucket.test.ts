import { expect } from 'bun:test'
import { HeadBucketCommand } from '@aws-sdk/client-s3'
import { operationTests } from './operation'
import { byStatus, filled, nobody, nowhere } from './s3'
import { sdkWorld } from './world'

const world = sdkWorld()
const headBucket = operationTests('s3', 'HeadBucket', {
  never: { NoSuchBucket: 'an answer to HEAD has no body: it is a bare 404, which the SDKs call NotFound' },
})
const head = (Bucket: string, s3 = world.s3) => byStatus(s3.send(new HeadBucketCommand({ Bucket })))

headBucket.succeeds('tells the region', async () => {
  const Bucket = await filled(world)
  expect(await head(Bucket)).toMatchObject({ BucketRegion: 'us-east-1', BucketArn: `arn:aws:s3:::${Bucket}` })
})
headBucket.refuses('NotFound', 'a bucket that there is not', () => head(nowhere))
headBucket.refuses('403', 'who may not', async () => head(await filled(world), await nobody(world)))
