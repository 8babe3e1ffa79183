import { describe, expect, test } from 'bun:test'
import { type Addon, type ToldAddonStatus, told } from './addon'
import { isNamespace, isSubdomain } from './association'
import { type Cluster, isClusterName, issuersOf, keyAfterlife, keysInForce, publishing } from './cluster'

const empty: Cluster = {
  ...{ name: 'blue', id: 'x', arn: 'arn', kind: 'registered', status: 'PENDING', formerIssuers: [], keys: [] },
  ...{ providerArn: 'p', connectorRoleArn: 'c', agentRoleArn: 'a', createdAt: 0, tags: {}, said: {}, revision: 0 },
}
const jwk = (n: string, kid = n) => ({ kty: 'RSA', kid, n })
const publish = (cluster: Cluster, now: number, issuer: string, ...keys: ReturnType<typeof jwk>[]): Cluster =>
  publishing(cluster, { issuer, keys }, { now, same: (one, other) => one.n === other.n })
const inForce = (cluster: Cluster, now: number) => keysInForce(cluster, now).map((it) => it.jwk.n)

describe('what a cluster publishes', () => {
  test('makes it active; what it gave up counts for a day', () => {
    const one = publish(empty, 1, 'i1', jwk('a'), jwk('b'))
    expect(one).toMatchObject({ status: 'ACTIVE', issuer: 'i1', formerIssuers: [] })
    const two = publish(one, 10, 'i1', jwk('b'), jwk('c'))
    expect(two.keys).toEqual([
      { jwk: jwk('b'), addedAt: 1 },
      { jwk: jwk('c'), addedAt: 10 },
      { jwk: jwk('a'), addedAt: 1, retiredAt: 10 },
    ])
    expect(inForce(two, 10 + keyAfterlife - 1)).toEqual(['b', 'c', 'a'])
    expect(inForce(two, 10 + keyAfterlife)).toEqual(['b', 'c'])
  })

  test('said again, retirement does not begin anew', () => {
    const two = publish(publish(empty, 1, 'i', jwk('a')), 10, 'i', jwk('b'))
    const again = publish(two, 20, 'i', jwk('b'))
    expect(again.keys.at(-1)?.retiredAt).toBe(10)
    expect(publish(again, 10 + keyAfterlife, 'i', jwk('b')).keys).toHaveLength(1)
  })

  test('a new key under a former key’s kid takes its place at once', () => {
    const two = publish(publish(empty, 1, 'i', jwk('a', 'k')), 10, 'i', jwk('b', 'k'))
    expect(inForce(two, 10)).toEqual(['b'])
  })

  test('former issuers stay accepted, the newest few', () => {
    const all = ['i1', 'i2', 'i1', 'i3', 'i4', 'i5', 'i6'].reduce(
      (it, issuer) => publish(it, 1, issuer, jwk('a')),
      empty,
    )
    expect(issuersOf(all)).toEqual(['i6', 'i5', 'i4', 'i3', 'i1'])
    expect(issuersOf(empty)).toEqual([])
  })
})

test('names', () => {
  for (const it of ['a', 'A-1_b', '9'.repeat(100)]) expect(isClusterName(it)).toBe(true)
  for (const it of ['', '-a', '_a', 'a/b', 'a\n', 'a'.repeat(101), 'ä']) expect(isClusterName(it)).toBe(false)
  for (const it of ['a', 'a-b', '0', 'a'.repeat(63)]) expect(isNamespace(it)).toBe(true)
  for (const it of ['', 'a.b', 'A', '-a', 'a-', 'a\n', 'a'.repeat(64), '*']) expect(isNamespace(it)).toBe(false)
  for (const it of ['a', 'a.b-c.d', 'a'.repeat(253)]) expect(isSubdomain(it)).toBe(true)
  for (const it of ['', '.a', 'a.', 'a..b', 'a-.b', 'a/b', 'a:b', 'a'.repeat(254)]) expect(isSubdomain(it)).toBe(false)
})

describe('what a cluster tells of an add-on', () => {
  const addon = (status: Addon['status']): Addon => ({
    ...{
      cluster: 'blue',
      name: 'x',
      arn: 'arn',
      version: 'v1',
      status,
      issues: [],
      namespace: 'kube-system',
      tags: {},
    },
    ...{ createdAt: 0, modifiedAt: 0 },
  })
  const issues = [{ code: 'AccessDenied', message: 'no', resourceIds: [] }]
  const cases: readonly [Addon['status'], ToldAddonStatus, Addon['status'] | 'gone'][] = [
    ['CREATING', 'ACTIVE', 'ACTIVE'],
    ['CREATING', 'CREATE_FAILED', 'CREATE_FAILED'],
    ['UPDATING', 'UPDATE_FAILED', 'UPDATE_FAILED'],
    ['ACTIVE', 'DEGRADED', 'DEGRADED'],
    ['ACTIVE', 'DELETED', 'ACTIVE'],
    ['ACTIVE', 'DELETE_FAILED', 'ACTIVE'],
    ['DELETING', 'ACTIVE', 'DELETING'],
    ['DELETING', 'DELETE_FAILED', 'DELETE_FAILED'],
    ['DELETE_FAILED', 'ACTIVE', 'DELETE_FAILED'],
    ['DELETE_FAILED', 'DELETED', 'gone'],
    ['DELETING', 'DELETED', 'gone'],
  ]
  for (const [before, said, after] of cases)
    test(`${before}, told ${said}: ${after}`, () => {
      expect(told(addon(before), said, issues, 9)?.status ?? 'gone').toBe(after)
    })
})
