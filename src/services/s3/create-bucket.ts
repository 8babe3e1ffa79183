import { Fault } from '../fault'
import { operation } from '../operation'
import { maybeStructure, maybeText, text } from '../said'
import { onBucket } from './access'
import { checkBucketName } from './names'

/** Makes a bucket. In us-east-1 whoever owns it already is told that all is well, as AWS does there. */
export const createBucket = operation({
  service: 's3',
  name: 'CreateBucket',
  input: ({ Bucket, CreateBucketConfiguration }) => ({
    name: text(Bucket),
    wanted: maybeText(maybeStructure(CreateBucketConfiguration)?.LocationConstraint),
  }),
  need: ({ name, wanted }, parts) => onBucket('s3:CreateBucket', name, parts, { 's3:LocationConstraint': wanted }),
  about: ({ name }) => [{ type: 'AWS::S3::Bucket', name: `arn:aws:s3:::${name}` }],
  async handle({ name, wanted }, { store, region, account, now }) {
    checkBucketName(name)
    checkLocation(wanted, region)
    const made = await store.buckets.insert(name, {
      name,
      region: wanted === 'EU' ? 'eu-west-1' : (wanted ?? region),
      owner: account,
      createdAt: now(),
    })
    if (!made && region !== 'us-east-1') {
      throw new Fault(
        'BucketAlreadyOwnedByYou',
        'Your previous request to create the named bucket succeeded and you already own it.',
        { BucketName: name },
      )
    }
    return { Location: `/${name}` }
  },
})

function checkLocation(wanted: string | undefined, region: string): void {
  if (wanted === undefined || wanted === region || (wanted === 'EU' && region === 'eu-west-1')) return
  if (region === 'us-east-1') return
  throw new Fault(
    'IllegalLocationConstraintException',
    `The ${wanted} location constraint is incompatible for the region specific endpoint this request was sent to.`,
  )
}
