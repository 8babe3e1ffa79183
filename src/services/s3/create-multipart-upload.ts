import { operation } from '../operation'
import { maybeText, text } from '../said'
import { onObject } from './access'
import { bucketNamed } from './buckets'
import { describedBy } from './described'
import { checkKey, uploadKey } from './names'

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._'

/** Begins an upload in parts. */
export const createMultipartUpload = operation({
  service: 's3',
  name: 'CreateMultipartUpload',
  input: (said) => ({
    bucket: text(said.Bucket),
    key: text(said.Key),
    described: describedBy(said),
    algorithm: maybeText(said.ChecksumAlgorithm),
    type: maybeText(said.ChecksumType),
  }),
  need: ({ bucket, key }, parts) => onObject('s3:PutObject', bucket, key, parts),
  about: ({ bucket, key }) => [{ type: 'AWS::S3::Object', name: `arn:aws:s3:::${bucket}/${key}` }],
  async handle({ bucket, key, described, algorithm, type }, { store, caller, draw, now }) {
    checkKey(key)
    await bucketNamed(store, bucket)
    const uploadId = draw(64, letters)
    await store.uploads.insert(uploadKey(bucket, key, uploadId), {
      bucket,
      key,
      uploadId,
      startedAt: now(),
      startedBy: caller.principal.arn,
      ...described,
      ...(algorithm === undefined ? {} : { checksumAlgorithm: algorithm }),
      ...(type === undefined ? {} : { checksumType: type }),
    })
    return { Bucket: bucket, Key: key, UploadId: uploadId, ChecksumAlgorithm: algorithm, ChecksumType: type }
  },
})
