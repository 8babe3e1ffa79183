import type { StoredObject } from '../../store'
import { found } from '../fault'
import type { Parts, Said } from '../operation'
import { maybeText, text } from '../said'
import { onBucket } from './access'
import { bucketNamed } from './buckets'
import { type Conditions, checkReadable } from './conditions'
import { noSuchKey } from './faults'
import { objectKey } from './names'

/** What GetObject and HeadObject ask for. */
export function readingOf(said: Said): {
  readonly bucket: string
  readonly key: string
  readonly conditions: Conditions
  readonly said: Said
} {
  return { bucket: text(said.Bucket), key: text(said.Key), conditions: conditionsOf(said), said }
}

function conditionsOf(said: Said): Conditions {
  return {
    ifMatch: maybeText(said.IfMatch),
    ifNoneMatch: maybeText(said.IfNoneMatch),
    ...(said.IfModifiedSince instanceof Date ? { ifModifiedSince: said.IfModifiedSince } : {}),
    ...(said.IfUnmodifiedSince instanceof Date ? { ifUnmodifiedSince: said.IfUnmodifiedSince } : {}),
  }
}

/** The object that is to be read. Who may not list the bucket is not told that a key is missing. Throws NoSuchBucket, NoSuchKey, AccessDenied, PreconditionFailed. */
export async function objectToRead(
  { bucket, key, conditions }: { readonly bucket: string; readonly key: string; readonly conditions: Conditions },
  parts: Parts,
): Promise<StoredObject> {
  await bucketNamed(parts.store, bucket)
  const object = await parts.store.objects.get(objectKey(bucket, key))
  if (object === undefined) await parts.demand(await onBucket('s3:ListBucket', bucket, parts))
  const there = found(object, () => noSuchKey(key))
  checkReadable(there, conditions)
  return there
}
