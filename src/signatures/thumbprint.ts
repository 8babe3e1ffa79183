import { createHash } from 'node:crypto'
import { member } from './strict-json'

/** RFC 7638 §3.2 and RFC 8037 §2: the members that make up a public key, in the order of their names. */
const members = new Map<unknown, readonly string[]>([
  ['RSA', ['e', 'kty', 'n']],
  ['EC', ['crv', 'kty', 'x', 'y']],
  ['OKP', ['crv', 'kty', 'x']],
])

/** RFC 7638: SHA-256 of the public key's members, base64url. Throws for a key that is none of RSA, EC or OKP. */
export function jwkThumbprint(jwk: Readonly<Record<string, unknown>>): string {
  const names = members.get(member(jwk, 'kty'))
  if (names === undefined) throw new TypeError('The key is none of RSA, EC or OKP.')
  const pairs = names.map((name) => {
    const value = member(jwk, name)
    if (typeof value !== 'string') throw new TypeError(`The key has no member "${name}".`)
    return [name, value] as const
  })
  return createHash('sha256')
    .update(JSON.stringify(Object.fromEntries(pairs)))
    .digest('base64url')
}
