import { found } from '../fault'
import { operation } from '../operation'
import { text } from '../said'
import { onBucket } from './access'
import { noSuchBucket } from './faults'

/** Takes a bucket's policy away. */
export const deleteBucketPolicy = operation({
  service: 's3',
  name: 'DeleteBucketPolicy',
  input: ({ Bucket }) => ({ name: text(Bucket) }),
  need: ({ name }, parts) => onBucket('s3:DeleteBucketPolicy', name, parts),
  about: ({ name }) => [{ type: 'AWS::S3::Bucket', name: `arn:aws:s3:::${name}` }],
  async handle({ name }, { store }) {
    found(await store.buckets.update(name, ({ policy: _, ...it }) => it), () => noSuchBucket(name))
    return {}
  },
})
