import { describe, expect, test } from 'bun:test'
import { createSigningKey, signPodToken } from '../issuer'
import { trustedKeys } from '../signatures'
import { handClock } from './clock.test-support'
import { type ClusterKeys, identities, whoAsks } from './identity'

describe('who asks', async () => {
  const key = await createSigningKey()
  const other = await createSigningKey()
  const issuer = 'https://issuer.example'
  const now = Date.UTC(2026, 0, 1)
  const trust: ClusterKeys = { keys: trustedKeys([key.publicJwk]), issuers: [issuer] }
  const token = (change: Partial<Parameters<typeof signPodToken>[2]> = {}, by = key): string =>
    signPodToken(by.privateJwk, by.kid, {
      issuer,
      audience: 'pods.eks.amazonaws.com',
      namespace: 'default',
      serviceAccount: 'app',
      serviceAccountUid: '11111111-1111-1111-1111-111111111111',
      pod: { name: 'app-1', uid: '22222222-2222-2222-2222-222222222222' },
      issuedAt: now - 1_000,
      expiresAt: now + 3_600_000,
      unique: '33333333-3333-3333-3333-333333333333',
      ...change,
    })

  test('two tokens of one pod are one pod', async () => {
    const first = await whoAsks(token(), async () => trust, now)
    const second = await whoAsks(token({ unique: 'other', issuedAt: now - 500 }), async () => trust, now)
    expect(first).toMatchObject({ proved: true, namespace: 'default', serviceAccount: 'app', pod: 'app-1' })
    expect(second.key).toBe(first.key)
  })

  test.each([
    ['expired', token({ expiresAt: now }), 'ExpiredTokenException'],
    ['of another audience', token({ audience: 'sts.amazonaws.com' }), 'InvalidTokenException'],
    ['of another issuer', token({ issuer: 'https://other.example' }), 'InvalidTokenException'],
    ['not bound to a pod', token({ pod: undefined }), 'InvalidTokenException'],
    ['no token', 'Bearer x', 'InvalidTokenException'],
    ['empty', '', 'InvalidTokenException'],
  ])('a token that is %s is refused here', async (_, given, code) => {
    await expect(whoAsks(given, async () => trust, now)).rejects.toMatchObject({ status: 400, code })
  })

  test('a changed token is refused here', async () => {
    const [header, claims, signature = ''] = token().split('.')
    const forged = `${header}.${claims}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`
    await expect(whoAsks(forged, async () => trust, now)).rejects.toMatchObject({ code: 'InvalidTokenException' })
  })

  test('a key that nobody knows asks for a fresh look once, then the upstream decides about that very token', async () => {
    const looks: boolean[] = []
    const stranger = token({}, other)
    const asked = await whoAsks(
      stranger,
      async (fresh) => {
        looks.push(fresh)
        return trust
      },
      now,
    )
    expect(looks).toEqual([false, true])
    expect(asked).toMatchObject({ proved: false, stranger: true })
    expect(asked.key).not.toContain('default')
  })

  test('a fresh look that finds the key proves the pod', async () => {
    const both: ClusterKeys = { keys: trustedKeys([key.publicJwk, other.publicJwk]), issuers: [issuer] }
    expect(await whoAsks(token({}, other), async (fresh) => (fresh ? both : trust), now)).toMatchObject({
      proved: true,
    })
  })

  test('without any keys the upstream decides', async () => {
    expect(await whoAsks(token(), async () => undefined, now)).toMatchObject({ proved: false })
  })

  test('two strangers are two, whatever their tokens say', async () => {
    const [one, another] = await Promise.all(
      ['one', 'another'].map((unique) => whoAsks(token({ unique }, other), async () => trust, now)),
    )
    expect(one?.key).not.toBe(another?.key as string)
  })

  test('without any keys a token that calls itself expired is refused all the same', async () => {
    await expect(whoAsks(token({ expiresAt: now }), async () => undefined, now)).rejects.toMatchObject({
      code: 'ExpiredTokenException',
    })
  })

  test('is remembered for as long as the token lives, and not when the keys are others', async () => {
    const clock = handClock(now)
    const known = identities(async () => trust, clock)
    const shown = token()
    expect(known.known(shown)).toBeUndefined()
    await known.whoAsks(shown)
    expect(known.known(shown)?.pod).toBe('app-1')
    await clock.pass(3_600_000)
    expect(known.known(shown)).toBeUndefined()
    const again = token({ expiresAt: now + 7_200_000 })
    await known.whoAsks(again)
    known.forget()
    expect(known.known(again)).toBeUndefined()
  })

  test('what is not proved is not remembered as proved', async () => {
    const known = identities(async () => undefined, handClock(now))
    const shown = token()
    await known.whoAsks(shown)
    expect(known.known(shown)).toBeUndefined()
  })
})
