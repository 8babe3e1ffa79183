import { generateKeyPair } from 'node:crypto'
import { promisify } from 'node:util'
import { jwkThumbprint } from '../signatures'

/** A key that signs a built-in cluster's tokens. `privateJwk` is secret: it is kept sealed. */
export interface NewSigningKey {
  /** RFC 7638 thumbprint of the public key. */
  readonly kid: string
  readonly publicJwk: Readonly<Record<string, unknown>>
  readonly privateJwk: Readonly<Record<string, unknown>>
}

/** Makes an RS256 key of 2,048 bits, off the main thread: it takes a few hundred milliseconds. */
export async function createSigningKey(): Promise<NewSigningKey> {
  const pair = await promisify(generateKeyPair)('rsa', { modulusLength: 2_048 })
  const publicMembers = pair.publicKey.export({ format: 'jwk' })
  const kid = jwkThumbprint({ ...publicMembers })
  const named = { kid, alg: 'RS256', use: 'sig' }
  return {
    kid,
    publicJwk: { ...publicMembers, ...named },
    privateJwk: { ...pair.privateKey.export({ format: 'jwk' }), ...named },
  }
}
