import { describe, expect, test } from 'bun:test'
import { serviceWorld } from '../../../tests/world'
import { keysInForce } from '../../domain'
import { verifyPodToken } from '../../signatures'
import { clusterTrust } from '../cluster-trust'
import { createCluster } from '../eks/create-cluster'
import { activated } from '../eks/eks.test-support'
import { createServiceAccountToken } from './create-service-account-token'
import { rotateClusterKeys } from './rotate-cluster-keys'

const day = 86_400_000
const blue = { clusterName: 'blue' }

async function withCluster() {
  const world = serviceWorld()
  await world.call(createCluster, { name: 'blue', roleArn: 'x', resourcesVpcConfig: {} })
  const token = async (): Promise<string> => {
    const said = { ...blue, namespace: 'default', serviceAccount: 'app', podName: 'app-1', durationSeconds: 86_400 }
    return String((await world.call(createServiceAccountToken, said)).token)
  }
  const verdict = async (text: string): Promise<string> => {
    const cluster = await world.store.clusters.get('blue')
    if (cluster === undefined) throw new Error('There is no cluster.')
    const now = world.clock.now
    const answer = verifyPodToken(text, { ...clusterTrust(cluster, now), audience: 'pods.eks.amazonaws.com' }, now)
    return answer.refused ?? answer.subject.namespace
  }
  const kid = (text: string): string => JSON.parse(Buffer.from(text.split('.')[0] ?? '', 'base64url').toString()).kid
  return { world, token, verdict, kid }
}

describe('RotateClusterKeys', () => {
  test('new tokens carry the new key; old ones are good until they expire, and the key is forgotten then', async () => {
    const { world, token, verdict, kid } = await withCluster()
    const old = await token()
    const answer = await world.call(rotateClusterKeys, blue)
    const fresh = await token()
    expect(kid(fresh)).not.toBe(kid(old))
    expect(answer.keys).toMatchObject([{ retiredAt: undefined }, { retiredAt: new Date(world.clock.now) }])
    expect([await verdict(old), await verdict(fresh)]).toEqual(['default', 'default'])
    world.clock.now += day - 1_000
    expect([await verdict(old), await verdict(fresh)]).toEqual(['default', 'default'])
    world.clock.now += 1_000
    const row = await world.store.clusters.get('blue')
    expect(row && keysInForce(row, world.clock.now).map(({ jwk }) => String(jwk.kid))).toEqual([kid(fresh)])
  })

  test('throws the private half of the former key away at once', async () => {
    const { world, token, kid } = await withCluster()
    const old = kid(await token())
    await world.call(rotateClusterKeys, blue)
    const left = await world.store.signingKeys.list()
    expect(left).toHaveLength(1)
    expect(left[0]?.kid).not.toBe(old)
    expect(JSON.stringify(await world.store.clusters.get('blue'))).not.toContain('"d"')
  })

  test('is for clusters whose keys are ours', async () => {
    const { world } = await withCluster()
    await activated(world, 'green', 'green')
    expect(await world.refusal(rotateClusterKeys, { clusterName: 'green' })).toBe(
      'InvalidRequestException: The cluster green signs its tokens itself: rotate its keys there.',
    )
    expect(await world.refusal(rotateClusterKeys, { clusterName: 'nowhere' })).toStartWith('ResourceNotFoundException')
  })

  test('is nothing that a connector or an agent may ask for', async () => {
    const { world } = await withCluster()
    for (const role of await world.store.roles.list())
      expect(await world.refusal(rotateClusterKeys, blue, world.session(role))).toStartWith('AccessDeniedException')
  })
})
