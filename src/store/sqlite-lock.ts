import { Database } from 'bun:sqlite'
import { restricted } from './restricted'

/**
 * Holds a file for this process alone. A lock of the operating system, which ends with the process however it ends: an open transaction on a
 * tiny database beside the store, since an exclusive lock on the store itself would keep out our own readers.
 */
export function holdAlone(file: string): { release(): void } {
  const path = `${file}.lock`
  restricted(path)
  const lock = new Database(path, { create: true, readwrite: true })
  try {
    lock.run('BEGIN EXCLUSIVE')
  } catch (why) {
    lock.close()
    if (Object(why).code !== 'SQLITE_BUSY') throw why
    throw new Error(
      `The store ${file} is in use by another podid. Stop that one first, or give this one a data folder of its own.`,
    )
  }
  return { release: () => lock.close() }
}
