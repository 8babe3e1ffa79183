import { operation } from '../operation'
import { text } from '../said'
import { onBucket } from './access'
import { bucketNamed } from './buckets'

/** Shows the region of a bucket; us-east-1 has no name here, for history's sake. */
export const getBucketLocation = operation({
  service: 's3',
  name: 'GetBucketLocation',
  input: ({ Bucket }) => ({ name: text(Bucket) }),
  need: ({ name }, parts) => onBucket('s3:GetBucketLocation', name, parts),
  async handle({ name }, { store }) {
    const { region } = await bucketNamed(store, name)
    return { LocationConstraint: region === 'us-east-1' ? '' : region }
  },
})
