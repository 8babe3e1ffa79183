import { found } from '../fault'
import { operation } from '../operation'
import { maybeNumber, text } from '../said'
import { onObject } from './access'
import { checksumMembers, digests, streamOf, wantedChecksum } from './digests'
import { invalidArgument, noSuchUpload } from './faults'
import { partKey } from './names'
import { uploadIn, uploadNamed } from './uploads'

/** Puts one part of an upload; the same number again replaces it. */
export const uploadPart = operation({
  service: 's3',
  name: 'UploadPart',
  input: (said) => ({
    bucket: text(said.Bucket),
    key: text(said.Key),
    uploadId: text(said.UploadId),
    number: maybeNumber(said.PartNumber) ?? 0,
    body: said.Body,
    algorithm: wantedChecksum(said),
  }),
  need: ({ bucket, key }, parts) => onObject('s3:PutObject', bucket, key, parts),
  about: ({ bucket, key }) => [{ type: 'AWS::S3::Object', name: `arn:aws:s3:::${bucket}/${key}` }],
  async handle({ bucket, key, uploadId, number, body, algorithm }, { store, blobs, now }) {
    if (number < 1 || number > 10_000)
      throw invalidArgument(
        'Part number must be an integer between 1 and 10000, inclusive',
        'partNumber',
        String(number),
      )
    await uploadNamed(store, bucket, key, uploadId)
    const sums = digests(algorithm)
    const { blob, size } = await blobs.write(streamOf(body), sums.take)
    const part = { uploadId, number, blob, size, etag: sums.etag(), checksums: sums.checksums(), modifiedAt: now() }
    try {
      const old = await store.change(async (tx) => {
        found(await uploadIn(tx, bucket, key, uploadId), () => noSuchUpload(uploadId))
        const at = partKey(uploadId, number)
        const before = await tx.parts.get(at)
        if (before === undefined) await tx.parts.insert(at, part)
        else await tx.parts.update(at, () => part)
        return before?.blob
      })
      if (old !== undefined) await blobs.remove(old)
    } catch (why) {
      await blobs.remove(blob)
      throw why
    }
    return { ETag: `"${part.etag}"`, ...checksumMembers(part.checksums) }
  },
})
