import { Fault } from '../fault'
import { operation } from '../operation'
import { text } from '../said'
import { onBucket } from './access'
import { noSuchBucket } from './faults'

/** Deletes an empty bucket, with what was begun in it and never completed. */
export const deleteBucket = operation({
  service: 's3',
  name: 'DeleteBucket',
  input: ({ Bucket }) => ({ name: text(Bucket) }),
  need: ({ name }, parts) => onBucket('s3:DeleteBucket', name, parts),
  about: ({ name }) => [{ type: 'AWS::S3::Bucket', name: `arn:aws:s3:::${name}` }],
  async handle({ name }, { store, blobs }) {
    const orphans = await store.change(async (tx) => {
      if ((await tx.buckets.get(name)) === undefined) throw noSuchBucket(name)
      const [object] = await tx.objects.list({ prefix: `${name}/` }, { limit: 1 })
      if (object !== undefined)
        throw new Fault('BucketNotEmpty', 'The bucket you tried to delete is not empty', { BucketName: name })
      const left: string[] = []
      for (const upload of await tx.uploads.list({ prefix: `${name}/` })) {
        for (const part of await tx.parts.list({ prefix: `${upload.uploadId}\u001f` })) {
          left.push(part.blob)
          await tx.parts.remove(`${upload.uploadId}\u001f${part.number.toString().padStart(5, '0')}`)
        }
        await tx.uploads.remove(`${name}/${upload.key}\u001f${upload.uploadId}`)
      }
      await tx.buckets.remove(name)
      return left
    })
    await Promise.all(orphans.map((blob) => blobs.remove(blob)))
    return {}
  },
})
