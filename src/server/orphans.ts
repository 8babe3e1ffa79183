import type { Log } from '../program'
import type { Blobs, Store } from '../store'

/** Milliseconds within which whoever writes a blob gives it a row, with much to spare. */
const age = 3_600_000

/**
 * Removes the bytes that a crash left without a row: between the file and its row, or between a row's end and its file's. Resolves with how many.
 * One file at a time, so that it keeps nobody waiting.
 */
export async function removeOrphans(
  { objects, parts }: Pick<Store, 'objects' | 'parts'>,
  blobs: Pick<Blobs, 'olderThan' | 'remove'>,
  olderThan = age,
): Promise<number> {
  let removed = 0
  for await (const blob of blobs.olderThan(olderThan)) {
    const whose = { by: 'byBlob', prefix: blob }
    // An upload's part becomes no object: the bytes are written anew. So a blob that had no row once has none later.
    if ((await objects.count(whose)) > 0 || (await parts.count(whose)) > 0) continue
    await blobs.remove(blob)
    removed += 1
  }
  return removed
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
