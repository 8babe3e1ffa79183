import { found } from '../fault'
import { operation } from '../operation'
import { text } from '../said'
import { onBucket } from './access'
import { checkBucketPolicy } from './bucket-policy'
import { bucketNamed } from './buckets'
import { noSuchBucket } from './faults'

/** Gives a bucket its policy. It counts at once. */
export const putBucketPolicy = operation({
  service: 's3',
  name: 'PutBucketPolicy',
  input: ({ Bucket, Policy }) => ({ name: text(Bucket), policy: text(Policy) }),
  need: ({ name }, parts) => onBucket('s3:PutBucketPolicy', name, parts),
  about: ({ name }) => [{ type: 'AWS::S3::Bucket', name: `arn:aws:s3:::${name}` }],
  async handle({ name, policy }, { store, partition }) {
    await bucketNamed(store, name)
    checkBucketPolicy(policy, name, partition)
    found(await store.buckets.update(name, (it) => ({ ...it, policy })), () => noSuchBucket(name))
    return {}
  },
})
