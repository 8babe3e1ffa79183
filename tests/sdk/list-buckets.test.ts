import { expect } from 'bun:test'
import { CreateBucketCommand, ListBucketsCommand } from '@aws-sdk/client-s3'
import { operationTests } from './operation'
import { nobody } from './s3'
import { sdkWorld } from './world'

const world = sdkWorld()
const listBuckets = operationTests('s3', 'ListBuckets')
const list = (more: ListBucketsCommand['input'] = {}, s3 = world.s3) => s3.send(new ListBucketsCommand(more))

listBuckets.succeeds('in order, by prefix and page by page', async () => {
  for (const Bucket of ['a-2', 'b-1', 'a-1']) await world.s3.send(new CreateBucketCommand({ Bucket }))
  const { Buckets: [first] = [], Owner } = await list()
  expect(first).toMatchObject({ Name: 'a-1', CreationDate: expect.any(Date), BucketArn: 'arn:aws:s3:::a-1' })
  expect(Owner?.ID).toMatch(/^[0-9a-f]{64}$/)
  const one = await list({ MaxBuckets: 1, Prefix: 'a-' })
  expect([one.Buckets?.map((it) => it.Name), one.Prefix]).toEqual([['a-1'], 'a-'])
  const two = await list({ MaxBuckets: 1, Prefix: 'a-', ContinuationToken: one.ContinuationToken })
  expect([two.Buckets?.map((it) => it.Name), two.ContinuationToken]).toEqual([['a-2'], undefined])
})
listBuckets.refuses(
  'InvalidArgument',
  'a token that is none',
  () => list({ ContinuationToken: '?' }),
  'The continuation token provided is incorrect',
)
listBuckets.refuses(
  'AccessDenied',
  'who may not',
  async () => list({}, await nobody(world)),
  /is not authorized to perform: s3:ListAllMyBuckets because no identity-based policy allows the s3:ListAllMyBuckets action$/,
)
