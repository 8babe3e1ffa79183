import { operation } from '../operation'
import { maybeText } from '../said'
import { onObject } from './needs'
import { discard } from './objects'
import { aboutObject, bucketAt, objectPlace } from './places'
import { removeRow } from './removal'

/** Removes an object; that there is none is no error: https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html */
export const deleteObject = operation({
  service: 's3',
  name: 'DeleteObject',
  input: (said) => ({
    ...objectPlace(said),
    match: maybeText(said.IfMatch),
    versioned: said.VersionId !== undefined,
  }),
  need: (input, facts) => onObject(input.versioned ? 's3:DeleteObjectVersion' : 's3:DeleteObject', input, facts),
  async handle(input, parts) {
    await bucketAt(input, parts)
    const blob = await parts.store.change((tx) => removeRow(tx, input))
    if (blob !== undefined) await discard(parts.blobs, blob)
    return {}
  },
  about: (it) => aboutObject(it),
})
