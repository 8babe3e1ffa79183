import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { readdir, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from './clock'
import { type Entry, leftOf } from './entry'
import { entryFrom, entryKind, stored } from './entry-file'
import type { Shelf } from './kept'
import { readChecked, writeWhole } from './state-file'

/** Milliseconds that a listing of the folder is good for: many may miss at once. */
const listingLife = 250
/** Milliseconds after which a temporary file is nobody's any more. */
const abandoned = 60_000

export interface DiskShelf extends Shelf {
  /** Every entry that can still be served. */
  all(): readonly Entry[]
  /** Removes what has run out, what a later one replaced, and what a killed process left half written. */
  sweep(): Promise<void>
  /** Resolves when all that was put is written. */
  settled(): Promise<void>
}

/**
 * Entries as files of a folder that two processes may share: a name is the pod's hash and the expiry, so that nobody overwrites another's,
 * and of several the latest counts. What cannot be written is told, and costs nothing but warmth after a restart.
 */
export function diskShelf(given: {
  readonly folder: string
  readonly clock: Clock
  /** What entries are good for: the cluster and the upstream. Those of others are not seen. */
  readonly realm: string
  readonly failed: (why: unknown) => void
}): DiskShelf {
  const { folder, clock, realm } = given
  const writing = new Map<string, Promise<void>>()
  let listing: { readonly at: number; readonly names: Promise<readonly Named[]> } | undefined

  const hashOf = (key: string): string => createHash('sha256').update(`${realm}\u0000${key}`).digest('hex').slice(0, 40)
  const named = (names: readonly string[]): readonly Named[] => names.flatMap(parsed)
  const list = (): Promise<readonly Named[]> => {
    if (listing === undefined || clock.steady() - listing.at > listingLife)
      listing = { at: clock.steady(), names: readdir(folder).then(named, () => []) }
    return listing.names
  }
  const read = ({ name, hash }: Named): Entry | undefined => {
    const entry = entryFrom(readChecked(folder, name, entryKind), clock)
    return entry !== undefined && hashOf(entry.pod.key) === hash && leftOf(entry, clock) > 0 ? entry : undefined
  }
  /** One thing at a time with each hash. */
  const queue = (hash: string, work: () => Promise<void>): void => {
    const done = (writing.get(hash) ?? Promise.resolve()).then(work).catch(given.failed)
    writing.set(hash, done)
    done.finally(() => {
      if (writing.get(hash) === done) writing.delete(hash)
    })
  }
  const removeThose = async (wanted: (it: Named) => boolean): Promise<void> => {
    for (const { name } of named(await readdir(folder)).filter(wanted)) await unlink(join(folder, name)).catch(() => {})
  }

  return {
    async find(key) {
      const hash = hashOf(key)
      const those = (await list()).filter((it) => it.hash === hash).sort(latestFirst)
      for (const it of those) {
        const entry = read(it)
        if (entry !== undefined) return entry
      }
      return undefined
    },
    put(entry) {
      const hash = hashOf(entry.pod.key)
      const { expiresAt } = entry.credentials
      queue(hash, async () => {
        await writeWhole(folder, `${hash}-${expiresAt}`, entryKind, stored(entry))
        await removeThose((it) => it.hash === hash && it.expiresAt < expiresAt)
      })
    },
    remove(key) {
      const hash = hashOf(key)
      listing = undefined
      queue(hash, () => removeThose((it) => it.hash === hash))
    },
    all() {
      const best = new Map<string, Entry>()
      for (const it of [...named(readdirSync(folder))].sort(latestFirst)) {
        if (it.expiresAt <= clock.now() || best.has(it.hash)) continue
        const entry = read(it)
        if (entry !== undefined) best.set(it.hash, entry)
      }
      return [...best.values()]
    },
    async sweep() {
      const names = await readdir(folder)
      const latest = new Map<string, number>()
      for (const { hash, expiresAt } of named(names)) latest.set(hash, Math.max(latest.get(hash) ?? 0, expiresAt))
      await removeThose(({ hash, expiresAt }) => expiresAt <= clock.now() || expiresAt < (latest.get(hash) ?? 0))
      for (const name of names.filter((it) => it.endsWith('.tmp'))) {
        const path = join(folder, name)
        const age = await stat(path).then(
          (it) => Date.now() - it.mtimeMs,
          () => 0,
        )
        if (age > abandoned) await unlink(path).catch(() => {})
      }
    },
    async settled() {
      await Promise.all(writing.values())
    },
  }
}

interface Named {
  readonly name: string
  readonly hash: string
  readonly expiresAt: number
}

function parsed(name: string): readonly Named[] {
  const [, hash, expiresAt] = /^([0-9a-f]{40})-(\d{1,15})$/.exec(name) ?? []
  return hash === undefined ? [] : [{ name, hash, expiresAt: Number(expiresAt) }]
}

function latestFirst(one: Named, other: Named): number {
  return other.expiresAt - one.expiresAt
}
