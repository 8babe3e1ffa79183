import { describe, expect, test } from 'bun:test'
import { serviceWorld } from '../../../tests/world'
import { structure } from '../said'
import { createCluster } from './create-cluster'
import { activated, blue } from './eks.test-support'
import { listAddons } from './list-addons'
import { listClusters } from './list-clusters'
import { listPodIdentityAssociations } from './list-pod-identity-associations'
import { registerCluster } from './register-cluster'

describe('ListPodIdentityAssociations', () => {
  async function seven() {
    const it = await blue()
    await activated(it.world, 'blue-2', 'green')
    for (const [namespace, serviceAccount] of [
      ['a', 'one'],
      ['a', 'two'],
      ['ab', 'one'],
      ['b', 'one'],
      ['b', 'three'],
    ] as const)
      await it.create({ namespace, serviceAccount })
    await it.create({ clusterName: 'blue-2', namespace: 'a', serviceAccount: 'one' })
    const list = async (more = {}): Promise<{ names: string[]; nextToken?: unknown }> => {
      const answer = await it.world.call(listPodIdentityAssociations, { clusterName: 'blue', ...more })
      const names = (answer.associations as unknown[]).map((row) => {
        const { namespace, serviceAccount } = structure(row)
        return `${namespace}/${serviceAccount}`
      })
      return { names, nextToken: answer.nextToken }
    }
    return { ...it, list }
  }

  test('lists summaries of this cluster, without roles', async () => {
    const { world, list, create } = await seven()
    expect(await list()).toEqual({ names: ['a/one', 'a/two', 'ab/one', 'b/one', 'b/three'], nextToken: undefined })
    const it = await create({ namespace: 'c' })
    const answer = await world.call(listPodIdentityAssociations, { clusterName: 'blue', namespace: 'c' })
    expect(answer.associations).toEqual([
      {
        clusterName: 'blue',
        namespace: 'c',
        serviceAccount: 'app',
        associationArn: it.associationArn,
        associationId: it.associationId,
        ownerArn: undefined,
      },
    ])
  })

  test('filters by exact namespace and service account', async () => {
    const { list } = await seven()
    expect((await list({ namespace: 'a' })).names).toEqual(['a/one', 'a/two'])
    expect((await list({ serviceAccount: 'one' })).names).toEqual(['a/one', 'ab/one', 'b/one'])
    expect((await list({ namespace: 'b', serviceAccount: 'one' })).names).toEqual(['b/one'])
    expect((await list({ namespace: 'a/one\0' })).names).toEqual([])
    expect((await list({ serviceAccount: 'on' })).names).toEqual([])
  })

  test('goes on where a page ended, filtered or not', async () => {
    const { list } = await seven()
    for (const filter of [{}, { namespace: 'a' }, { serviceAccount: 'one' }]) {
      const whole = (await list(filter)).names
      for (const maxResults of [1, 2, 3]) {
        const names: string[] = []
        let nextToken: unknown
        do {
          const page = await list({ ...filter, maxResults, nextToken })
          expect(page.names.length).toBeLessThanOrEqual(maxResults)
          expect(page.names.length).toBeGreaterThan(0)
          names.push(...page.names)
          nextToken = page.nextToken
        } while (nextToken !== undefined)
        expect(names).toEqual(whole)
      }
    }
  })

  test('refuses a token that is not of this list', async () => {
    const { world, list } = await seven()
    const { nextToken } = await list({ clusterName: 'blue', maxResults: 1 })
    const told = 'InvalidParameterException: The specified nextToken is not valid.'
    for (const token of ['x', '!!', Buffer.from('ListPodIdentityAssociations:\0').toString('base64url')])
      expect(await world.refusal(listPodIdentityAssociations, { clusterName: 'blue', nextToken: token })).toBe(told)
    expect(await world.refusal(listPodIdentityAssociations, { clusterName: 'blue-2', nextToken })).toBe(told)
    expect(await world.refusal(listAddons, { clusterName: 'blue', nextToken })).toBe(told)
  })
})

test('ListClusters lists registered clusters only when all are asked for', async () => {
  const world = serviceWorld()
  await world.call(createCluster, { name: 'blue', roleArn: 'x', resourcesVpcConfig: {} })
  for (const name of ['a', 'c', 'zz'])
    await world.call(registerCluster, { name, connectorConfig: { roleArn: 'x', provider: 'OTHER' } })
  expect(await world.call(listClusters, {})).toEqual({ clusters: ['blue'], nextToken: undefined })
  const first = await world.call(listClusters, { include: ['all'], maxResults: 3 })
  expect(first.clusters).toEqual(['a', 'blue', 'c'])
  expect(await world.call(listClusters, { include: ['all'], nextToken: first.nextToken })).toEqual({
    clusters: ['zz'],
    nextToken: undefined,
  })
  expect(await world.refusal(listClusters, { include: ['some'] })).toStartWith('InvalidParameterException')
})
