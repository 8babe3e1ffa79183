import type { Secret } from '../domain'
import { Latest } from './latest'

const kept = new Latest<Uint8Array>(2_000)

/** HMAC-SHA-256. */
export function hmac(key: string | Uint8Array, text: string): Buffer {
  return new Bun.CryptoHasher('sha256', key).update(text).digest()
}

/** HMAC-SHA-256, lower-case hex. */
export function hmacHex(key: string | Uint8Array, text: string): string {
  return new Bun.CryptoHasher('sha256', key).update(text).digest('hex')
}

/** SHA-256, lower-case hex. Text is taken as UTF-8. */
export function sha256Hex(data: string | Uint8Array): string {
  return Bun.SHA256.hash(data, 'hex')
}

/** The key of a day, region and service, kept under a digest that the secret is part of: a new secret is never met by an old key. */
export function signingKey(secret: Secret, date: string, region: string, service: string): Uint8Array {
  const name = hmacHex(secret.reveal(), `${date}/${region}/${service}`)
  const before = kept.get(name)
  if (before !== undefined) return before
  const ofDay = hmac(`AWS4${secret.reveal()}`, date)
  const key = hmac(hmac(hmac(ofDay, region), service), 'aws4_request')
  kept.put(name, key)
  return key
}
