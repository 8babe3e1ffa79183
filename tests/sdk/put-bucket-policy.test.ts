import { expect } from 'bun:test'
import { GetBucketPolicyCommand, GetObjectCommand, PutBucketPolicyCommand } from '@aws-sdk/client-s3'
import { operationTests } from './operation'
import { denied, filled, noBucket, nobody, nowhere } from './s3'
import { sdkWorld } from './world'

const world = sdkWorld()
const putBucketPolicy = operationTests('s3', 'PutBucketPolicy')
const open = (Bucket: string, more: object = {}) => ({
  ...{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `arn:aws:s3:::${Bucket}/*` },
  ...more,
})
const put = async (more: object = {}, s3 = world.s3, Bucket?: string) => {
  const name = Bucket ?? (await filled(world))
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [open(name, more)] })
  return s3.send(new PutBucketPolicyCommand({ Bucket: name, Policy }))
}
const putText = async (Policy: string) =>
  world.s3.send(new PutBucketPolicyCommand({ Bucket: await filled(world), Policy }))

putBucketPolicy.succeeds('counts at once, and is read back as it was written', async () => {
  const Bucket = await filled(world, 'k')
  const eve = await nobody(world)
  const read = () => eve.send(new GetObjectCommand({ Bucket, Key: 'k' }))
  await expect(read()).rejects.toThrow('is not authorized')
  await put({}, world.s3, Bucket)
  expect(await (await read()).Body?.transformToString()).toBe('k')
  const { Policy = '' } = await world.s3.send(new GetBucketPolicyCommand({ Bucket }))
  expect(JSON.parse(Policy)).toEqual({ Version: '2012-10-17', Statement: [open(Bucket)] })
  await put({ Effect: 'Deny' }, world.s3, Bucket)
  await expect(read()).rejects.toThrow('with an explicit deny in a resource-based policy')
})

putBucketPolicy.refuses('NoSuchBucket', 'a bucket that there is not', () => put({}, world.s3, nowhere), noBucket)
putBucketPolicy.refuses(
  'MalformedPolicy',
  'no JSON',
  () => putText('x'),
  "Policies must be valid JSON and the first byte must be '{'",
)
putBucketPolicy.refuses(
  'MalformedPolicy',
  'nobody to speak of',
  () => put({ Principal: undefined }),
  'Missing required field Principal',
)
putBucketPolicy.refuses(
  'MalformedPolicy',
  'nothing to do',
  () => put({ Action: undefined }),
  'Missing required field Action',
)
putBucketPolicy.refuses(
  'MalformedPolicy',
  'nothing to do it to',
  () => put({ Resource: undefined }),
  'Missing required field Resource',
)
putBucketPolicy.refuses(
  'MalformedPolicy',
  'an action of another service',
  () => put({ Action: 'iam:GetRole' }),
  'Policy has invalid action',
)
putBucketPolicy.refuses(
  'MalformedPolicy',
  'another bucket',
  () => put({ Resource: 'arn:aws:s3:::another/*' }),
  'Policy has invalid resource',
)
putBucketPolicy.refuses(
  'MalformedPolicy',
  'an action on objects, and no objects',
  async () => {
    const Bucket = await filled(world)
    return put({ Resource: `arn:aws:s3:::${Bucket}` }, world.s3, Bucket)
  },
  'Action does not apply to any resource(s) in statement',
)
putBucketPolicy.refuses(
  'MalformedPolicy',
  'a user that there is not',
  () => put({ Principal: { AWS: 'arn:aws:iam::000000000000:user/none' } }),
  'Invalid principal in policy',
)
putBucketPolicy.refuses('AccessDenied', 'who may not', async () => put({}, await nobody(world)), denied)
