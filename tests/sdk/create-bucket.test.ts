import { expect } from 'bun:test'
import { CreateBucketCommand, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3'
import { testServer } from '../server'
import { operationTests } from './operation'
import { denied, nobody } from './s3'
import { sdkWorld } from './world'

const world = sdkWorld()
const createBucket = operationTests('s3', 'CreateBucket', {
  never: { BucketAlreadyExists: 'there is one account, so whoever has the bucket is who asks' },
  differs:
    'Names are this server’s own, not the world’s; `console`, `healthz`, `readyz` and `podid` are taken. Tags, object lock and other kinds of buckets than general purpose are NotImplemented.',
})
const create = (more: Partial<CreateBucketCommand['input']>, s3 = world.s3) =>
  s3.send(new CreateBucketCommand({ Bucket: 'made', ...more }))

createBucket.succeeds('is there, and asked for again in us-east-1 is no error', async () => {
  expect(await create({})).toMatchObject({ Location: '/made', BucketArn: 'arn:aws:s3:::made' })
  expect(await create({})).toMatchObject({ Location: '/made' })
  const { Buckets = [] } = await world.s3.send(new ListBucketsCommand({}))
  expect(Buckets.map((it) => it.Name)).toEqual(['made'])
})
createBucket.succeeds('of another region, when asked in us-east-1', async () => {
  await create({ Bucket: 'far', CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } })
  const { Buckets = [] } = await world.s3.send(new ListBucketsCommand({ BucketRegion: 'eu-west-1' }))
  expect(Buckets.map((it) => it.Name)).toEqual(['far'])
})

createBucket.refuses(
  'BucketAlreadyOwnedByYou',
  'a second of one name, elsewhere than in us-east-1',
  async () => {
    const elsewhere = await testServer({ region: 'eu-west-1' })
    try {
      const s3 = new S3Client(elsewhere.sdk)
      await create({}, s3)
      await create({}, s3)
    } finally {
      await elsewhere.stop()
    }
  },
  'Your previous request to create the named bucket succeeded and you already own it.',
)
createBucket.refuses(
  'InvalidBucketName',
  'a name that is none',
  () => create({ Bucket: 'Capital' }),
  'The specified bucket is not valid.',
)
createBucket.refuses(
  'InvalidLocationConstraint',
  'a region that cannot be',
  () => create({ CreateBucketConfiguration: { LocationConstraint: JSON.parse('"On Mars"') } }),
  'The specified location-constraint is not valid',
)
createBucket.refuses(
  'InvalidBucketAclWithObjectOwnership',
  'access control lists',
  () => create({ ACL: 'public-read' }),
  "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting",
)
createBucket.refuses('AccessDenied', 'who may not', async () => create({}, await nobody(world)), denied)
