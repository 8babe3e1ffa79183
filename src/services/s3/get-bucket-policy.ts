import { Fault, found } from '../fault'
import { operation } from '../operation'
import { text } from '../said'
import { onBucket } from './access'
import { bucketNamed } from './buckets'

/** Shows a bucket's policy as it was given. */
export const getBucketPolicy = operation({
  service: 's3',
  name: 'GetBucketPolicy',
  input: ({ Bucket }) => ({ name: text(Bucket) }),
  need: ({ name }, parts) => onBucket('s3:GetBucketPolicy', name, parts),
  async handle({ name }, { store }) {
    const { policy } = await bucketNamed(store, name)
    return {
      Policy: found(
        policy,
        () => new Fault('NoSuchBucketPolicy', 'The bucket policy does not exist', { BucketName: name }),
      ),
    }
  },
})
