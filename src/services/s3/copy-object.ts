import type { StoredObject } from '../../store'
import { operation, type Parts } from '../operation'
import { maybeText, text } from '../said'
import { conditions, readable, writable } from './conditions'
import { copySource } from './copy-source'
import { type Description, description } from './described'
import { algorithmNamed, algorithmsOf, checksumMembers, digesting } from './digests'
import { invalidRequest, noSuchKey, preconditionFailed } from './faults'
import { mayKnow, onObject } from './needs'
import { keep, withObject } from './objects'
import { aboutObject, bucketAt, objectPlace, rowKey } from './places'
import { mostAtOnce } from './received'
import { conditionContext } from './write-context'

/** Makes an object from another: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html */
export const copyObject = operation({
  service: 's3',
  name: 'CopyObject',
  input(said) {
    const replace = said.MetadataDirective === 'REPLACE'
    return {
      ...objectPlace(said),
      from: { ...copySource(text(said.CopySource)), owner: maybeText(said.ExpectedSourceBucketOwner) },
      context: conditionContext(said),
      /** Absent: the source's. */
      description: replace ? description(said) : undefined,
      algorithm: algorithmNamed(maybeText(said.ChecksumAlgorithm)),
      conditions: conditions(said),
      ofSource: conditions(said, 'CopySource'),
    }
  },
  async need(input, facts) {
    const reads = input.from.versioned ? 's3:GetObjectVersion' : 's3:GetObject'
    return [await onObject(reads, input.from, facts), await onObject('s3:PutObject', input, facts, input.context)]
  },
  async handle(input, parts) {
    const { from, key, algorithm } = input
    await bucketAt(input, parts)
    await bucketAt(from, parts)
    if (input.description === undefined && rowKey(from) === rowKey(input))
      throw invalidRequest(
        "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
      )
    writable(await parts.store.objects.get(rowKey(input)), input.conditions, key)
    const missing = async () => {
      await mayKnow(from, parts)
      return noSuchKey(from.key)
    }
    const row = await withObject(from, parts.store, missing, async (source) => {
      readable(source, input.ofSource, preconditionFailed)
      if (source.size > mostAtOnce)
        throw invalidRequest(
          `The specified copy source is larger than the maximum allowable size for a copy source: ${mostAtOnce}`,
        )
      const wanted = algorithm === undefined ? algorithmsOf(source.checksums) : [algorithm]
      const described: Description = input.description ?? descriptionOf(source)
      return { ...described, ...(await copied(source, wanted, parts)), bucket: input.bucket, key: input.key }
    })
    await keep(row, parts, (current) => writable(current, input.conditions, key))
    const { etag, modifiedAt, checksums } = row
    return {
      CopyObjectResult: { ETag: `"${etag}"`, LastModified: new Date(modifiedAt), ...checksumMembers(checksums) },
    }
  },
  about: (it) => aboutObject(it),
})

function descriptionOf({ contentType, headers, metadata }: StoredObject): Description {
  return { contentType, headers, metadata }
}

/** A blob of its own with the same bytes. Its ETag is that of its bytes, whichever way the source came together. */
async function copied(source: StoredObject, wanted: ReturnType<typeof algorithmsOf>, { blobs, now }: Parts) {
  const digests = digesting(wanted)
  const { blob, size } = await blobs.write(blobs.read(source.blob), digests.update)
  const { etag, checksums } = digests.end()
  return {
    blob,
    size,
    etag,
    checksums: wanted.length === 0 ? {} : { ...checksums, ChecksumType: 'FULL_OBJECT' },
    modifiedAt: now(),
  }
}
