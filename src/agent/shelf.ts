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
  /** Every entry that can still be served, each read when it is asked for. */
  all(): Iterable<Entry>
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
  /** The expiry in the name of the file that this process last knew of each hash. */
  const mine = new Map<string, number>()
  let listing: { readonly at: number; readonly those: Promise<ReadonlyMap<string, readonly Named[]>> } | undefined
  let leaving: { readonly hashes: Set<string>; readonly gone: Promise<void> } | undefined

  const hashOf = (key: string): string => createHash('sha256').update(`${realm}\u0000${key}`).digest('hex').slice(0, 40)
  const list = (): Promise<ReadonlyMap<string, readonly Named[]>> => {
    if (listing === undefined || clock.steady() - listing.at > listingLife)
      listing = { at: clock.steady(), those: readdir(folder).then(byHash, () => new Map()) }
    return listing.those
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
  const unlinked = async (those: readonly Named[]): Promise<void> => {
    for (const { name } of those) await unlink(join(folder, name)).catch(() => {})
  }
  /** Every file of the hash, whoever wrote it. One look at the folder serves all that are to go at the moment. */
  const removeAll = (hash: string): Promise<void> => {
    if (leaving === undefined) {
      const hashes = new Set<string>()
      const go = async (): Promise<void> => {
        await Promise.resolve()
        leaving = undefined
        await unlinked(named(await readdir(folder)).filter((it) => hashes.has(it.hash)))
      }
      leaving = { hashes, gone: go() }
    }
    leaving.hashes.add(hash)
    return leaving.gone
  }

  return {
    async find(key) {
      const hash = hashOf(key)
      const those = (await list()).get(hash) ?? []
      for (const it of [...those].sort(latestFirst)) {
        const entry = read(it)
        if (entry === undefined) continue
        mine.set(hash, it.expiresAt)
        return entry
      }
      return undefined
    },
    put(entry) {
      const hash = hashOf(entry.pod.key)
      const { expiresAt } = entry.credentials
      queue(hash, async () => {
        await writeWhole(folder, `${hash}-${expiresAt}`, entryKind, stored(entry))
        // What others wrote of this pod goes with the sweep.
        const before = mine.get(hash)
        mine.set(hash, Math.max(expiresAt, before ?? 0))
        if (before !== undefined && before !== expiresAt)
          await unlink(join(folder, `${hash}-${Math.min(before, expiresAt)}`)).catch(() => {})
      })
    },
    remove(key) {
      const hash = hashOf(key)
      listing = undefined
      mine.delete(hash)
      queue(hash, () => removeAll(hash))
    },
    *all() {
      for (const [hash, those] of byHash(namesIn(folder)))
        for (const it of [...those].sort(latestFirst)) {
          // What is being written or removed is newer than what is read here.
          if (it.expiresAt <= clock.now() || writing.has(hash)) break
          const entry = read(it)
          if (entry === undefined) continue
          mine.set(hash, it.expiresAt)
          yield entry
          break
        }
    },
    async sweep() {
      const names = await readdir(folder)
      for (const [hash, those] of byHash(names)) {
        const latest = Math.max(...those.map((it) => it.expiresAt))
        const old = those.filter(({ expiresAt }) => expiresAt <= clock.now() || expiresAt < latest)
        await unlinked(old)
        if (old.length === those.length) mine.delete(hash)
      }
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

function named(names: readonly string[]): readonly Named[] {
  return names.flatMap(parsed)
}

function byHash(names: readonly string[]): ReadonlyMap<string, readonly Named[]> {
  return Map.groupBy(named(names), (it) => it.hash)
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function latestFirst(one: Named, other: Named): number {
  return other.expiresAt - one.expiresAt
}
