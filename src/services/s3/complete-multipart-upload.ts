import type { StoredObject, Upload, UploadPart } from '../../store'
import { type Answer, operation, type Parts } from '../operation'
import { maybeNumber, text } from '../said'
import { chosenParts, type NamedPart, namedParts } from './chosen-parts'
import { conditions, writable } from './conditions'
import { checksumMembers, saidDigests } from './digests'
import { badDigest, invalidRequest, noSuchUpload } from './faults'
import { type Joined, joined } from './joined'
import { onObject } from './needs'
import { discard, keep } from './objects'
import { aboutObject, bucketAt, type ObjectPlace, objectPlace, rowKey } from './places'
import { checksumOf } from './upload-checksums'
import { forgetParts, uploadAt, uploadKey } from './uploads'
import { conditionContext } from './write-context'

/** Makes the object of its parts: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html */
export const completeMultipartUpload = operation({
  service: 's3',
  name: 'CompleteMultipartUpload',
  input: (said) => ({
    ...objectPlace(said),
    uploadId: text(said.UploadId),
    named: namedParts(said),
    whole: wholeSaid(said),
    type: said.ChecksumType,
    size: maybeNumber(said.MpuObjectSize),
    context: conditionContext(said),
    conditions: conditions(said),
  }),
  need: (input, facts) => onObject('s3:PutObject', input, facts, input.context),
  async handle(input, parts) {
    const { store, blobs } = parts
    const { uploadId, key } = input
    await bucketAt(input, parts)
    const upload = await store.uploads.get(uploadKey(input))
    if (upload === undefined) return completedBefore(input, parts)
    const wanted = checksumOf(upload.checksumAlgorithm, upload.checksumType)
    if (input.type !== undefined && input.type !== wanted?.type)
      throw invalidRequest(
        `The upload was created using the ${wanted?.type ?? 'null'} checksum mode. The complete request must use the same checksum mode.`,
      )
    const chosen = await chosenParts(uploadId, input.named, store)
    const size = chosen.reduce((sum, part) => sum + part.size, 0)
    if (input.size !== undefined && input.size !== size)
      throw invalidRequest(
        `The provided 'x-amz-mp-object-size' header value ${input.size} does not match what was computed: ${size}`,
      )
    writable(await store.objects.get(rowKey(input)), input.conditions, key)
    const made = await joinedOrGone(input, chosen, wanted, parts)
    const { algorithm, value } = input.whole
    const found = algorithm && made.checksums[algorithm]
    if (algorithm !== undefined && value !== undefined && found?.replace(/-\d+$/, '') !== value) {
      await discard(blobs, made.blob)
      throw badDigest(algorithm)
    }
    const row = rowOf(upload, made, chosen, parts.now())
    await keep(
      row,
      parts,
      (current) => writable(current, input.conditions, key),
      async (tx) => {
        if (!(await tx.uploads.remove(uploadKey(input)))) throw noSuchUpload(uploadId)
      },
    )
    await forgetParts(uploadId, parts)
    return answer(row, parts)
  },
  about: (it) => aboutObject(it),
})

/** The checksum of the whole may come with the number of parts. */
function wholeSaid(said: Readonly<Record<string, unknown>>) {
  const plain = Object.entries(said).map(([name, value]) =>
    name.startsWith('Checksum') && name !== 'ChecksumType' && typeof value === 'string'
      ? [name, value.replace(/-\d{1,5}$/, '')]
      : [name, value],
  )
  return saidDigests(Object.fromEntries(plain))
}

type Input = ObjectPlace & { readonly uploadId: string; readonly named: readonly NamedPart[] }

/** Parts are taken away when another has completed or aborted the upload meanwhile. */
async function joinedOrGone(
  input: Input,
  chosen: readonly UploadPart[],
  wanted: ReturnType<typeof checksumOf>,
  { store, blobs }: Parts,
): Promise<Joined> {
  try {
    return await joined(chosen, wanted, blobs)
  } catch (why) {
    await uploadAt(input, store)
    await chosenParts(input.uploadId, input.named, store)
    throw why
  }
}

/** Who did not hear the answer may ask again, as long as the object is still the one that the upload made. */
async function completedBefore(input: Input, parts: Parts): Promise<Answer> {
  const row = await parts.store.objects.get(rowKey(input))
  if (row?.upload?.id !== input.uploadId) throw noSuchUpload(input.uploadId)
  return answer(row, parts)
}

function rowOf(upload: Upload, made: Joined, chosen: readonly UploadPart[], modifiedAt: number): StoredObject {
  const { bucket, key, uploadId, contentType, headers, metadata } = upload
  const sizes: [number, number][] = []
  for (const { size } of chosen) {
    const last = sizes.at(-1)
    if (last?.[1] === size) last[0] += 1
    else sizes.push([1, size])
  }
  return { bucket, key, contentType, headers, metadata, ...made, modifiedAt, upload: { id: uploadId, parts: sizes } }
}

function answer({ bucket, key, etag, checksums }: StoredObject, { url }: Pick<Parts, 'url'>): Answer {
  return {
    Location: `${url}/${bucket}/${encodeURIComponent(key)}`,
    Bucket: bucket,
    Key: key,
    ETag: `"${etag}"`,
    ...checksumMembers(checksums),
  }
}
