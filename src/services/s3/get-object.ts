import { operation } from '../operation'
import { noSuchKey } from './faults'
import { mayKnow, onObject } from './needs'
import { withObject } from './objects'
import { aboutObject, bucketAt } from './places'
import { read, reading } from './reading'

/** Gives an object, or a range of it: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html */
export const getObject = operation({
  service: 's3',
  name: 'GetObject',
  input: reading,
  need: (asked, facts) => onObject(asked.versioned ? 's3:GetObjectVersion' : 's3:GetObject', asked, facts),
  async handle(asked, parts) {
    await bucketAt(asked, parts)
    const missing = async () => {
      await mayKnow(asked, parts)
      return noSuchKey(asked.key)
    }
    return withObject(asked, parts.store, missing, (row) => {
      const { answer, range } = read(row, asked, parts)
      return { ...answer, Body: parts.blobs.read(row.blob, range.start, range.end) }
    })
  },
  about: (it) => aboutObject(it),
})
