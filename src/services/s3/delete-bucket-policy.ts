import { operation } from '../operation'
import { onPolicyOf } from './needs'
import { aboutBucket, bucketAt, bucketPlace } from './places'

/** Takes a bucket's policy away; that there is none is no error: https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketPolicy.html */
export const deleteBucketPolicy = operation({
  service: 's3',
  name: 'DeleteBucketPolicy',
  input: bucketPlace,
  need: (place, facts) => onPolicyOf('s3:DeleteBucketPolicy', place, facts),
  async handle(place, parts) {
    await bucketAt(place, parts)
    await parts.store.buckets.update(place.bucket, ({ policy: _, ...row }) => row)
    return {}
  },
  about: (it) => aboutBucket(it),
})
