import { Fault } from '../fault'
import { operation } from '../operation'
import { onBucket } from './needs'
import { aboutBucket, bucketAt, bucketPlace } from './places'
import { forgetParts, uploadKey } from './uploads'

/** Removes a bucket without objects, and the uploads begun in it: https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucket.html */
export const deleteBucket = operation({
  service: 's3',
  name: 'DeleteBucket',
  input: bucketPlace,
  need: (place, facts) => onBucket('s3:DeleteBucket', place, facts),
  async handle(place, parts) {
    const { bucket } = place
    const within = { prefix: `${bucket}/` }
    const uploads = await parts.store.change(async (tx) => {
      await bucketAt(place, { store: tx, account: parts.account })
      if ((await tx.objects.list(within, { limit: 1 })).length > 0)
        throw new Fault('BucketNotEmpty', 'The bucket you tried to delete is not empty', { BucketName: bucket })
      const begun = await tx.uploads.list(within)
      for (const { key, uploadId } of begun) await tx.uploads.remove(uploadKey({ bucket, key, uploadId }))
      await tx.buckets.remove(bucket)
      return begun
    })
    for (const { uploadId } of uploads) await forgetParts(uploadId, parts)
    return {}
  },
  about: (it) => aboutBucket(it),
})
