import type { Store, Tables, Upload, UploadPart } from '../../store'
import { found } from '../fault'
import { bucketNamed } from './buckets'
import { noSuchUpload } from './faults'
import { partPrefix, uploadKey } from './names'

/** The upload of that bucket, key and id. Throws NoSuchBucket and NoSuchUpload. */
export async function uploadNamed(store: Store, bucket: string, key: string, uploadId: string): Promise<Upload> {
  await bucketNamed(store, bucket)
  return found(await uploadIn(store, bucket, key, uploadId), () => noSuchUpload(uploadId))
}

export function uploadIn(tables: Tables, bucket: string, key: string, uploadId: string): Promise<Upload | undefined> {
  return tables.uploads.get(uploadKey(bucket, key, uploadId))
}

/** All its parts, in order of their numbers. */
export function partsOf(tables: Tables, uploadId: string): Promise<readonly UploadPart[]> {
  return tables.parts.list({ prefix: partPrefix(uploadId) })
}
