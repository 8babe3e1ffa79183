import { trustedKeys } from '../signatures'
import type { Clock } from './clock'
import type { ClusterKeys, GetKeys } from './identity'
import { recordOf } from './record'

/** Least time between two looks, milliseconds, whoever asks for a fresh one. */
const calm = 5_000
/** What is kept longer than this is looked at again, in the background. */
const old = 600_000
/** No projected token lives longer (Kubernetes caps bound tokens that podid and EKS ask for at a day): then a key that is gone can go. */
const longestToken = 24 * 3_600_000

type Jwk = Readonly<Record<string, unknown>>

/** What a source tells: the issuers whose tokens count, and their public keys. */
export interface Told {
  readonly issuers: readonly string[]
  readonly keys: readonly Jwk[]
}

/** Where keys come from. Throws when it cannot be asked; undefined when it has none to give. */
export type KeySource = () => Promise<Told | undefined>

/** What is known, as it is kept on disk: each key and issuer with the wall-clock moment when the source last told it. */
export interface KnownKeys {
  readonly keys: readonly { readonly jwk: Jwk; readonly told: number }[]
  readonly issuers: readonly { readonly issuer: string; readonly told: number }[]
}

export interface ClusterKeysKept {
  readonly get: GetKeys
  /** Whether there are keys, and what the last look met. */
  state(): { readonly keys: number; readonly trouble?: string }
}

/**
 * A cluster's keys: kept (also on disk), looked at anew for an unknown `kid`, one look at a time and not more often than every five seconds.
 * What the source no longer tells stays until no token can carry it.
 */
export function clusterKeys(given: {
  readonly source: KeySource | undefined
  readonly clock: Clock
  readonly kept?: KnownKeys
  readonly keep?: (known: KnownKeys) => void
  /** The set is another now. */
  readonly changed?: () => void
}): ClusterKeysKept {
  const { source, clock } = given
  let known: KnownKeys = given.kept ?? { keys: [], issuers: [] }
  let compiled = compile(known)
  let lookedAt = Number.NEGATIVE_INFINITY
  let looking: Promise<void> | undefined
  let trouble: string | undefined

  const look = async (ask: KeySource): Promise<void> => {
    lookedAt = clock.steady()
    try {
      const told = await ask()
      trouble = told === undefined ? 'the source has no keys of this cluster' : undefined
      if (told === undefined) return
      const before = JSON.stringify([namesOf(known), known.issuers.map((it) => it.issuer)])
      known = merged(known, told, clock.now())
      given.keep?.(known)
      if (before === JSON.stringify([namesOf(known), known.issuers.map((it) => it.issuer)])) return
      compiled = compile(known)
      given.changed?.()
    } catch (why) {
      // Keys that were good stay good; without any, the upstream decides.
      trouble = why instanceof Error ? why.message : 'unknown failure'
    } finally {
      looking = undefined
    }
  }

  return {
    async get(fresh) {
      if (source === undefined) return compiled
      const age = clock.steady() - lookedAt
      if (looking === undefined && age >= calm && (compiled === undefined || fresh || age >= old))
        looking = look(source)
      if (looking !== undefined && (compiled === undefined || fresh)) await looking
      return compiled
    },
    state: () => ({ keys: known.keys.length, ...(trouble === undefined ? {} : { trouble }) }),
  }
}

function compile({ keys, issuers }: KnownKeys): ClusterKeys | undefined {
  if (keys.length === 0 || issuers.length === 0) return undefined
  return { issuers: issuers.map((it) => it.issuer), keys: trustedKeys(keys.map((it) => it.jwk)) }
}

function namesOf({ keys }: KnownKeys): readonly string[] {
  return keys.map(({ jwk }) => JSON.stringify(jwk))
}

/** A `kid` that is told with another key now is that key: two keys of one name would stand for none. */
function merged(known: KnownKeys, told: Told, now: number): KnownKeys {
  const young = ({ told }: { readonly told: number }): boolean => now - told < longestToken
  const kids = new Set(told.keys.map((it) => it.kid))
  const issuers = new Set(told.issuers)
  return {
    keys: [
      ...told.keys.map((jwk) => ({ jwk, told: now })),
      ...known.keys.filter((it) => young(it) && !kids.has(it.jwk.kid)),
    ],
    issuers: [
      ...told.issuers.map((issuer) => ({ issuer, told: now })),
      ...known.issuers.filter((it) => young(it) && !issuers.has(it.issuer)),
    ],
  }
}

/** What was kept on disk; empty unless every part is there and of its type. */
export function knownKeysFrom(said: Readonly<Record<string, unknown>> | undefined): KnownKeys {
  const rows = (value: unknown): readonly Jwk[] => (Array.isArray(value) ? value.map(recordOf) : [])
  return {
    keys: rows(said?.keys).flatMap(({ jwk, told }) =>
      typeof told === 'number' && typeof jwk === 'object' && jwk !== null ? [{ jwk: recordOf(jwk), told }] : [],
    ),
    issuers: rows(said?.issuers).flatMap(({ issuer, told }) =>
      typeof told === 'number' && typeof issuer === 'string' ? [{ issuer, told }] : [],
    ),
  }
}
