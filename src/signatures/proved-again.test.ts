import { expect, test } from 'bun:test'
import { podToken, signingKey } from '../../tests/world'
import { verifyPodToken } from './pod-token'
import { trustedKeys } from './trusted-keys'

// A proof is remembered: what must end it, or never was part of it.

const now = Date.UTC(2026, 0, 2, 3, 4, 5)
const issuer = 'https://blue.example'
const key = await signingKey('blue')
const other = await signingKey('green')
const token = await podToken(key, now, { issuer })
const jwks = [key.publicJwk, other.publicJwk]
const trust = { keys: trustedKeys(jwks), issuers: [issuer], audience: 'pods.eks.amazonaws.com' }
const judged = (text = token, given: Partial<typeof trust> = {}, at = now) =>
  verifyPodToken(text, { ...trust, ...given }, at).refused ?? 'proved'

test('a token counts again, until its key is gone or another has its name', () => {
  expect([judged(), judged()]).toEqual(['proved', 'proved'])
  expect(judged(token, { keys: trustedKeys([other.publicJwk]) })).toBe('unknown-key')
  const renamed = { ...other.publicJwk, kid: key.kid }
  expect(judged(token, { keys: trustedKeys([renamed]) })).toBe('bad-signature')
  expect(judged(token, { keys: trustedKeys([...jwks, renamed]) })).toBe('unknown-key')
  expect(judged()).toBe('proved')
})

test('it is judged by the clock and by who asks every time', () => {
  expect(judged()).toBe('proved')
  expect(judged(token, {}, now + 3_600_000)).toBe('expired')
  expect(judged(token, { audience: 'sts.amazonaws.com' })).toBe('audience')
  expect(judged(token, { issuers: ['https://elsewhere.example'] })).toBe('issuer')
})

test('with another signature it is another', () => {
  expect(judged()).toBe('proved')
  expect(judged(`${token.slice(0, token.lastIndexOf('.'))}.AAAA`)).toBe('bad-signature')
})
