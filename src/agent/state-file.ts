import { createHash } from 'node:crypto'
import { closeSync, constants, fstatSync, lstatSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { open, rename, unlink } from 'node:fs/promises'
import { join } from 'node:path'

// Files of the state folder: one thing a file, written whole and renamed, with its version and a checksum, read only from ourselves.

const magic = 'podid-agent'
let count = 0

/** Why the folder cannot be trusted with credentials; undefined when it can. Makes it where it is missing. */
export function whyUnfit(folder: string): string | undefined {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const it = lstatSync(folder)
    if (!it.isDirectory()) return 'it is no folder'
    if (it.uid !== process.getuid?.()) return 'it belongs to another user'
    if ((it.mode & 0o077) !== 0) return `others may enter it (mode ${(it.mode & 0o777).toString(8)}); chmod 700 it`
    return undefined
  } catch (why) {
    return why instanceof Error ? why.message : 'it cannot be made'
  }
}

/** Readers see the former file or the new one, never half of one. */
export async function writeWhole(folder: string, name: string, kind: string, thing: unknown): Promise<void> {
  const text = JSON.stringify(thing)
  const temporary = join(folder, `.${process.pid}-${count++}.tmp`)
  try {
    const file = await open(temporary, 'wx', 0o600)
    try {
      await file.writeFile(`${magic} ${kind} ${sum(text)}\n${text}`)
    } finally {
      await file.close()
    }
    await rename(temporary, join(folder, name))
  } catch (why) {
    await unlink(temporary).catch(() => {})
    throw why
  }
}

/** Undefined for what is not there, is not ours, is torn, or is of another version. */
export function readChecked(folder: string, name: string, kind: string): Readonly<Record<string, unknown>> | undefined {
  let file: number | undefined
  try {
    file = openSync(join(folder, name), constants.O_RDONLY | constants.O_NOFOLLOW)
    const it = fstatSync(file)
    if (!it.isFile() || it.uid !== process.getuid?.() || (it.mode & 0o077) !== 0) return undefined
    const all = readFileSync(file, 'utf8')
    const end = all.indexOf('\n')
    const text = all.slice(end + 1)
    if (all.slice(0, end) !== `${magic} ${kind} ${sum(text)}`) return undefined
    const thing: unknown = JSON.parse(text)
    return typeof thing === 'object' && thing !== null ? Object.fromEntries(Object.entries(thing)) : undefined
  } catch {
    return undefined
  } finally {
    if (file !== undefined) closeSync(file)
  }
}

function sum(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
