import { partKey, type UploadPart } from '../../store'
import { operation } from '../operation'
import { maybeNumber, text } from '../said'
import { algorithmNamed, checksumMembers, saidDigests } from './digests'
import { invalidRequest } from './faults'
import { onObject } from './needs'
import { discard, orDiscard } from './objects'
import { aboutObject, bucketAt, objectPlace } from './places'
import { receive, sent } from './received'
import { partNumber, uploadAt } from './uploads'

/** Keeps one part, in place of the one that had its number: https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPart.html */
export const uploadPart = operation({
  service: 's3',
  name: 'UploadPart',
  readOnly: false,
  input: (said) => ({
    ...objectPlace(said),
    uploadId: text(said.UploadId),
    number: partNumber(maybeNumber(said.PartNumber) ?? 0),
    digests: saidDigests(said),
    sent: sent(said),
  }),
  need: (input, facts) => onObject('s3:PutObject', input, facts),
  async handle(input, { store, blobs, account, now }) {
    const { uploadId, number, digests } = input
    await bucketAt(input, { store, account })
    const upload = await uploadAt(input, store)
    const kept = algorithmNamed(upload.checksumAlgorithm)
    if (kept !== undefined && digests.algorithm !== undefined && digests.algorithm !== kept)
      throw invalidRequest(
        `Checksum Type mismatch occurred, expected checksum Type: ${kept.toLowerCase()}, actual checksum Type: ${digests.algorithm.toLowerCase()}`,
      )
    const algorithm = kept ?? digests.algorithm
    const wanted = algorithm === undefined ? [] : [algorithm]
    const written = await receive(input.sent, digests, wanted, blobs)
    const row: UploadPart = { uploadId, number, ...written, modifiedAt: now() }
    const key = partKey(uploadId, number)
    const before = await orDiscard(blobs, written.blob, () =>
      store.change(async (tx) => {
        await uploadAt(input, tx)
        const current = await tx.parts.get(key)
        if (current === undefined) await tx.parts.insert(key, row)
        else await tx.parts.update(key, () => row)
        return current?.blob
      }),
    )
    if (before !== undefined) await discard(blobs, before)
    return { ETag: `"${row.etag}"`, ...checksumMembers(row.checksums) }
  },
  about: (it) => aboutObject(it),
})
