import type { Upload } from '../../store'
import { operation } from '../operation'
import { description } from './described'
import { noSuchBucket } from './faults'
import { onObject } from './needs'
import { aboutObject, bucketAt, objectPlace } from './places'
import { uploadChecksum } from './upload-checksums'
import { uploadKey } from './uploads'
import { conditionContext } from './write-context'

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** Begins an object that comes in parts: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateMultipartUpload.html */
export const createMultipartUpload = operation({
  service: 's3',
  name: 'CreateMultipartUpload',
  input: (said) => ({
    ...objectPlace(said),
    context: conditionContext(said),
    description: description(said),
    checksum: uploadChecksum(said),
  }),
  need: (input, facts) => onObject('s3:PutObject', input, facts, input.context),
  async handle(input, parts) {
    const { bucket, key, checksum } = input
    await bucketAt(input, parts)
    const row: Upload = {
      bucket,
      key,
      uploadId: parts.draw(64, letters),
      startedAt: parts.now(),
      startedBy: parts.caller.principal.arn,
      checksumAlgorithm: checksum?.algorithm,
      checksumType: checksum?.type,
      ...input.description,
    }
    await parts.store.change(async (tx) => {
      if ((await tx.buckets.get(bucket)) === undefined) throw noSuchBucket(bucket)
      if (!(await tx.uploads.insert(uploadKey(row), row))) throw new Error('An upload has the id of another.')
    })
    return {
      Bucket: bucket,
      Key: key,
      UploadId: row.uploadId,
      ChecksumAlgorithm: checksum?.algorithm,
      ChecksumType: checksum?.type,
    }
  },
  about: (it) => aboutObject(it),
})
