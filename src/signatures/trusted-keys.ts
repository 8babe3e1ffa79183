import { createPublicKey, type KeyObject } from 'node:crypto'
import { Latest } from './latest'
import { isObject, member } from './strict-json'

export type TokenAlgorithm = 'RS256' | 'ES256' | 'ES384' | 'EdDSA'

/** A public key with the one algorithm it may be used with: what a token's header says can only agree. */
export interface VerifyingKey {
  readonly algorithm: TokenAlgorithm
  readonly key: KeyObject
}

/** A compiled JWKS (RFC 7517). */
export interface TrustedKeys {
  /** A `kid` that two keys share stands for none. */
  readonly byKid: ReadonlyMap<string, VerifyingKey | 'ambiguous'>
}

const kept = new Latest<TrustedKeys>(1_000)

/** Compiles a JWKS once a content. Keys that cannot verify one of our algorithms, or have no `kid`, are left out. */
export function trustedKeys(jwks: readonly Readonly<Record<string, unknown>>[]): TrustedKeys {
  const name = JSON.stringify(jwks)
  const before = kept.get(name)
  if (before !== undefined) return before
  const byKid = new Map<string, VerifyingKey | 'ambiguous'>()
  for (const jwk of jwks) {
    const kid = isObject(jwk) ? member(jwk, 'kid') : undefined
    if (typeof kid !== 'string' || kid === '') continue
    const key = verifyingKey(jwk)
    if (byKid.has(kid)) byKid.set(kid, 'ambiguous')
    else if (key !== undefined) byKid.set(kid, key)
  }
  const compiled: TrustedKeys = { byKid }
  kept.put(name, compiled)
  return compiled
}

/** By `kty` and `crv`: the algorithm, and the public members alone, so that a private key given by mistake is used as a public one. */
const kinds = new Map<string, { readonly algorithm: TokenAlgorithm; readonly members: readonly string[] }>([
  ['RSA', { algorithm: 'RS256', members: ['n', 'e'] }],
  ['EC P-256', { algorithm: 'ES256', members: ['crv', 'x', 'y'] }],
  ['EC P-384', { algorithm: 'ES384', members: ['crv', 'x', 'y'] }],
  ['OKP Ed25519', { algorithm: 'EdDSA', members: ['crv', 'x'] }],
])

function verifyingKey(jwk: Readonly<Record<string, unknown>>): VerifyingKey | undefined {
  const kty = member(jwk, 'kty')
  const kind = kinds.get(kty === 'RSA' ? kty : `${kty} ${member(jwk, 'crv')}`)
  if (typeof kty !== 'string' || kind === undefined) return undefined
  const [alg, use, operations] = ['alg', 'use', 'key_ops'].map((name) => member(jwk, name))
  if (alg !== undefined && alg !== kind.algorithm && !(alg === 'Ed25519' && kind.algorithm === 'EdDSA'))
    return undefined
  if (use !== undefined && use !== 'sig') return undefined
  if (operations !== undefined && !(Array.isArray(operations) && operations.includes('verify'))) return undefined
  const members = kind.members.map((name) => [name, member(jwk, name)] as const)
  if (members.some(([, value]) => typeof value !== 'string')) return undefined
  try {
    const key = createPublicKey({ key: { kty, ...Object.fromEntries(members) }, format: 'jwk' })
    return kty === 'RSA' && !isReasonable(key) ? undefined : { algorithm: kind.algorithm, key }
  } catch {
    return undefined
  }
}

/** Neither weak (RFC 7518 §3.3: 2,048 bits at least) nor made to keep us busy. */
function isReasonable({ asymmetricKeyDetails }: KeyObject): boolean {
  const { modulusLength = 0, publicExponent = 0n } = asymmetricKeyDetails ?? {}
  return modulusLength >= 2_048 && modulusLength <= 8_192 && publicExponent >= 3n && publicExponent < 2n ** 32n
}
