import { closeSync, linkSync, openSync, rmSync, statSync, unlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createKeyring, type Keyring, readKeyring } from '../signatures'
import type { ServerConfig } from './config'
import { readPrivate, syncFolder, writePrivate } from './private-file'

/** Where the master key is: in the data folder, unless the settings say otherwise. */
export function masterKeyFile({ masterKey, data }: Pick<ServerConfig, 'masterKey' | 'data'>): string {
  return masterKey === '' ? join(data, 'master.key') : masterKey
}

/** The master key in the file, made when it is not there. Of several who make one at once, all get the same. */
export function masterKey(file: string, now: number): Keyring {
  const kept = readPrivate(file)
  if (kept !== undefined) return readKeyring(kept)
  const beside = `${file}.${process.pid}.first`
  writePrivate(beside, createKeyring(now))
  try {
    linkSync(beside, file)
    syncFolder(dirname(file))
  } catch (error) {
    if (!isThere(error)) throw error
  } finally {
    unlinkSync(beside)
  }
  return readKeyring(readMasterKey(file))
}

/** The text of the ring. Throws with the remedy when there is none. */
export function readMasterKey(file: string): string {
  const text = readPrivate(file)
  if (text === undefined)
    throw new Error(
      `There is no master key at ${file}: name the data folder with --data, or the file with --master-key.`,
    )
  return text
}

/** Milliseconds. Who holds the lock longer has died with it: a change takes none. */
const stale = 30_000

/** Changes the file, one at a time: whoever reads it to write it again must miss nothing that another wrote meanwhile. */
export async function changeMasterKey(file: string, change: (text: string) => string): Promise<string> {
  const lock = `${file}.changing`
  for (const until = Date.now() + 10_000; !take(lock); await Bun.sleep(50))
    if (Date.now() > until)
      throw new Error(`Somebody else is changing ${file}. Try again; if nobody is, remove ${lock}.`)
  try {
    const before = readMasterKey(file)
    const after = change(before)
    readKeyring(after)
    if (after !== before) writePrivate(file, after)
    return after
  } finally {
    rmSync(lock, { force: true })
  }
}

function take(lock: string): boolean {
  try {
    closeSync(openSync(lock, 'wx', 0o600))
    return true
  } catch (error) {
    if (!isThere(error)) throw error
    const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
    if (age > stale) rmSync(lock, { force: true })
    return false
  }
}

function isThere(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST'
}
