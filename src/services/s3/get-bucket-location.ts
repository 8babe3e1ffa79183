import { operation } from '../operation'
import { firstRegion } from './locations'
import { onBucket } from './needs'
import { aboutBucket, bucketAt, bucketPlace } from './places'

/** Tells a bucket's region; that of us-east-1 is said by saying none: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html */
export const getBucketLocation = operation({
  service: 's3',
  name: 'GetBucketLocation',
  input: bucketPlace,
  need: (place, facts) => onBucket('s3:GetBucketLocation', place, facts),
  async handle(place, parts) {
    const { region } = await bucketAt(place, parts)
    return { LocationConstraint: region === firstRegion ? undefined : region }
  },
  about: (it) => aboutBucket(it),
})
