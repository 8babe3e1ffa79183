import { Fault } from '../fault'

/** First segments of paths that are not buckets: design.md "One endpoint". */
const reserved = new Set(['console', 'healthz', 'readyz', 'podid'])

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html. Throws InvalidBucketName. */
export function checkBucketName(BucketName: string): void {
  const fits = /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])$/.test(BucketName) && BucketName.length >= 3 && BucketName.length <= 63
  const odd =
    BucketName.includes('..') ||
    /^\d+\.\d+\.\d+\.\d+$/.test(BucketName) ||
    /^(xn--|sthree-)|(-s3alias|--ol-s3|--x-s3)$/.test(BucketName)
  if (!fits || odd || reserved.has(BucketName))
    throw new Fault('InvalidBucketName', 'The specified bucket is not valid.', { BucketName })
}

/** 1 to 1,024 bytes of UTF-8, and no NUL, which not every store can keep. Throws KeyTooLongError or InvalidArgument. */
export function checkKey(key: string): void {
  const size = Buffer.byteLength(key)
  if (size > 1_024)
    throw new Fault('KeyTooLongError', 'Your key is too long', { Size: String(size), MaxSizeAllowed: '1024' })
  if (key.includes('\u0000'))
    throw new Fault('InvalidArgument', 'A key must not contain the character NUL.', { ArgumentName: 'key' })
}

export function objectKey(bucket: string, key: string): string {
  return `${bucket}/${key}`
}

const sep = '\u001f'

export function uploadKey(bucket: string, key: string, uploadId: string): string {
  return `${bucket}/${key}${sep}${uploadId}`
}

export function partKey(uploadId: string, number: number): string {
  return `${uploadId}${sep}${number.toString().padStart(5, '0')}`
}

export function partPrefix(uploadId: string): string {
  return `${uploadId}${sep}`
}
