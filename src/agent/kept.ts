import type { Clock } from './clock'
import { type GetCredentials, type PodCredentials, type PodIdentity, Refused } from './credentials'
import { type Entry, entryOf, lastMinute, leftOf } from './entry'
import { type Lru, lru } from './lru'
import type { Renewal } from './renewal'

/** Milliseconds after which a renewal that was due is late. */
const overdue = 300_000

/** Where entries are kept beyond the life of the process. */
export interface Shelf {
  /** What another process, or an earlier one, kept of this pod. */
  find(key: string): Promise<Entry | undefined>
  put(entry: Entry): void
  remove(key: string): void
}

export interface Kept {
  /** The entry of the pod, if it may still be served: at once, without a promise. */
  ready(pod: PodIdentity): Entry | undefined
  /** From the shelf, or by asking: for a pod that has nothing ready. */
  fetch(pod: PodIdentity): Promise<Entry>
  /** Asks anew, whatever is kept: what renewals do. */
  refresh(pod: PodIdentity): Promise<Entry>
  /** What was on the shelf at the start; what is kept by now is newer. */
  restore(entry: Entry): void
  /** The entry as it is kept now. */
  current(entry: Entry): Entry | undefined
  drop(entry: Entry): void
  readonly entries: Lru<Entry>
}

/**
 * Keeps credentials by pod until their last minute. A refusal that is final drops the pod's entry, and never another's; any other failure
 * leaves it. With `most` 0 nothing is kept: every question goes to the upstream.
 */
export function kept(
  ask: GetCredentials,
  given: {
    readonly clock: Clock
    readonly most: number
    readonly mostBytes: number
    readonly shelf?: Shelf
    readonly renewal: () => Renewal
    readonly evicted?: (entry: Entry) => void
    /** A pod had nothing ready: a fetch began. */
    readonly missed?: () => void
    /** Another shares that fetch. */
    readonly waited?: () => void
    /** Served although its renewal is overdue. */
    readonly stale?: () => void
    /** New credentials came. */
    readonly fetched?: (entry: Entry) => void
  },
): Kept {
  const { clock, shelf } = given
  const entries = lru<Entry>({
    most: given.most,
    mostBytes: given.mostBytes,
    bytesOf: (it) => it.bytes,
    evicted: (key, entry) => {
      shelf?.remove(key)
      given.evicted?.(entry)
    },
  })

  const store = (entry: Entry): Entry => {
    entries.set(entry.pod.key, entry)
    given.renewal().plan(entry)
    return entry
  }

  const remove = (key: string): void => {
    entries.remove(key)
    shelf?.remove(key)
  }

  const refresh = async (pod: PodIdentity): Promise<Entry> => {
    try {
      const credentials = await ask(pod)
      const before = entries.see(pod.key)
      // Others shared the question and kept its answer already.
      if (before?.credentials === credentials) return before
      if (given.most === 0) return entryOf(pod, enough(credentials, clock), clock, moments(clock))
      const entry = entryOf(latest(pod, before?.pod), enough(credentials, clock), clock, {
        fetchedAt: clock.now(),
        askedAt: before?.askedAt ?? clock.now(),
      })
      given.fetched?.(entry)
      shelf?.put(entry)
      return store(entry)
    } catch (why) {
      if (why instanceof Refused && why.final) remove(pod.key)
      throw why
    }
  }

  const fetching = new Map<string, Promise<Entry>>()
  const fetched = async (pod: PodIdentity): Promise<Entry> => {
    const found = await shelf?.find(pod.key)
    const before = entries.see(pod.key)
    if (before !== undefined && leftOf(before, clock) > 0) return before
    // What ended here by the steady clock does not live on by a wall clock that was set back meanwhile.
    const ended =
      before !== undefined && found !== undefined && found.credentials.expiresAt <= before.credentials.expiresAt
    if (found === undefined || ended || leftOf(found, clock) <= 0) return refresh(pod)
    found.pod = latest(pod, found.pod)
    found.askedAt = clock.now()
    return store(found)
  }

  return {
    entries,
    refresh,
    ready(pod) {
      const entry = entries.use(pod.key)
      if (entry === undefined || leftOf(entry, clock) <= 0) return undefined
      entry.askedAt = clock.now()
      if (overdue < clock.steady() - entry.dueAt) given.stale?.()
      if (pod.token !== entry.pod.token) entry.pod = latest(pod, entry.pod)
      return entry
    },
    fetch(pod) {
      const before = fetching.get(pod.key)
      if (before !== undefined) {
        given.waited?.()
        return before
      }
      given.missed?.()
      const done = fetched(pod).finally(() => fetching.delete(pod.key))
      done.catch(() => {})
      fetching.set(pod.key, done)
      return done
    },
    restore(entry) {
      if (leftOf(entry, clock) > 0 && entries.see(entry.pod.key) === undefined) store(entry)
    },
    current: ({ pod }) => entries.see(pod.key),
    drop({ pod }) {
      remove(pod.key)
    },
  }
}

function moments(clock: Clock): { readonly fetchedAt: number; readonly askedAt: number } {
  return { fetchedAt: clock.now(), askedAt: clock.now() }
}

/** Of two tokens of the same pod the one that proves it for longer. */
function latest(pod: PodIdentity, before: PodIdentity | undefined): PodIdentity {
  return before !== undefined && before.tokenExpiresAt > pod.tokenExpiresAt ? before : pod
}

/** Credentials that have run out on arrival are an upstream's trouble, or a clock's. */
function enough(credentials: PodCredentials, clock: Clock): PodCredentials {
  const left = credentials.expiresAt - clock.now()
  if (left > lastMinute) return credentials
  throw new Refused(
    500,
    'InternalServerException',
    `fetched credentials are expired or will expire within the next ${(Math.max(left, 0) / 1_000).toFixed(2)} seconds`,
  )
}
