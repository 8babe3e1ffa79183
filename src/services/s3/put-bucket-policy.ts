import { operation } from '../operation'
import { text } from '../said'
import { acceptablePolicy, keptPolicy } from './bucket-policies'
import { onPolicyOf } from './needs'
import { aboutBucket, bucketAt, bucketPlace } from './places'

/** Gives a bucket its policy, in place of the one it had: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html */
export const putBucketPolicy = operation({
  service: 's3',
  name: 'PutBucketPolicy',
  input: (said) => ({ ...bucketPlace(said), policy: text(said.Policy) }),
  need: (place, facts) => onPolicyOf('s3:PutBucketPolicy', place, facts),
  async handle(input, parts) {
    const { bucket } = input
    await bucketAt(input, parts)
    acceptablePolicy(input.policy, bucket, parts.partition)
    await parts.store.change(async (tx) => {
      await bucketAt(input, { store: tx, account: parts.account })
      const policy = await keptPolicy(tx, input.policy, parts)
      await tx.buckets.update(bucket, (row) => ({ ...row, policy }))
    })
    return {}
  },
  about: (it) => aboutBucket(it),
})
