import type { Parts } from '../operation'
import { operation } from '../operation'
import { text } from '../said'
import { onObject } from './access'
import { bucketNamed } from './buckets'
import { objectKey } from './names'

/** Deletes an object; that there was none is no error. */
export const deleteObject = operation({
  service: 's3',
  name: 'DeleteObject',
  input: ({ Bucket, Key }) => ({ bucket: text(Bucket), key: text(Key) }),
  need: ({ bucket, key }, parts) => onObject('s3:DeleteObject', bucket, key, parts),
  about: ({ bucket, key }) => [{ type: 'AWS::S3::Object', name: `arn:aws:s3:::${bucket}/${key}` }],
  async handle({ bucket, key }, { store, blobs }) {
    await bucketNamed(store, bucket)
    await removeObject(bucket, key, { store, blobs })
    return {}
  },
})

/** The row first, then the blob: a crash in between leaves bytes that nothing refers to, never an object without bytes. */
export async function removeObject(
  bucket: string,
  key: string,
  { store, blobs }: Pick<Parts, 'store' | 'blobs'>,
): Promise<void> {
  const at = objectKey(bucket, key)
  const blob = await store.change(async (tx) => {
    const object = await tx.objects.get(at)
    await tx.objects.remove(at)
    return object?.blob
  })
  if (blob !== undefined) await blobs.remove(blob)
}
