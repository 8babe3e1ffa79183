import { operation } from '../operation'
import { conditions, writable } from './conditions'
import { description } from './described'
import { checksumMembers, saidDigests } from './digests'
import { onObject } from './needs'
import { keep } from './objects'
import { aboutObject, bucketAt, objectPlace, rowKey } from './places'
import { receive, sent } from './received'
import { conditionContext } from './write-context'

/** Keeps an object: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
export const putObject = operation({
  service: 's3',
  name: 'PutObject',
  input: (said) => ({
    ...objectPlace(said),
    context: conditionContext(said),
    description: description(said),
    digests: saidDigests(said),
    conditions: conditions(said),
    sent: sent(said),
  }),
  need: (input, facts) => onObject('s3:PutObject', input, facts, input.context),
  async handle(input, parts) {
    const { bucket, key, digests } = input
    await bucketAt(input, parts)
    // Before the bytes come, and again when they are there.
    writable(await parts.store.objects.get(rowKey(input)), input.conditions, key)
    const wanted = digests.algorithm === undefined ? [] : [digests.algorithm]
    const { blob, size, etag, checksums: found } = await receive(input.sent, digests, wanted, parts.blobs)
    const checksums = wanted.length === 0 ? {} : { ...found, ChecksumType: 'FULL_OBJECT' }
    const row = { bucket, key, blob, size, etag, checksums, modifiedAt: parts.now(), ...input.description }
    await keep(row, parts, (current) => writable(current, input.conditions, key))
    return { ETag: `"${etag}"`, ...checksumMembers(checksums) }
  },
  about: (it) => aboutObject(it),
})
