import { closeSync, fdatasync, fsyncSync, openSync, readSync } from 'node:fs'
import { dirname } from 'node:path'

/** SQLite's write-ahead log of one file, and that file, as far as the disk is concerned. */
export interface Log {
  /** Throws once the disk has refused: what it holds is unknown from then on. */
  check(): void
  /** Resolves when everything written to the log so far is on the disk. */
  synced(): Promise<void>
  /** Pages in the log. */
  pages(): number
  /** Resolves when everything written to the file so far is on the disk, or was refused: then `check` throws. */
  fileSynced(): Promise<void>
  /** Whether the disk has refused. */
  refused(): boolean
  /** To be called when no connection is open any more: closing a file of SQLite's lets go of its locks in this process. */
  close(): void
}

/**
 * With `synchronous = NORMAL` SQLite syncs the log only before it carries it over into the file; with FULL also at every commit, and holds up
 * the whole process meanwhile. Here all of the syncing is done by a thread beside it. The log stays the same file as long as it is open.
 */
export function logOf(file: string): Log {
  const log = openSync(`${file}-wal`, 'r+')
  const index = openSync(`${file}-shm`, 'r')
  const itself = openSync(file, 'r')
  let refused: Error | undefined
  settleName(dirname(file))
  const sync = (handle: number): Promise<void> =>
    new Promise((resolve, reject) => {
      fdatasync(handle, (error) => {
        if (error === null || error === undefined) return resolve()
        refused ??= new Error('The disk refused what was written; nothing more is written before a new start.', {
          cause: error,
        })
        reject(refused)
      })
    })
  // https://sqlite.org/walformat.html#the_wal_index_header: mxFrame, 32 bits at byte 16, in the machine's own byte order.
  const frames = new Uint32Array(1)
  return {
    check() {
      if (refused !== undefined) throw refused
    },
    synced: () => sync(log),
    pages() {
      readSync(index, frames, 0, 4, 16)
      return frames[0] ?? 0
    },
    fileSynced: () => sync(itself).catch(() => {}),
    refused: () => refused !== undefined,
    close() {
      for (const handle of [log, index, itself]) closeSync(handle)
    },
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
