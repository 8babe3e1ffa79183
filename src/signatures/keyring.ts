import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { Secret } from '../domain'

/** Milliseconds that a retired master key still opens sessions: as long as the longest of them live (GetSessionToken: 36 h). */
export const retirement = 36 * 3_600_000
const saltLength = 16
const tagLength = 16

/** One master key. Its bytes never leave it: only keys derived for a purpose do. */
export class MasterKey {
  readonly #bytes: Uint8Array

  constructor(
    /** Sixteen hex digits. */
    readonly id: string,
    bytes: Uint8Array,
    /** Epoch milliseconds; absent: it was not retired. */
    readonly retiredAt?: number,
  ) {
    this.#bytes = bytes
  }

  /** Whether no session that it sealed can still be alive: what claims to be one was made by someone else. */
  isOver(now: number): boolean {
    return this.retiredAt !== undefined && now >= this.retiredAt + retirement
  }

  /** HKDF-SHA-256 (RFC 5869): a key of `length` bytes for one purpose and one salt. */
  derive(purpose: string, salt: Uint8Array, length: number): Buffer {
    return Buffer.from(hkdfSync('sha256', this.#bytes, salt, `podid/${purpose}`, length))
  }
}

/** The master keys: one that seals, and former ones that still open. */
export class Keyring {
  #current: MasterKey
  #byId: ReadonlyMap<string, MasterKey>
  #missed: () => void = () => {}

  constructor(current: MasterKey, others: readonly MasterKey[]) {
    this.#current = current
    this.#byId = new Map([current, ...others].map((key) => [key.id, key]))
  }

  get current(): MasterKey {
    return this.#current
  }

  get all(): readonly MasterKey[] {
    return [...this.#byId.values()]
  }

  key(id: string): MasterKey | undefined {
    if (!this.#byId.has(id)) this.#missed()
    return this.#byId.get(id)
  }

  /** Holds the keys of the other ring from now on, for all who hold this one. */
  become(other: Keyring): void {
    this.#current = other.#current
    this.#byId = other.#byId
  }

  /** `look` is called when a key is asked for that the ring has not: another replica may have it already. It may call `become`. */
  whenMissed(look: () => void): void {
    this.#missed = look
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
