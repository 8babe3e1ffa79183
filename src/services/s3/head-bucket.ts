import { operation } from '../operation'
import { onBucket } from './needs'
import { aboutBucket, bucketArn, bucketAt, bucketPlace } from './places'

/** Tells whether a bucket is there: https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html */
export const headBucket = operation({
  service: 's3',
  name: 'HeadBucket',
  input: bucketPlace,
  need: (place, facts) => onBucket('s3:ListBucket', place, facts),
  async handle(place, parts) {
    const { name, region } = await bucketAt(place, parts)
    return { BucketRegion: region, BucketArn: bucketArn(parts.partition, name), AccessPointAlias: false }
  },
  about: (it) => aboutBucket(it),
})
