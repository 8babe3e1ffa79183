import { found } from '../fault'
import { operation } from '../operation'
import { text } from '../said'
import { onObject } from './access'
import { bucketNamed } from './buckets'
import { noSuchUpload } from './faults'
import { partKey, uploadKey } from './names'
import { partsOf, uploadIn } from './uploads'

/** Gives an upload up, and its parts. */
export const abortMultipartUpload = operation({
  service: 's3',
  name: 'AbortMultipartUpload',
  input: ({ Bucket, Key, UploadId }) => ({ bucket: text(Bucket), key: text(Key), uploadId: text(UploadId) }),
  need: ({ bucket, key }, parts) => onObject('s3:AbortMultipartUpload', bucket, key, parts),
  about: ({ bucket, key }) => [{ type: 'AWS::S3::Object', name: `arn:aws:s3:::${bucket}/${key}` }],
  async handle({ bucket, key, uploadId }, { store, blobs }) {
    await bucketNamed(store, bucket)
    const left = await store.change(async (tx) => {
      found(await uploadIn(tx, bucket, key, uploadId), () => noSuchUpload(uploadId))
      const parts = await partsOf(tx, uploadId)
      for (const part of parts) await tx.parts.remove(partKey(uploadId, part.number))
      await tx.uploads.remove(uploadKey(bucket, key, uploadId))
      return parts.map((part) => part.blob)
    })
    await Promise.all(left.map((blob) => blobs.remove(blob)))
    return {}
  },
})
