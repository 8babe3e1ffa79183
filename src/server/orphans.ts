import type { Log } from '../program'
import { type Blobs, partKey, type Store } from '../store'

/** Milliseconds within which whoever writes a blob gives it a row, with much to spare. */
const age = 3_600_000

/** Rows read at a time. */
const handful = 500

/**
 * Removes what a crash left behind: parts of uploads that are over, bytes that no row has. Resolves with how many. One at a time, so that it
 * keeps nobody waiting.
 */
export async function removeOrphans(
  store: Pick<Store, 'objects' | 'parts' | 'uploads'>,
  blobs: Pick<Blobs, 'olderThan' | 'remove'>,
  olderThan = age,
): Promise<number> {
  let removed = await removeLostParts(store, blobs)
  for await (const blob of blobs.olderThan(olderThan)) {
    const whose = { by: 'byBlob', prefix: blob }
    // Whoever gives a blob a row has written it just before: one that has none by now will have none.
    if ((await store.objects.count(whose)) > 0 || (await store.parts.count(whose)) > 0) continue
    await blobs.remove(blob)
    removed += 1
  }
  return removed
}

/** An upload's row goes first, and its parts after it: who finds parts alone finishes that. */
async function removeLostParts(
  { parts, uploads }: Pick<Store, 'parts' | 'uploads'>,
  blobs: Pick<Blobs, 'remove'>,
): Promise<number> {
  let removed = 0
  for (let after: string | undefined; ; ) {
    const rows = await parts.list({}, { limit: handful, after })
    for (const { uploadId, number, blob } of rows) {
      after = partKey(uploadId, number)
      if ((await uploads.count({ by: 'byId', prefix: uploadId })) > 0) continue
      await parts.remove(after)
      await blobs.remove(blob)
      removed += 1
    }
    if (rows.length < handful) return removed
  }
}

/** Removes them once, some time after a start. */
export function removeOrphansLater(
  house: { readonly store: Store; readonly blobs: Blobs; readonly stopping: AbortSignal },
  log: Log,
): { stop(): Promise<void> } {
  let current: Promise<void> = Promise.resolve()
  const timer = setTimeout(() => {
    current = removeOrphans(house.store, untilStopped(house.blobs, house.stopping)).then(
      (count) => {
        if (count > 0) log.info({ count }, 'objects without a row removed')
      },
      (error) => log.warn({ err: error }, 'objects without a row could not be removed'),
    )
  }, 60_000)
  timer.unref()
  return {
    stop() {
      clearTimeout(timer)
      return current
    },
  }
}

function untilStopped(blobs: Blobs, stopping: AbortSignal): Pick<Blobs, 'olderThan' | 'remove'> {
  return {
    remove: blobs.remove,
    async *olderThan(age) {
      for await (const blob of blobs.olderThan(age)) {
        if (stopping.aborted) return
        yield blob
      }
    },
  }
}
