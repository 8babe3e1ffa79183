import { describe, expect, test } from 'bun:test'
import { until } from '../../../tests/until'
import { type ServiceWorld, signingKey } from '../../../tests/world'
import { type Role, roleNameOf } from '../../domain'
import type { KnownCaller } from '../access'
import { createAddon } from '../eks/create-addon'
import { deletePodIdentityAssociation } from '../eks/delete-pod-identity-association'
import { deregisterCluster } from '../eks/deregister-cluster'
import { activated, blue, issuer } from '../eks/eks.test-support'
import type { Said } from '../operation'
import { createServiceAccountToken } from './create-service-account-token'
import { getClusterKeys } from './get-cluster-keys'
import { putAddonState } from './put-addon-state'
import { putClusterKeys } from './put-cluster-keys'
import { renewActivation } from './renew-activation'
import { watchCluster } from './watch-cluster'

async function callerOf(world: ServiceWorld, cluster: string, program: 'agent' | 'connector'): Promise<KnownCaller> {
  const row = await world.store.clusters.get(cluster)
  const arn = program === 'agent' ? row?.agentRoleArn : row?.connectorRoleArn
  const role: Role | undefined = await world.store.roles.get(roleNameOf(arn ?? '') ?? '')
  if (role === undefined) throw new Error('No such role.')
  return world.session(role)
}

describe('connector and agent', () => {
  test('may do what is theirs on their own cluster, and nothing on another', async () => {
    const { world } = await blue()
    await activated(world, 'green', 'green')
    await world.call(createAddon, { clusterName: 'blue', addonName: 'eks-pod-identity-agent' })
    const on = (clusterName: string) => ({ clusterName })
    const keys = [{ jwk: JSON.stringify((await signingKey('blue')).publicJwk) }]
    const state = { addonName: 'eks-pod-identity-agent', status: 'ACTIVE' }
    const connector = await callerOf(world, 'blue', 'connector')
    const agent = await callerOf(world, 'blue', 'agent')
    await world.call(watchCluster, on('blue'), connector)
    await world.call(getClusterKeys, on('blue'), connector)
    await world.call(putClusterKeys, { ...on('blue'), issuer, keys }, connector)
    await world.call(putAddonState, { ...on('blue'), ...state }, connector)
    await world.call(getClusterKeys, on('blue'), agent)
    const denied = 'AccessDeniedException: User: '
    for (const caller of [connector, agent]) {
      expect(await world.refusal(watchCluster, on('green'), caller)).toStartWith(denied)
      expect(await world.refusal(getClusterKeys, on('green'), caller)).toStartWith(denied)
      expect(await world.refusal(putClusterKeys, { ...on('green'), issuer, keys }, caller)).toStartWith(denied)
      expect(await world.refusal(putAddonState, { ...on('green'), ...state }, caller)).toStartWith(denied)
      expect(await world.refusal(renewActivation, on('blue'), caller)).toStartWith(denied)
      const token = { ...on('blue'), namespace: 'default', serviceAccount: 'app' }
      expect(await world.refusal(createServiceAccountToken, token, caller)).toStartWith(denied)
    }
    expect(await world.refusal(watchCluster, on('blue'), agent)).toStartWith(denied)
  })
})

describe('WatchCluster', () => {
  const pending = async (work: Promise<Said>): Promise<boolean> =>
    Promise.race([work.then(() => false), new Promise<true>((resolve) => setTimeout(() => resolve(true), 20))])
  const waits = (world: ServiceWorld) => until('it waits', () => world.waiting.count('blue') === 1)

  test('tells at once what is wanted', async () => {
    const { world, create } = await blue()
    const { associationId } = await create()
    await world.call(createAddon, {
      clusterName: 'blue',
      addonName: 'eks-pod-identity-agent',
      configurationValues: '{}',
    })
    const answer = {
      revision: 2,
      associations: [{ associationId, namespace: 'default', serviceAccount: 'app' }],
      addons: [
        {
          name: 'eks-pod-identity-agent',
          version: 'v1.3.10-eksbuild.1',
          status: 'CREATING',
          namespace: 'kube-system',
          configurationValues: '{}',
          serviceAccountRoleArn: undefined,
          preserve: false,
          resolveConflicts: undefined,
          updateId: '',
        },
      ],
    }
    expect(await world.call(watchCluster, { clusterName: 'blue' })).toEqual(answer)
    expect(await world.call(watchCluster, { clusterName: 'blue', waitSeconds: 20 })).toEqual(answer)
    expect(await world.call(watchCluster, { clusterName: 'blue', sinceRevision: 1, waitSeconds: 20 })).toEqual(answer)
    expect(await world.call(watchCluster, { clusterName: 'blue', sinceRevision: 2 })).toEqual(answer)
  })

  test('waits for the next revision', async () => {
    const { world, create } = await blue()
    const watching = world.call(watchCluster, { clusterName: 'blue', sinceRevision: 0, waitSeconds: 20 })
    expect(await pending(watching)).toBe(true)
    const { associationId } = await create()
    expect(await watching).toMatchObject({ revision: 1, associations: [{ associationId }] })
    const again = world.call(watchCluster, { clusterName: 'blue', sinceRevision: 1, waitSeconds: 20 })
    await waits(world)
    await world.call(deletePodIdentityAssociation, { clusterName: 'blue', associationId })
    expect(await again).toMatchObject({ revision: 2, associations: [] })
    expect(world.waiting.count('blue')).toBe(0)
  })

  test('when patience ends, tells how it still is', async () => {
    const { world } = await blue()
    const watching = world.call(watchCluster, { clusterName: 'blue', sinceRevision: 0, waitSeconds: 3 })
    for (let looks = 0; looks < 2; looks += 1) {
      await waits(world)
      world.waiting.runOut()
    }
    expect(await watching).toMatchObject({ revision: 0 })
  })

  test('sees what another replica changed, of which nobody here was told', async () => {
    const { world } = await blue()
    const watching = world.call(watchCluster, { clusterName: 'blue', sinceRevision: 0, waitSeconds: 20 })
    await waits(world)
    await world.store.clusters.update('blue', (it) => ({ ...it, revision: 7 }))
    world.waiting.runOut()
    expect(await watching).toMatchObject({ revision: 7 })
  })

  test('ends when the client goes, and when the cluster does', async () => {
    const { world } = await blue()
    const going = new AbortController()
    const said = { clusterName: 'blue', sinceRevision: 0, waitSeconds: 20 }
    const watching = world.call(watchCluster, said, world.root, { gone: going.signal })
    await waits(world)
    going.abort()
    expect(await watching).toMatchObject({ revision: 0 })
    const refused = world.refusal(watchCluster, said)
    await waits(world)
    await world.call(deregisterCluster, { name: 'blue' })
    expect(await refused).toStartWith('ResourceNotFoundException')
    expect(world.waiting.count('blue')).toBe(0)
  })
})
