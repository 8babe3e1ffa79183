import type { Blobs, Store, StoredObject, Tables } from '../../store'
import { Fault } from '../fault'
import type { Parts } from '../operation'
import { noSuchBucket } from './faults'
import { rowKey } from './places'

/**
 * Puts the row in its key's place, and takes away the bytes that were there before. `agreed` sees what is there and throws a Fault when it is
 * not to be replaced; `also` changes other rows with it. When it comes to nothing the new bytes are taken away, and the old object stays.
 */
export async function keep(
  row: StoredObject,
  { store, blobs }: Pick<Parts, 'store' | 'blobs'>,
  agreed: (current: StoredObject | undefined) => void,
  also: (tx: Tables) => Promise<void> = async () => {},
): Promise<void> {
  const key = rowKey(row)
  const before = await orDiscard(blobs, row.blob, () =>
    store.change(async (tx) => {
      if ((await tx.buckets.get(row.bucket)) === undefined) throw noSuchBucket(row.bucket)
      const current = await tx.objects.get(key)
      agreed(current)
      await also(tx)
      if (current === undefined) await tx.objects.insert(key, row)
      else await tx.objects.update(key, () => row)
      return current?.blob
    }),
  )
  if (before !== undefined) await discard(blobs, before)
}

/** Does what gives a blob its row. Only a refusal of ours proves that no row has it: after any other error the blob must stay. */
export async function orDiscard<Result>(blobs: Blobs, blob: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (why) {
    if (why instanceof Fault) await discard(blobs, blob)
    throw why
  }
}

/** Bytes that no row has any more. That they could not be removed is no failure of what was asked. */
export async function discard(blobs: Pick<Blobs, 'remove'>, blob: string): Promise<void> {
  await blobs.remove(blob).catch(() => undefined)
}

/**
 * Does something with an object's bytes at hand. They may be taken away between the look at the row and the opening of the blob; then the
 * row is looked at again. `open` throws when there is no such blob.
 */
export async function withObject<Result>(
  place: { readonly bucket: string; readonly key: string },
  store: Store,
  missing: () => Promise<Fault>,
  open: (row: StoredObject) => Promise<Result> | Result,
): Promise<Result> {
  const key = rowKey(place)
  for (let row = await store.objects.get(key); ; ) {
    if (row === undefined) throw await missing()
    try {
      return await open(row)
    } catch (why) {
      const now = await store.objects.get(key)
      if (why instanceof Fault || now?.blob === row.blob) throw why
      row = now
    }
  }
}
