import { chmodSync, closeSync, fsyncSync, openSync, readFileSync, renameSync, statSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

/** The text of a file that only its owner may read; undefined when it is not there. Throws when others may read it: it is no secret then. */
export function readPrivate(file: string): string | undefined {
  let mode: number
  try {
    mode = statSync(file).mode
  } catch {
    return undefined
  }
  if ((mode & 0o077) !== 0)
    throw new Error(`Others may read ${file}, which is secret. Run: chmod 600 '${file}', and think about replacing it.`)
  return readFileSync(file, 'utf8')
}

/** Whole or not at all, on disk when this returns, and readable by its owner only. */
export function writePrivate(file: string, text: string): void {
  const beside = `${file}.${process.pid}.new`
  const handle = openSync(beside, 'w', 0o600)
  try {
    chmodSync(beside, 0o600)
    writeSync(handle, text)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(beside, file)
  syncFolder(dirname(file))
}

/** Without this, a machine that loses power may forget that a file was renamed, and have the former one again. */
export function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
