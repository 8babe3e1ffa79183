import { describe, expect, test } from 'bun:test'
import type { ServiceWorld } from '../../../tests/world'
import { roleNameOf } from '../../domain'
import { reportedBy } from '../../store'
import type { KnownCaller } from '../access'
import { deregisterCluster } from '../eks/deregister-cluster'
import { describeCluster } from '../eks/describe-cluster'
import { activated, blue } from '../eks/eks.test-support'
import type { Said } from '../operation'
import { getClusterReport } from './get-cluster-report'
import { putClusterReport } from './put-cluster-report'

const account = (name: string, namespace = 'default') => ({ kind: 'SERVICE_ACCOUNT', namespace, name })
const names = (answer: Said) => (answer.items as { name: string }[]).map(({ name }) => name)

async function scene() {
  const { world } = await blue()
  const put = (more: Said, caller?: KnownCaller) =>
    world.call(putClusterReport, { clusterName: 'blue', ...more }, caller)
  const get = (more: Said = {}) => world.call(getClusterReport, { clusterName: 'blue', ...more })
  return { world, put, get }
}

async function connectorOf(world: ServiceWorld, cluster: string): Promise<KnownCaller> {
  const row = await world.store.clusters.get(cluster)
  const role = await world.store.roles.get(roleNameOf(row?.connectorRoleArn ?? '') ?? '')
  if (role === undefined) throw new Error('No such role.')
  return world.session(role)
}

describe("a cluster's report", () => {
  test('is what was told last of everything, with when it was heard', async () => {
    const { world, put, get } = await scene()
    expect(await get()).toMatchObject({ items: [], count: 0, reportedAt: undefined })
    const facts = {
      kubernetesVersion: 'v1.36.0',
      nodeCount: 3,
      connectorName: 'c-1',
      connectorVersion: '1',
      issuer: 'https://i',
      publishedKeyIds: ['k'],
    }
    await put(facts)
    world.clock.now += 60_000
    await put({ nodeCount: 4 })
    expect(await get()).toMatchObject({
      ...facts,
      nodeCount: 4,
      reportedAt: new Date(world.clock.now),
      listedAt: undefined,
    })
    const { cluster } = await world.call(describeCluster, { name: 'blue' })
    expect(cluster).toMatchObject({ version: 'v1.36.0' })
  })

  test('a listing takes the place of the one before once it is whole, and not sooner', async () => {
    const { put, get } = await scene()
    await put({ listing: 'one', items: [account('a'), account('b')], complete: true })
    await put({ listing: 'two', items: [account('b')] })
    expect(names(await get())).toEqual(['a', 'b'])
    await put({ listing: 'two', items: [account('c')], complete: true })
    expect(names(await get())).toEqual(['b', 'c'])
    await put({ listing: 'two', items: [account('d')], gone: [account('b')] })
    expect(names(await get())).toEqual(['c', 'd'])
  })

  test('is asked for in pages, by kind and by namespace', async () => {
    const { put, get } = await scene()
    const pod = {
      kind: 'POD',
      namespace: 'shop',
      name: 'p',
      uid: 'u',
      serviceAccount: 'a',
      nodeName: 'n',
      phase: 'Running',
      ready: true,
      injected: true,
      tokenSeconds: 86_400,
    }
    const items = [
      pod,
      { kind: 'NAMESPACE', name: 'shop', uid: 'x' },
      account('a', 'shop'),
      account('a', 'shop-2'),
      account('b', 'shop'),
    ]
    await put({ listing: 'one', items, complete: true })
    expect((await get({ kind: 'POD' })).items).toEqual([pod])
    expect(names(await get({ kind: 'SERVICE_ACCOUNT', namespace: 'shop' }))).toEqual(['a', 'b'])
    expect((await get({ kind: 'NAMESPACE' })).items).toEqual([
      { kind: 'NAMESPACE', name: 'shop', uid: 'x', namespace: undefined },
    ])
    const first = await get({ maxResults: 2 })
    const second = await get({ maxResults: 2, nextToken: first.nextToken })
    const third = await get({ maxResults: 2, nextToken: second.nextToken })
    expect([first, second, third].flatMap(names)).toHaveLength(5)
    expect([first.count, second.count, third.nextToken]).toEqual([5, undefined, undefined])
  })

  test('what belongs together must come together', async () => {
    const { world, put } = await scene()
    const refusal = (more: Said) => world.refusal(putClusterReport, { clusterName: 'blue', ...more })
    expect(await refusal({ items: [account('a')] })).toStartWith('InvalidParameterException: The parameter listing')
    expect(await refusal({ listing: 'x', items: [{ kind: 'POD', name: 'p' }] })).toStartWith(
      'InvalidParameterException',
    )
    expect(await refusal({ listing: 'x', items: [{ kind: 'NAMESPACE', name: 'p', namespace: 'q' }] })).toStartWith(
      'InvalidParameterException',
    )
    expect(await world.refusal(getClusterReport, { clusterName: 'blue', namespace: 'x' })).toStartWith(
      'InvalidParameterException',
    )
    await put({})
  })

  test("a connector reports its own cluster and no other, and reads no cluster's report", async () => {
    const { world, put } = await scene()
    await activated(world, 'green', 'green')
    const connector = await connectorOf(world, 'blue')
    await put({ nodeCount: 1 }, connector)
    const denied = 'AccessDeniedException: User: '
    expect(await world.refusal(putClusterReport, { clusterName: 'green', nodeCount: 1 }, connector)).toStartWith(denied)
    expect(await world.refusal(getClusterReport, { clusterName: 'blue' }, connector)).toStartWith(denied)
  })

  test('goes with its cluster', async () => {
    const { world, put } = await scene()
    await put({ listing: 'one', items: [account('a')], complete: true })
    await world.call(deregisterCluster, { name: 'blue' })
    expect(await world.store.reportedItems.count({ prefix: reportedBy('blue') })).toBe(0)
    expect(await world.store.clusterReports.get('blue')).toBeUndefined()
  })
})
