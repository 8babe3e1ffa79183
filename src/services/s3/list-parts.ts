import { partKey, partsOf, type UploadPart } from '../../store'
import { type Answer, operation } from '../operation'
import { maybeNumber, text } from '../said'
import { checksumMembers } from './digests'
import { invalidArgument } from './faults'
import { most } from './list-said'
import { onObject } from './needs'
import { aboutObject, bucketAt, objectPlace, ownerOf } from './places'
import { initiator } from './upload-shapes'
import { uploadAt } from './uploads'

/** Lists the parts that an upload has so far: https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListParts.html */
export const listParts = operation({
  service: 's3',
  name: 'ListParts',
  input: (said) => ({
    ...objectPlace(said),
    uploadId: text(said.UploadId),
    most: most(maybeNumber(said.MaxParts), 'max-parts'),
    after: marker(maybeNumber(said.PartNumberMarker) ?? 0),
  }),
  need: (input, facts) => onObject('s3:ListMultipartUploadParts', input, facts),
  async handle(input, parts) {
    const { bucket, key, uploadId, most, after } = input
    await bucketAt(input, parts)
    const upload = await uploadAt(input, parts.store)
    const page = { limit: most + 1, after: partKey(uploadId, Math.min(after, 99_999)) }
    const rows = most === 0 ? [] : await parts.store.parts.list({ prefix: partsOf(uploadId) }, page)
    const shown = rows.slice(0, most)
    return {
      Bucket: bucket,
      Key: key,
      UploadId: uploadId,
      PartNumberMarker: after,
      // Only when there is more: the SDK for JavaScript goes on for as long as it is told one.
      NextPartNumberMarker: rows.length > most ? shown.at(-1)?.number : undefined,
      MaxParts: most,
      IsTruncated: rows.length > most,
      Parts: shown.map(onTheWire),
      Initiator: initiator(upload, parts),
      Owner: ownerOf(parts),
      StorageClass: 'STANDARD',
      ChecksumAlgorithm: upload.checksumAlgorithm,
      ChecksumType: upload.checksumType,
    }
  },
  about: (it) => aboutObject(it),
})

function marker(number: number): number {
  if (number < 0)
    throw invalidArgument(
      'Argument part-number-marker must be an integer between 0 and 2147483647',
      'part-number-marker',
      String(number),
    )
  return number
}

function onTheWire({ number, modifiedAt, etag, size, checksums }: UploadPart): Answer {
  return {
    PartNumber: number,
    LastModified: new Date(modifiedAt),
    ETag: `"${etag}"`,
    Size: size,
    ...checksumMembers(checksums),
  }
}
