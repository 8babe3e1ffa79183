import { describe, expect, test } from 'bun:test'
import { type ServiceWorld, serviceWorld } from '../../../tests/world'
import { roleNameOf } from '../../domain'
import type { KnownCaller } from '../access'
import { createAddon } from '../eks/create-addon'
import { createCluster } from '../eks/create-cluster'
import { deleteAddon } from '../eks/delete-addon'
import { activated } from '../eks/eks.test-support'
import { createServiceAccountToken } from './create-service-account-token'
import { putAddonState } from './put-addon-state'
import { giveUpUnattended } from './unattended'
import { watchCluster } from './watch-cluster'

const patience = 60_000
const agent = 'eks-pod-identity-agent'

async function withAddon() {
  const world = serviceWorld()
  await world.call(createCluster, { name: 'blue', roleArn: 'x', resourcesVpcConfig: {} })
  await world.call(createAddon, { clusterName: 'blue', addonName: agent })
  const since = world.clock.now
  const parts = world.parts({
    ...createServiceAccountToken,
    need: () => [],
    input: (it) => it,
    handle: async () => ({}),
  })
  const giveUp = (from = since) => giveUpUnattended(parts, { since: from, patience })
  const state = async () => (await world.store.addons.get(`blue/${agent}`))?.status
  return { world, giveUp, state }
}

async function connector(world: ServiceWorld, cluster = 'blue'): Promise<KnownCaller> {
  const row = await world.store.clusters.get(cluster)
  const role = await world.store.roles.get(roleNameOf(row?.connectorRoleArn ?? '') ?? '')
  if (role === undefined) throw new Error('No such role.')
  return world.session(role)
}

const watch = (world: ServiceWorld, caller?: KnownCaller) => world.call(watchCluster, { clusterName: 'blue' }, caller)
const tell = (world: ServiceWorld, status: string, caller: KnownCaller) =>
  world.call(putAddonState, { clusterName: 'blue', addonName: agent, status }, caller)

describe('an add-on of a built-in cluster without a connector', () => {
  test('fails when patience ends, and says why and what to do', async () => {
    const { world, giveUp, state } = await withAddon()
    world.clock.now += patience - 1
    expect(await giveUp()).toEqual([])
    expect(await state()).toBe('CREATING')
    world.clock.now += 1
    expect(await giveUp()).toEqual([`blue/${agent}`])
    expect(await world.store.addons.get(`blue/${agent}`)).toMatchObject({
      status: 'CREATE_FAILED',
      issues: [{ code: 'ClusterUnreachable', message: expect.stringContaining("'podid up'") }],
    })
    expect(await giveUp()).toEqual([])
  })

  test('becomes ACTIVE all the same when one comes later', async () => {
    const { world, giveUp, state } = await withAddon()
    world.clock.now += patience
    await giveUp()
    const caller = await connector(world)
    await watch(world, caller)
    await tell(world, 'ACTIVE', caller)
    expect(await giveUp()).toEqual([])
    expect(await state()).toBe('ACTIVE')
  })

  test('that was ACTIVE is DEGRADED: what ran beside the connector runs no more', async () => {
    const { world, giveUp, state } = await withAddon()
    await tell(world, 'ACTIVE', await connector(world))
    world.clock.now += patience - 1
    await giveUp()
    expect(await state()).toBe('ACTIVE')
    world.clock.now += 1
    await giveUp()
    expect(await state()).toBe('DEGRADED')
  })

  test('that is being deleted is gone, and who watches is told', async () => {
    const { world, giveUp, state } = await withAddon()
    await world.call(deleteAddon, { clusterName: 'blue', addonName: agent })
    const { revision } = (await world.store.clusters.get('blue')) ?? {}
    world.clock.now += patience
    expect(await giveUp()).toEqual([`blue/${agent}`])
    expect(await state()).toBeUndefined()
    expect((await world.store.clusters.get('blue'))?.revision).toBe((revision ?? 0) + 1)
  })
})

describe('patience', () => {
  test('begins anew with every word of the connector', async () => {
    const { world, giveUp, state } = await withAddon()
    const caller = await connector(world)
    for (let minutes = 0; minutes < 5; minutes += 1) {
      await watch(world, caller)
      world.clock.now += patience - 1
      expect(await giveUp()).toEqual([])
    }
    expect(await state()).toBe('CREATING')
  })

  test('is given to a server that has just started, however long ago the add-on was wished for', async () => {
    const { world, giveUp } = await withAddon()
    world.clock.now += 10 * patience
    expect(await giveUp(world.clock.now - patience + 1)).toEqual([])
    expect(await giveUp(world.clock.now - patience)).toEqual([`blue/${agent}`])
  })

  test('is given to an add-on wished for a moment ago', async () => {
    const { world, giveUp } = await withAddon()
    world.clock.now += 10 * patience
    await giveUp()
    await world.call(createCluster, { name: 'green', roleArn: 'x', resourcesVpcConfig: {} })
    await world.call(createAddon, { clusterName: 'green', addonName: agent })
    expect(await giveUp()).toEqual([])
  })

  test('is not won by a look of the administrator, nor by the connector of another cluster', async () => {
    const { world, giveUp } = await withAddon()
    world.clock.now += patience
    await watch(world)
    await world.call(createCluster, { name: 'green', roleArn: 'x', resourcesVpcConfig: {} })
    expect(await world.refusal(watchCluster, { clusterName: 'blue' }, await connector(world, 'green'))).toStartWith(
      'AccessDeniedException',
    )
    expect(await giveUp()).toEqual([`blue/${agent}`])
  })

  test('registered clusters have all the time they need', async () => {
    const world = serviceWorld()
    await activated(world, 'blue', 'blue')
    await world.call(createAddon, { clusterName: 'blue', addonName: agent })
    const parts = world.parts({
      ...createServiceAccountToken,
      need: () => [],
      input: (it) => it,
      handle: async () => ({}),
    })
    world.clock.now += 100 * patience
    expect(await giveUpUnattended(parts, { since: 0, patience })).toEqual([])
  })
})
