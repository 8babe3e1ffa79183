import { Fault, found } from '../fault'
import { shownTrust } from '../iam/trust'
import { operation } from '../operation'
import { onPolicyOf } from './needs'
import { aboutBucket, bucketAt, bucketPlace } from './places'

/** Shows a bucket's policy, with the ARNs of those who are still there: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicy.html */
export const getBucketPolicy = operation({
  service: 's3',
  name: 'GetBucketPolicy',
  input: bucketPlace,
  need: (place, facts) => onPolicyOf('s3:GetBucketPolicy', place, facts),
  async handle(place, parts) {
    const { name, policy } = await bucketAt(place, parts)
    const none = () => new Fault('NoSuchBucketPolicy', 'The bucket policy does not exist', { BucketName: name })
    return { Policy: await shownTrust(parts.store, found(policy, none), parts) }
  },
  about: (it) => aboutBucket(it),
})
