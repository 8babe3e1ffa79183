import { operation } from '../operation'
import { onObject } from './access'
import { told } from './described'
import { objectToRead, readingOf } from './read-object'

/** Says what an object is, without its bytes. */
export const headObject = operation({
  service: 's3',
  name: 'HeadObject',
  input: readingOf,
  need: ({ bucket, key }, parts) => onObject('s3:GetObject', bucket, key, parts),
  async handle(reading, parts) {
    return told(await objectToRead(reading, parts), reading.said).answer
  },
})
