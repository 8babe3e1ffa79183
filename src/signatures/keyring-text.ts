import { randomBytes } from 'node:crypto'
import { Keyring, MasterKey } from './keyring'
import { isObject, member, strictObject } from './strict-json'

// A key ring as JSON text. The text is the secret of secrets: it belongs into a file that only the server's user can read.

interface KeptKey {
  readonly id: string
  /** 32 bytes, base64. */
  readonly key: string
  /** Epoch milliseconds; absent of keys made before it was noted. */
  readonly createdAt?: number
  /** Epoch milliseconds; absent of the current key, and of one that is prepared. */
  readonly retiredAt?: number
}

interface Kept {
  readonly current: string
  readonly all: readonly KeptKey[]
}

/** What may be told of a key of the ring. */
export interface KeyFacts {
  readonly id: string
  /** `current` seals. `prepared` takes its place at the next rotation. `former` did. */
  readonly state: 'current' | 'prepared' | 'former'
  readonly createdAt?: number
  readonly retiredAt?: number
}

export function createKeyring(now?: number): string {
  const key = newKey(now)
  return written({ current: key.id, all: [key] })
}

/** The ring with a key that opens already and seals from the next rotation on, so that copies of the ring can be spread before that. */
export function prepareKeyring(text: string, now: number): string {
  const ring = kept(text)
  return ring.all.some((key) => isPrepared(key, ring)) ? text : written({ ...ring, all: [...ring.all, newKey(now)] })
}

/** The ring with another current key: the prepared one, or else a new one. Former keys stay: what they sealed must still open. */
export function rotateKeyring(text: string, now: number): string {
  const ring = kept(text)
  const next = ring.all.find((key) => isPrepared(key, ring)) ?? newKey(now)
  const former = ring.all
    .filter((key) => key !== next)
    .map((key) => (key.id === ring.current ? { ...key, retiredAt: now } : key))
  return written({ current: next.id, all: [next, ...former] })
}

/** The ring without these former keys. Nothing stored may be sealed with them any more. */
export function withoutKeys(text: string, ids: readonly string[]): string {
  const ring = kept(text)
  return written({ ...ring, all: ring.all.filter((key) => key.retiredAt === undefined || !ids.includes(key.id)) })
}

/** Throws, with words for a person and nothing of the text, when it is no key ring. */
export function readKeyring(text: string): Keyring {
  const { current, all } = kept(text)
  const keys = all.map(({ id, key, retiredAt }) => new MasterKey(id, Buffer.from(key, 'base64'), retiredAt))
  const first = keys.find(({ id }) => id === current)
  if (first === undefined) throw new Error('The master key file does not hold its own current key.')
  return new Keyring(
    first,
    keys.filter((key) => key !== first),
  )
}

/** What may be told of its keys, the current one first. */
export function keysIn(text: string): readonly KeyFacts[] {
  const ring = kept(text)
  return ring.all
    .map((key): KeyFacts => {
      const { id, createdAt, retiredAt } = key
      const state = id === ring.current ? 'current' : isPrepared(key, ring) ? 'prepared' : 'former'
      return { id, state, createdAt, retiredAt }
    })
    .sort((one, other) => order.indexOf(one.state) - order.indexOf(other.state))
}

const order = ['current', 'prepared', 'former']

function isPrepared({ id, retiredAt }: KeptKey, { current }: Kept): boolean {
  return id !== current && retiredAt === undefined
}

function newKey(now?: number): KeptKey {
  return { id: randomBytes(8).toString('hex'), key: randomBytes(32).toString('base64'), createdAt: now }
}

function written({ current, all }: Kept): string {
  return `${JSON.stringify({ version: 1, current, keys: all }, null, 2)}\n`
}

function kept(text: string): Kept {
  const ring = strictObject(Buffer.from(text))
  const current = ring && member(ring, 'current')
  const keys = ring && member(ring, 'keys')
  if (ring === undefined || member(ring, 'version') !== 1 || typeof current !== 'string' || !Array.isArray(keys))
    throw new Error('The master key file cannot be read: it is not a key ring of version 1.')
  return { current, all: keys.map(keptKey) }
}

function keptKey(value: unknown): KeptKey {
  const id = isObject(value) ? member(value, 'id') : undefined
  const key = isObject(value) ? member(value, 'key') : undefined
  if (typeof id !== 'string' || !/^[0-9a-f]{16}$/.test(id) || typeof key !== 'string')
    throw new Error('The master key file holds a key without an id or a value.')
  if (Buffer.from(key, 'base64').length !== 32)
    throw new Error('The master key file holds a key that is not of 32 bytes.')
  const time = (name: 'createdAt' | 'retiredAt'): Partial<Record<typeof name, number>> => {
    const at = isObject(value) ? member(value, name) : undefined
    if (at !== undefined && typeof at !== 'number')
      throw new Error(`The master key file holds a key with an unreadable ${name}.`)
    return at === undefined ? {} : { [name]: at }
  }
  return { id, key, ...time('createdAt'), ...time('retiredAt') }
}
