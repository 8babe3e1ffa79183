import { operation } from '../operation'
import { text } from '../said'
import { onBucket } from './access'
import { bucketNamed } from './buckets'

/** Says whether a bucket is there. */
export const headBucket = operation({
  service: 's3',
  name: 'HeadBucket',
  input: ({ Bucket }) => ({ name: text(Bucket) }),
  need: ({ name }, parts) => onBucket('s3:ListBucket', name, parts),
  async handle({ name }, { store }) {
    const bucket = await bucketNamed(store, name)
    return { BucketRegion: bucket.region }
  },
})
