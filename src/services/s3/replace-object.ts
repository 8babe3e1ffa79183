import type { StoredObject } from '../../store'
import type { Parts } from '../operation'
import { type Conditions, checkWritable } from './conditions'
import { noSuchBucket } from './faults'
import { objectKey } from './names'

/**
 * Makes a synced blob an object, in place of what was there; only then is the old blob removed. When it may not be, the new blob is
 * removed and the old object stays. Throws NoSuchBucket and PreconditionFailed.
 */
export async function replaceObject(
  object: StoredObject,
  conditions: Conditions,
  { store, blobs }: Pick<Parts, 'store' | 'blobs'>,
): Promise<void> {
  const at = objectKey(object.bucket, object.key)
  try {
    const old = await store.change(async (tx) => {
      if ((await tx.buckets.get(object.bucket)) === undefined) throw noSuchBucket(object.bucket)
      const before = await tx.objects.get(at)
      checkWritable(before, conditions, object.key)
      if (before === undefined) await tx.objects.insert(at, object)
      else await tx.objects.update(at, () => object)
      return before?.blob
    })
    if (old !== undefined) await blobs.remove(old)
  } catch (why) {
    await blobs.remove(object.blob)
    throw why
  }
}
