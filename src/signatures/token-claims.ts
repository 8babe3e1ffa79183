import { isoSeconds } from './amz-date'
import type { ProvedToken, TokenRefused } from './compact-token'
import { member } from './strict-json'

/** Seconds by which an issuer's clock may run ahead of ours. Expiry knows no leeway. */
const leeway = 60

/** What every token must say, whoever it is for. */
export interface PlainClaims {
  readonly issuer: string
  readonly subject: string
  readonly audience: readonly string[]
  /** Epoch milliseconds. */
  readonly expiresAt: number
}

/** RFC 7519 §4.1: issuer, audience, moment and subject, in this order. */
export function checkClaims(
  { claims }: ProvedToken,
  trust: { readonly issuers: readonly string[]; readonly audiences: readonly string[] },
  now: number,
): PlainClaims | TokenRefused {
  const issuer = member(claims, 'iss')
  if (typeof issuer !== 'string' || issuer === '' || !trust.issuers.includes(issuer))
    return { refused: 'issuer', message: 'The token is from another issuer.' }
  const audience = audiences(member(claims, 'aud'))
  if (!audience?.some((it) => trust.audiences.includes(it)))
    return { refused: 'audience', message: 'Incorrect token audience' }
  const expiry = member(claims, 'exp')
  const begin = member(claims, 'nbf')
  const issued = member(claims, 'iat')
  if (!isMoment(expiry)) return { refused: 'claims', message: 'The token does not say when it expires (exp).' }
  if (now >= expiry * 1000)
    return {
      refused: 'expired',
      message: `The token included in the request is expired: current date/time ${new Date(now).toISOString()} must be before the expiration date/time ${isoSeconds(expiry * 1000)}`,
      at: expiry * 1000,
    }
  for (const moment of [begin, issued]) {
    if (moment === undefined) continue
    if (!isMoment(moment)) return { refused: 'claims', message: 'The token has an unreadable moment (nbf, iat).' }
    if (now < (moment - leeway) * 1000) return { refused: 'not-yet-valid', message: 'The token is not valid yet.' }
  }
  const subject = member(claims, 'sub')
  if (typeof subject !== 'string' || subject === '' || subject.length > 255)
    return { refused: 'claims', message: 'The token does not say who it is for (sub).' }
  return { issuer, subject, audience: audience ?? [], expiresAt: expiry * 1000 }
}

function audiences(value: unknown): readonly string[] | undefined {
  if (typeof value === 'string') return [value]
  if (!Array.isArray(value)) return undefined
  const texts = value.filter((it) => typeof it === 'string')
  return texts.length === value.length ? texts : undefined
}

/** RFC 7519 NumericDate, up to the last one that a date can show. */
function isMoment(value: unknown): value is number {
  return typeof value === 'number' && value > 0 && value < 8.64e12
}
