import { describe, expect, test } from 'bun:test'
import { createPrivateKey, sign } from 'node:crypto'
import { podToken, signingKey } from '../../../tests/world'
import { activated, issuer } from '../eks/eks.test-support'
import { putClusterKeys } from '../podid/put-cluster-keys'
import { blue } from './exchange.test-support'

const day = 86_400_000

describe('the token', () => {
  test('without a node, as Kubernetes 1.24 makes them, is good; with one, too', async () => {
    const { exchange, token } = await blue()
    await exchange(await token({ node: { name: 'n1', uid: '6f4b1f4e-6a2e-4f6d-8f39-6f0f5e1b0a03' } }))
    await exchange(await token({ node: undefined }))
  })

  const invalid: readonly [string, (it: Awaited<ReturnType<typeof blue>>) => Promise<string>][] = [
    [
      'signed by another key of the same kid',
      async ({ world }) => {
        const [ours, other] = [await signingKey('blue'), await signingKey('green')]
        return podToken({ ...other, kid: ours.kid }, world.clock.now, { issuer })
      },
    ],
    ['of an unknown kid', async ({ token }) => token({}, 'green')],
    [
      'altered',
      async ({ token }) => {
        const [header, , signature] = (await token()).split('.')
        const [, payload] = (await token({ serviceAccount: 'admin' })).split('.')
        return `${header}.${payload}.${signature}`
      },
    ],
    [
      'of the algorithm none',
      async ({ token }) => {
        const [, payload] = (await token()).split('.')
        return `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`
      },
    ],
    ['of another issuer', async ({ token }) => token({ issuer: 'https://other' })],
    ['for STS', async ({ token }) => token({ audience: 'sts.amazonaws.com' })],
    ['not good yet', async ({ world, token }) => token({ issuedAt: world.clock.now + 120_000 })],
    ['bound to no pod', async ({ token }) => token({ pod: undefined })],
  ]
  for (const [what, make] of invalid) {
    test(`${what} is invalid`, async () => {
      const it = await blue()
      expect(await it.refusal(await make(it))).toStartWith('InvalidTokenException: ')
    })
  }

  test('whose subject and claims disagree is invalid', async () => {
    const { world, refusal } = await blue()
    const { privateJwk, kid } = await signingKey('blue')
    const [header = '', payload = ''] = (
      await podToken({ privateJwk, kid, publicJwk: {} }, world.clock.now, { issuer })
    ).split('.')
    const claims = {
      ...JSON.parse(Buffer.from(payload, 'base64url').toString()),
      sub: 'system:serviceaccount:default:other',
    }
    const signed = `${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`
    const signature = sign('sha256', Buffer.from(signed), createPrivateKey({ key: { ...privateJwk }, format: 'jwk' }))
    expect(await refusal(`${signed}.${signature.toString('base64url')}`)).toStartWith('InvalidTokenException: ')
  })

  test('that is expired is said to be, with both times', async () => {
    const { world, refusal, token } = await blue()
    const late = await token({ expiresAt: world.clock.now + 600_000 })
    world.clock.now += 600_000
    expect(await refusal(late)).toBe(
      'ExpiredTokenException: The token included in the request is expired: current date/time 2026-04-01T12:10:00Z must be before the expiration date/time 2026-04-01T12:10:00Z',
    )
  })

  test('of another cluster is invalid, whatever issuer, subject and kid they share', async () => {
    const { world, refusal, exchange, token } = await blue()
    await activated(world, 'green', 'green')
    const green = await signingKey('green')
    // Its key under blue's kid, as its own cluster publishes it.
    const { kid } = await signingKey('blue')
    const keys = [{ jwk: JSON.stringify({ ...green.publicJwk, kid }) }]
    await world.call(putClusterKeys, { clusterName: 'green', issuer, keys })
    const theirs = await podToken({ ...green, kid }, world.clock.now, { issuer })
    expect(await refusal(theirs)).toStartWith('InvalidTokenException: ')
    expect(await refusal(theirs, 'green')).toStartWith('ResourceNotFoundException: ')
    expect(await refusal(await token(), 'green')).toStartWith('InvalidTokenException: ')
    await exchange(await token())
  })

  test('of a retired key is good for a day, and no longer', async () => {
    const { world, exchange, refusal, token } = await blue()
    const { publicJwk } = await signingKey('green')
    const keys = [{ jwk: JSON.stringify(publicJwk) }]
    await world.call(putClusterKeys, { clusterName: 'blue', issuer, keys })
    const old = await token({ expiresAt: world.clock.now + day + 60_000 })
    world.clock.now += day - 1
    await exchange(old)
    world.clock.now += 1
    expect(await refusal(old)).toStartWith('InvalidTokenException: ')
    await exchange(await token({}, 'green'))
  })

  test('of a former issuer is good', async () => {
    const { world, exchange, token } = await blue()
    const { publicJwk } = await signingKey('blue')
    const keys = [{ jwk: JSON.stringify(publicJwk) }]
    await world.call(putClusterKeys, { clusterName: 'blue', issuer: 'https://new', keys })
    await exchange(await token())
    await exchange(await token({ issuer: 'https://new' }))
  })
})
