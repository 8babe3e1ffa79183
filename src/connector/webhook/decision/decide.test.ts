import { describe, expect, test } from 'bun:test'
import { officialSettings } from '../settings'
import { type DecidingParts, type Decision, decide } from './decide'

const role = { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/app' }
const never = () => new Promise<never>(() => {})

function parts(given: {
  knows?: boolean
  local?: Readonly<Record<string, string>>
  asked?: Awaited<ReturnType<DecidingParts['asking']['ask']>>
  account?: (() => Promise<Readonly<Record<string, string>> | undefined>) | 'never asked'
  budget?: number
}) {
  const calls: string[] = []
  const { knows = false, asked, account = async () => given.local, budget = 200 } = given
  const it: DecidingParts = {
    settings: { ...officialSettings, askBudget: budget },
    associations: { knows: (namespace, name) => knows && namespace === 'shop' && name === 'cart' },
    serviceAccounts: {
      annotations: (namespace, name) => (namespace === 'shop' && name === 'cart' ? given.local : undefined),
      ask: async () => {
        calls.push('api server')
        return account === 'never asked' ? undefined : account()
      },
    },
    asking: {
      ask: async (namespace, name) => {
        calls.push(`control plane ${namespace}/${name}`)
        if (asked === undefined) throw new Error('not to be asked')
        return asked
      },
    },
  }
  return { calls, decide: async (): Promise<Decision> => decide(it, 'shop', 'cart') }
}

describe('a pod’s identity', () => {
  test('a local yes asks nobody', async () => {
    const { calls, decide } = parts({ knows: true, local: {} })
    expect(await decide()).toMatchObject({ reason: 'association-known', identity: { method: 'pod-identity' } })
    expect(calls).toEqual([])
  })

  test('a local no is asked about, and the answer counts', async () => {
    const { calls, decide } = parts({ local: {}, asked: { associated: true } })
    expect(await decide()).toMatchObject({ reason: 'association-asked', doubt: undefined })
    expect(calls.sort()).toEqual(['api server', 'control plane shop/cart'])
  })

  test('an association goes before a role, also one that only the control plane knows', async () => {
    const { decide } = parts({ local: role, asked: { associated: true } })
    expect((await decide()).identity?.method).toBe('pod-identity')
  })

  test('neither is surely none', async () => {
    const { decide } = parts({ local: {}, asked: { associated: false } })
    expect(await decide()).toEqual({ identity: undefined, reason: 'no-identity', doubt: undefined })
  })

  test.each(['late', 'failed', 'away'] as const)(
    'unasked (%s), the pod goes without and it is told',
    async (unasked) => {
      const { decide } = parts({ local: {}, asked: { unasked } })
      const reason = `control-plane-${unasked}` as const
      expect(await decide()).toEqual({ identity: undefined, reason, doubt: reason })
    },
  )

  test('unasked, a role still counts, with the doubt', async () => {
    const { decide } = parts({ local: role, asked: { unasked: 'away' } })
    expect(await decide()).toMatchObject({
      identity: { method: 'irsa' },
      reason: 'role-annotation',
      doubt: 'control-plane-away',
    })
  })

  test('an annotation that the local copy has not seen yet counts', async () => {
    const { decide } = parts({ local: {}, account: async () => role, asked: { associated: false } })
    expect(await decide()).toMatchObject({ identity: { method: 'irsa' }, reason: 'role-annotation' })
  })

  test('a service account that is not there yet is waited for', async () => {
    let looks = 0
    const account = async () => {
      looks += 1
      return looks < 3 ? undefined : role
    }
    const { decide } = parts({ account, asked: { associated: false }, budget: 2_000 })
    expect((await decide()).identity?.method).toBe('irsa')
  })

  test('and no longer than the budget: then it is told', async () => {
    for (const account of [async () => undefined, never, () => Promise.reject(new Error('away'))]) {
      const { decide } = parts({ account, asked: { associated: false }, budget: 100 })
      expect(await decide()).toEqual({
        identity: undefined,
        reason: 'service-account-unread',
        doubt: 'service-account-unread',
      })
    }
  })

  test('an association counts also when the service account cannot be read', async () => {
    const { decide } = parts({ knows: true, account: never, budget: 50 })
    expect(await decide()).toMatchObject({ identity: { method: 'pod-identity', tokenExpiration: 86_400 } })
  })
})
