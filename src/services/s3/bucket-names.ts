import { Fault } from '../fault'

/** First segments of paths that are not S3's on this endpoint (design.md, "One endpoint"). */
const taken = ['console', 'healthz', 'readyz', 'podid']

const form = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/
const address = /^\d{1,3}(?:\.\d{1,3}){3}$/
const prefixes = ['xn--', 'sthree-']
const suffixes = ['-s3alias', '--ol-s3', '.mrap', '--x-s3', '--table-s3']

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
export function acceptableBucketName(name: string): string {
  const good =
    form.test(name) &&
    !name.includes('..') &&
    !address.test(name) &&
    !prefixes.some((it) => name.startsWith(it)) &&
    !suffixes.some((it) => name.endsWith(it)) &&
    !taken.includes(name)
  if (!good) throw new Fault('InvalidBucketName', 'The specified bucket is not valid.', { BucketName: name })
  return name
}
