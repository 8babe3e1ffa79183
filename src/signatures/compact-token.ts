import { verify } from 'node:crypto'
import type { TokenRefusal } from './answer'
import { Latest } from './latest'
import { sha256Hex } from './signing-key'
import { member, strictObject } from './strict-json'
import type { TrustedKeys, VerifyingKey } from './trusted-keys'

const longest = 16_384

export interface CompactToken {
  readonly header: Readonly<Record<string, unknown>>
  readonly claims: Readonly<Record<string, unknown>>
  readonly signature: Uint8Array
  /** What the signature is over. */
  readonly signed: string
}

/** What a token says, its signature proved. */
export type ProvedToken = Pick<CompactToken, 'claims'>

export interface TokenRefused {
  readonly refused: TokenRefusal
  readonly message: string
  readonly at?: number
}

/** RFC 7515 §7.1, strictly: three canonical unpadded base64url segments, header and claims JSON objects without repeated members. */
export function readCompact(token: string): CompactToken | undefined {
  if (!isReadable(token)) return undefined
  const first = token.indexOf('.')
  const second = token.indexOf('.', first + 1)
  if (first < 0 || second < 0) return undefined
  const header = bytes(token.slice(0, first))
  const claims = bytes(token.slice(first + 1, second))
  const signature = bytes(token.slice(second + 1))
  if (header === undefined || claims === undefined || signature === undefined) return undefined
  const said = { header: strictObject(header), claims: strictObject(claims) }
  if (said.header === undefined || said.claims === undefined) return undefined
  return { header: said.header, claims: said.claims, signature, signed: token.slice(0, second) }
}

function isReadable(token: string): boolean {
  return typeof token === 'string' && token.length <= longest
}

/** Undefined for what is not of the alphabet (a further dot is not), and unless encoding the bytes again gives the same text, so that one token has one spelling. */
function bytes(segment: string): Uint8Array | undefined {
  if (segment === '') return undefined
  const decoded = Buffer.from(segment, 'base64url')
  return decoded.toString('base64url') === segment ? decoded : undefined
}

const algorithms: ReadonlySet<unknown> = new Set(['RS256', 'ES256', 'ES384', 'EdDSA'])

const proofs = new Latest<{ readonly keys: TrustedKeys; readonly token: ProvedToken }>(5_000)

/**
 * Reads a token and proves its signature. That a signature is good does not change, so a token that comes again is known by its digest, for
 * exactly the compiled keys that proved it: those are others as soon as a key is added or taken away (trusted-keys.ts). Only proofs are
 * kept, so nobody without a key fills this; what the clock or the asker decides is no part of them.
 */
export function provedToken(token: string, keys: TrustedKeys): ProvedToken | TokenRefused {
  if (!isReadable(token)) return malformed
  const name = sha256Hex(token)
  const before = proofs.get(name)
  if (before?.keys === keys) return before.token
  const answer = proved(token, keys)
  if (!('refused' in answer)) proofs.put(name, { keys, token: { claims: answer.claims } })
  return answer
}

const malformed: TokenRefused = { refused: 'malformed', message: 'The token is not a well-formed signed JWT.' }

/**
 * The key is found by `kid` among the trusted ones only: `jwk`, `jku` and `x5u` in the header are
 * never looked at, and the algorithm is the key's own.
 */
function proved(token: string, keys: TrustedKeys): CompactToken | TokenRefused {
  const read = readCompact(token)
  if (read === undefined) return malformed
  const [alg, kid, typ] = ['alg', 'kid', 'typ'].map((name) => member(read.header, name))
  if (!algorithms.has(alg))
    return { refused: 'algorithm', message: 'The token is signed with an algorithm that is not accepted.' }
  if (Object.hasOwn(read.header, 'crit'))
    return { refused: 'malformed', message: 'The token demands an extension that is not understood (crit).' }
  if (Object.hasOwn(read.header, 'b64'))
    return { refused: 'malformed', message: 'The token is encoded in a way that is not understood (b64).' }
  if (typ !== undefined && typeof typ !== 'string')
    return { refused: 'malformed', message: 'The token says its type (typ) in an unreadable way.' }
  if (typeof kid !== 'string' || kid === '')
    return { refused: 'unknown-key', message: 'The token does not name the key that signed it (kid).' }
  const key = keys.byKid.get(kid)
  if (key === undefined) return { refused: 'unknown-key', message: 'The token is signed by a key that is not trusted.' }
  if (key === 'ambiguous')
    return { refused: 'unknown-key', message: 'Two trusted keys have the name (kid) of the key that signed the token.' }
  if (alg !== key.algorithm)
    return { refused: 'algorithm', message: 'The token is signed with another algorithm than its key is for.' }
  if (!isSignedBy(read, key)) return { refused: 'bad-signature', message: "The token's signature is not valid." }
  return read
}

function isSignedBy({ signed, signature }: CompactToken, { algorithm, key }: VerifyingKey): boolean {
  const data = Buffer.from(signed, 'latin1')
  try {
    switch (algorithm) {
      case 'RS256':
        return verify('sha256', data, key, signature)
      case 'ES256':
        return signature.length === 64 && verify('sha256', data, { key, dsaEncoding: 'ieee-p1363' }, signature)
      case 'ES384':
        return signature.length === 96 && verify('sha384', data, { key, dsaEncoding: 'ieee-p1363' }, signature)
      case 'EdDSA':
        return signature.length === 64 && verify(null, data, key, signature)
    }
  } catch {
    // Some signatures of the wrong shape make OpenSSL raise an error where others make it answer no.
    return false
  }
}
