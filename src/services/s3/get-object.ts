import { operation } from '../operation'
import { onObject } from './access'
import { told } from './described'
import { objectToRead, readingOf } from './read-object'

/** Gives an object, or a range of it, streamed from disk. */
export const getObject = operation({
  service: 's3',
  name: 'GetObject',
  input: readingOf,
  need: ({ bucket, key }, parts) => onObject('s3:GetObject', bucket, key, parts),
  async handle(reading, parts) {
    const object = await objectToRead(reading, parts)
    const { answer, range } = told(object, reading.said)
    return { ...answer, Body: parts.blobs.read(object.blob, range.start, range.end) }
  },
})
