import type { Bucket, Tables } from '../../store'
import { Fault, found } from '../fault'
import type { Parts, Said } from '../operation'
import { maybeText, text } from '../said'
import { noSuchBucket } from './faults'
import { refuseNotBuilt } from './not-built'

/** A bucket as a request speaks of it. */
export interface BucketPlace {
  readonly bucket: string
  /** The account that the sender expects to own it. */
  readonly owner?: string
}

export interface ObjectPlace extends BucketPlace {
  readonly key: string
}

/** Bytes of UTF-8 that a key may have. */
const longestKey = 1024

/** Refuses what this S3 does not do, whichever operation it is said to. */
export function bucketPlace(said: Said): BucketPlace {
  refuseNotBuilt(said)
  return { bucket: text(said.Bucket), owner: maybeText(said.ExpectedBucketOwner) }
}

export function objectPlace(said: Said): ObjectPlace {
  return { ...bucketPlace(said), key: acceptableKey(text(said.Key)) }
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html */
export function acceptableKey(key: string): string {
  const size = Buffer.byteLength(key)
  if (size > longestKey)
    throw new Fault('KeyTooLongError', 'Your key is too long', { Size: size, MaxSizeAllowed: longestKey })
  if (key === '' || key.includes('\0') || !key.isWellFormed())
    throw new Fault('InvalidURI', "Couldn't parse the specified URI.")
  return key
}

/** The bucket, when it is there and belongs to whom the sender expects. */
export async function bucketAt(
  { bucket, owner }: BucketPlace,
  { store, account }: { readonly store: Pick<Tables, 'buckets'>; readonly account: string },
): Promise<Bucket> {
  const row = found(await store.buckets.get(bucket), () => noSuchBucket(bucket))
  if (owner !== undefined && owner !== account) throw new Fault('AccessDenied', 'Access Denied')
  return row
}

/** The key of an object's row. */
export function rowKey({ bucket, key }: { readonly bucket: string; readonly key: string }): string {
  return `${bucket}/${key}`
}

export function bucketArn(partition: string, bucket: string): string {
  return `arn:${partition}:s3:::${bucket}`
}

/** The 64 hexadecimal digits by which S3 names an account. */
function canonicalId(account: string): string {
  return new Bun.CryptoHasher('sha256').update(`podid:s3:${account}`).digest('hex')
}

export function ownerOf({ account }: Pick<Parts, 'account'>): { readonly ID: string } {
  return { ID: canonicalId(account) }
}

/** For the audit record. */
export function aboutBucket({ bucket }: BucketPlace) {
  return [{ type: 'AWS::S3::Bucket', name: bucketArn('aws', bucket) }]
}

export function aboutObject({ bucket, key }: ObjectPlace) {
  return [{ type: 'AWS::S3::Object', name: bucketArn('aws', `${bucket}/${key}`) }, ...aboutBucket({ bucket })]
}
