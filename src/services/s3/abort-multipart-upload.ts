import { operation } from '../operation'
import { text } from '../said'
import { noSuchUpload } from './faults'
import { onObject } from './needs'
import { aboutObject, bucketAt, objectPlace } from './places'
import { forgetParts, uploadKey } from './uploads'

/** Gives an upload up, with all its parts: https://docs.aws.amazon.com/AmazonS3/latest/API/API_AbortMultipartUpload.html */
export const abortMultipartUpload = operation({
  service: 's3',
  name: 'AbortMultipartUpload',
  input: (said) => ({ ...objectPlace(said), uploadId: text(said.UploadId) }),
  need: (input, facts) => onObject('s3:AbortMultipartUpload', input, facts),
  async handle(input, parts) {
    await bucketAt(input, parts)
    if (!(await parts.store.uploads.remove(uploadKey(input)))) throw noSuchUpload(input.uploadId)
    await forgetParts(input.uploadId, parts)
    return {}
  },
  about: (it) => aboutObject(it),
})
