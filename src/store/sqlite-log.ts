import { closeSync, fdatasync, fsyncSync, openSync } from 'node:fs'
import { dirname } from 'node:path'

/** SQLite's write-ahead log of one file, as far as the disk is concerned. */
export interface Log {
  /** Throws once the disk has refused: what it holds is unknown from then on. */
  check(): void
  /** Resolves when everything written so far is on the disk. */
  synced(): Promise<void>
  close(): void
}

/**
 * With `synchronous = NORMAL` SQLite syncs the log only before it carries it over into the file; with FULL also at every commit, and holds up
 * the whole process meanwhile. Here the commits' syncing is done by a thread beside it. The log stays the same file as long as it is open.
 */
export function logOf(file: string): Log {
  const handle = openSync(`${file}-wal`, 'r+')
  let refused: Error | undefined
  settleName(dirname(file))
  return {
    check() {
      if (refused !== undefined) throw refused
    },
    synced: () =>
      new Promise((resolve, reject) => {
        fdatasync(handle, (error) => {
          if (error === null || error === undefined) return resolve()
          refused ??= new Error('The disk refused what was written; nothing more is written before a new start.', {
            cause: error,
          })
          reject(refused)
        })
      }),
    close: () => closeSync(handle),
  }
}

/** A new file is found again after a power cut only when its folder is on the disk too. */
function settleName(folder: string): void {
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
