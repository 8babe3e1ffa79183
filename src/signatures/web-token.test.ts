import { describe, expect, test } from 'bun:test'
import { issuer, keys, now, other, seconds, token } from './tokens.test-support'
import { verifyWebToken } from './web-token'

describe('a web token', () => {
  const web = { keys, issuers: [issuer], audiences: ['sts.amazonaws.com', 'other'] }
  const plain = { iss: issuer, sub: 'someone', aud: 'other', exp: seconds + 60 }

  test('need not be a pod’s', () => {
    expect(verifyWebToken(token(plain), web, now)).toEqual({
      subject: 'someone',
      issuer,
      audience: ['other'],
      expiresAt: now + 60_000,
      claims: plain,
    })
  })

  test('is refused for what a pod’s would be', () => {
    const answer = (more: object) => verifyWebToken(token({ ...plain, ...more }), web, now).refused
    expect(answer({ aud: 'pods.eks.amazonaws.com' })).toBe('audience')
    expect(answer({ iss: 'https://elsewhere' })).toBe('issuer')
    expect(answer({ exp: seconds })).toBe('expired')
    expect(answer({ nbf: seconds + 61 })).toBe('not-yet-valid')
    expect(verifyWebToken(token(plain), { ...web, audiences: [] }, now).refused).toBe('audience')
    for (const sub of [undefined, '', 7, 'x'.repeat(256)]) expect(answer({ sub })).toBe('claims')
    expect(verifyWebToken(token(plain, undefined, other.privateKey), web, now).refused).toBe('bad-signature')
  })
})
