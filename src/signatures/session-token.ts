import { createCipheriv, createDecipheriv } from 'node:crypto'
import { type Credentials, Secret, type Session } from '../domain'
import type { KeyRefusal, KnownKey } from './answer'
import type { Keyring, MasterKey } from './keyring'
import { Latest } from './latest'
import { packSession, unpackSession } from './packed-session'
import { hmac } from './signing-key'

// A session token is: version (1 byte) · id of the master key (8) · salt (16) · the session, sealed with AES-256-GCM under a key of its
// own (HKDF over the salt) · tag (16); base64. The access key id is bound to it. The secret access key follows from the master key, the
// access key id and the salt, so nothing is stored and any replica can verify.

const version = 1
const headLength = 25
const tagLength = 16
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const shape = /^ASIA[A-Z2-7]{16}$/

/** Credentials for a session; `random` must be cryptographic. */
export function sealSession(
  keyring: Keyring,
  session: Session,
  given: { readonly random: (bytes: number) => Uint8Array },
): Credentials {
  const master = keyring.current
  const drawn = given.random(32)
  let accessKeyId = 'ASIA'
  for (const byte of drawn.subarray(0, 16)) accessKeyId += alphabet[byte & 31]
  const salt = drawn.subarray(16)
  const head = Buffer.concat([Uint8Array.of(version), Buffer.from(master.id, 'hex'), salt])
  const { key, nonce, secret } = derived(master, accessKeyId, salt)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.concat([head, Buffer.from(accessKeyId)]))
  const token = Buffer.concat([head, cipher.update(packSession(session), 'utf8'), cipher.final(), cipher.getAuthTag()])
  return { accessKeyId, secretAccessKey: secret, sessionToken: token.toString('base64'), expiresAt: session.expiresAt }
}

/** An opened session, and the key object that opened it. */
interface Opened {
  readonly master: MasterKey
  readonly known: KnownKey & { readonly session: Session }
}

const kept = new Latest<Opened>(2_000)

/**
 * Who temporary credentials stand for. What cannot be opened, or belongs to another access key id, is `invalid-token`. An agent signs
 * everything with one session, so what was opened is kept under its token, and counts for as long as the ring holds the very key that
 * opened it: one that is retired, or gone, is another object or none (keyring.ts). The clock is asked every time.
 */
export function openSession(
  keyring: Keyring,
  accessKeyId: string,
  sessionToken: string,
  now: number,
): KnownKey | KeyRefusal {
  if (!shape.test(accessKeyId)) return 'invalid-token'
  const before = kept.get(sessionToken)
  const isKept = before?.known.accessKeyId === accessKeyId && keyring.key(before.master.id) === before.master
  const opened = isKept ? before : open(keyring, accessKeyId, sessionToken)
  if (opened === undefined) return 'invalid-token'
  if (!isKept) kept.put(sessionToken, opened)
  const { known, master } = opened
  if (now >= known.session.expiresAt) return 'expired-token'
  if (master.isOver(now)) return 'invalid-token'
  return known
}

function open(keyring: Keyring, accessKeyId: string, sessionToken: string): Opened | undefined {
  const token = Buffer.from(sessionToken, 'base64')
  if (token.length < headLength + tagLength || token.toString('base64') !== sessionToken) return undefined
  const head = token.subarray(0, headLength)
  const master = keyring.key(head.toString('hex', 1, 9))
  if (head[0] !== version || master === undefined) return undefined
  const { key, nonce, secret } = derived(master, accessKeyId, head.subarray(9))
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength })
    .setAAD(Buffer.concat([head, Buffer.from(accessKeyId)]))
    .setAuthTag(token.subarray(-tagLength))
  const packed = unlessAltered(
    () => decipher.update(token.subarray(headLength, -tagLength), undefined, 'utf8') + decipher.final('utf8'),
  )
  if (packed === undefined) return undefined
  return { master, known: { accessKeyId, secret: new Secret(secret), session: unpackSession(packed) } }
}

function unlessAltered(open: () => string): string | undefined {
  try {
    return open()
  } catch {
    return undefined
  }
}

function derived(
  master: MasterKey,
  accessKeyId: string,
  salt: Uint8Array,
): { readonly key: Buffer; readonly nonce: Buffer; readonly secret: string } {
  const bytes = master.derive('session', salt, 76)
  const secret = hmac(bytes.subarray(44), `secret/${accessKeyId}`).subarray(0, 30).toString('base64')
  return { key: bytes.subarray(0, 32), nonce: bytes.subarray(32, 44), secret }
}
