import { found } from '../fault'
import { operation } from '../operation'
import { noSuchKey } from './faults'
import { mayKnow, onObject } from './needs'
import { aboutObject, bucketAt, rowKey } from './places'
import { read, reading } from './reading'

/** Tells of an object what GetObject would, without its bytes: https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html */
export const headObject = operation({
  service: 's3',
  name: 'HeadObject',
  input: reading,
  need: (asked, facts) => onObject(asked.versioned ? 's3:GetObjectVersion' : 's3:GetObject', asked, facts),
  async handle(asked, parts) {
    await bucketAt(asked, parts)
    const row = await parts.store.objects.get(rowKey(asked))
    if (row === undefined) await mayKnow(asked, parts)
    return read(
      found(row, () => noSuchKey(asked.key)),
      asked,
      parts,
    ).answer
  },
  about: (it) => aboutObject(it),
})
