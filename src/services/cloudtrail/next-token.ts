import type { Attribute } from './attributes'
import { invalidToken } from './faults'
import type { Times } from './newest'

/** What a token belongs to. */
export interface Query {
  readonly attribute?: Attribute
  readonly times: Times
  readonly insights: boolean
}

const form = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Where to go on, good for the same query alone. */
export function writeToken(query: Query, last: string): string {
  return Buffer.from(`${printOf(query)}.${last}`).toString('base64url')
}

/** The record after which to go on. Throws when the token is of another query, or none of ours. */
export function readToken(query: Query, token: string): string {
  const [, last = ''] = Buffer.from(token, 'base64url').toString().split('.', 2)
  if (!form.test(last) || writeToken(query, last) !== token) throw invalidToken()
  return last
}

function printOf({ attribute, times, insights }: Query): string {
  const said = [attribute?.key, attribute?.value, times.from, times.to, insights]
  return new Bun.CryptoHasher('sha256').update(JSON.stringify(said)).digest('base64url').slice(0, 22)
}
