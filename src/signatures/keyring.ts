import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { Secret } from '../domain'
import { isObject, member, strictObject } from './strict-json'

/** Milliseconds that a retired master key still opens what it sealed: longer than any session lives (GetSessionToken: 36 h). */
const retirement = 36 * 3_600_000
const saltLength = 16
const tagLength = 16

/** One master key. Its bytes never leave it: only keys derived for a purpose do. */
export class MasterKey {
  readonly #bytes: Uint8Array

  constructor(
    /** Sixteen hex digits. */
    readonly id: string,
    bytes: Uint8Array,
  ) {
    this.#bytes = bytes
  }

  /** HKDF-SHA-256 (RFC 5869): a key of `length` bytes for one purpose and one salt. */
  derive(purpose: string, salt: Uint8Array, length: number): Buffer {
    return Buffer.from(hkdfSync('sha256', this.#bytes, salt, `podid/${purpose}`, length))
  }
}

/** The master keys: one that seals, and former ones that still open. */
export class Keyring {
  readonly current: MasterKey
  readonly #byId: ReadonlyMap<string, MasterKey>

  constructor(current: MasterKey, former: readonly MasterKey[]) {
    this.current = current
    this.#byId = new Map([current, ...former].map((key) => [key.id, key]))
  }

  key(id: string): MasterKey | undefined {
    return this.#byId.get(id)
  }

  /** Seals a text so that only this purpose opens it. The same text never seals to the same twice. */
  seal(purpose: string, text: string): string {
    const salt = randomBytes(saltLength)
    const head = `1.${this.current.id}`
    const { key, nonce } = keyAndNonce(this.current, purpose, salt)
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(head))
    const sealed = Buffer.concat([salt, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
    return `${head}.${sealed.toString('base64url')}`
  }

  /** Throws when the text was not sealed for this purpose by a key of this ring. */
  open(purpose: string, sealed: string): Secret {
    const [version, id = '', body = '', ...rest] = sealed.split('.')
    const master = this.key(id)
    const bytes = Buffer.from(body, 'base64url')
    if (version !== '1' || rest.length > 0 || bytes.length < saltLength + tagLength)
      throw new Error('This is nothing that was sealed with a master key.')
    if (master === undefined) throw new Error('This was sealed with a master key that is not in the key ring.')
    const { key, nonce } = keyAndNonce(master, purpose, bytes.subarray(0, saltLength))
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength })
      .setAAD(Buffer.from(`1.${id}`))
      .setAuthTag(bytes.subarray(-tagLength))
    try {
      const text = Buffer.concat([decipher.update(bytes.subarray(saltLength, -tagLength)), decipher.final()])
      return new Secret(text.toString('utf8'))
    } catch {
      throw new Error('What was sealed was altered, or was sealed for another purpose.')
    }
  }

  /** Whether the current key sealed it; else it is to be sealed anew before its key is dropped. */
  isCurrent(sealed: string): boolean {
    return sealed.startsWith(`1.${this.current.id}.`)
  }
}

/** A salt of 128 bits makes a key of its own each time, so the nonce may be derived with it. */
function keyAndNonce(master: MasterKey, purpose: string, salt: Uint8Array): { key: Buffer; nonce: Buffer } {
  const derived = master.derive(`seal/${purpose}`, salt, 44)
  return { key: derived.subarray(0, 32), nonce: derived.subarray(32) }
}

interface KeptKey {
  readonly id: string
  /** 32 bytes, base64. */
  readonly key: string
  /** Epoch milliseconds. */
  readonly retiredAt?: number
}

/** A new key ring as JSON text. The text is the secret of secrets: it belongs into a file that only the server's user can read. */
export function createKeyring(): string {
  return written(newKey(), [])
}

/** The JSON text of the ring with a new current key. Former keys are kept for 36 h: seal stored secrets anew before rotating again. */
export function rotateKeyring(text: string, now: number): string {
  const keys = kept(text)
  const former = keys.all
    .map((key) => (key.id === keys.current ? { ...key, retiredAt: now } : key))
    .filter(({ retiredAt = now }) => now - retiredAt < retirement)
  return written(newKey(), former)
}

/** Throws, with words for a person and nothing of the text, when it is no key ring. */
export function readKeyring(text: string): Keyring {
  const { current, all } = kept(text)
  const keys = all.map(({ id, key }) => new MasterKey(id, Buffer.from(key, 'base64')))
  const first = keys.find(({ id }) => id === current)
  if (first === undefined) throw new Error('The master key file does not hold its own current key.')
  return new Keyring(
    first,
    keys.filter((key) => key !== first),
  )
}

function newKey(): KeptKey {
  return { id: randomBytes(8).toString('hex'), key: randomBytes(32).toString('base64') }
}

function written(current: KeptKey, former: readonly KeptKey[]): string {
  return `${JSON.stringify({ version: 1, current: current.id, keys: [current, ...former] }, null, 2)}\n`
}

function kept(text: string): { readonly current: string; readonly all: readonly KeptKey[] } {
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
  const retiredAt = isObject(value) ? member(value, 'retiredAt') : undefined
  if (typeof id !== 'string' || !/^[0-9a-f]{16}$/.test(id) || typeof key !== 'string')
    throw new Error('The master key file holds a key without an id or a value.')
  if (Buffer.from(key, 'base64').length !== 32)
    throw new Error('The master key file holds a key that is not of 32 bytes.')
  if (retiredAt !== undefined && typeof retiredAt !== 'number')
    throw new Error('The master key file holds a key with an unreadable retiredAt.')
  return { id, key, ...(retiredAt === undefined ? {} : { retiredAt }) }
}
