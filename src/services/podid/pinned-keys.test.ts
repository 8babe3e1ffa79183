import { describe, expect, test } from 'bun:test'
import { podToken, type ServiceWorld, serviceWorld, signingKey } from '../../../tests/world'
import { roleNameOf } from '../../domain'
import { jwkThumbprint } from '../../signatures'
import type { KnownCaller } from '../access'
import { issuer } from '../eks/eks.test-support'
import { registerCluster } from '../eks/register-cluster'
import { assumeRoleForPodIdentity } from '../eks-auth/assume-role-for-pod-identity'
import { structure } from '../said'
import { activateCluster } from './activate-cluster'
import { approveClusterKeys } from './approve-cluster-keys'
import { getClusterKeys } from './get-cluster-keys'
import { putClusterKeys } from './put-cluster-keys'

async function keysOf(...names: string[]) {
  return Promise.all(names.map(async (it) => ({ jwk: JSON.stringify((await signingKey(it)).publicJwk) })))
}

async function pinned(tag?: string) {
  const world = serviceWorld()
  const connectorConfig = { roleArn: 'x', provider: 'OTHER' }
  const tags = tag === undefined ? {} : { 'podid:pin-keys': tag }
  const { cluster } = await world.call(registerCluster, { name: 'blue', connectorConfig, tags })
  const { activationId, activationCode } = structure(structure(cluster).connectorConfig)
  const anonymous: KnownCaller = { principal: { kind: 'anonymous', arn: '', account: '', ids: [] }, userId: '' }
  await world.call(activateCluster, { activationId, activationCode, issuer, keys: await keysOf('first') }, anonymous)
  const put = async (...names: string[]) =>
    shape(await world.call(putClusterKeys, { clusterName: 'blue', issuer, keys: await keysOf(...names) }))
  const shape = (answer: Readonly<Record<string, unknown>>) => ({
    counts: listed(answer.keys).flatMap((it) => (it.retiredAt === undefined ? [kid(it)] : [])),
    waits: listed(answer.waitingKeys).map(kid),
  })
  const approve = async (...names: string[]) => {
    const thumbprints = await Promise.all(names.map(async (it) => jwkThumbprint((await signingKey(it)).publicJwk)))
    return shape(await world.call(approveClusterKeys, { clusterName: 'blue', thumbprints }))
  }
  return { world, put, approve }
}

const listed = (value: unknown): Readonly<Record<string, unknown>>[] => (Array.isArray(value) ? value : [])
const kid = (it: Readonly<Record<string, unknown>>) => JSON.parse(String(it.jwk)).kid
const kids = (...names: string[]) => Promise.all(names.map(async (it) => (await signingKey(it)).kid))
const events = async (world: ServiceWorld, name: string) =>
  (await world.store.events.list()).filter((it) => it.eventName === name).map((it) => JSON.parse(it.record))

describe('pinned keys', () => {
  test('what a connector adds waits, and counts for nothing until it is approved', async () => {
    const { world, put, approve } = await pinned('true')
    const [first, second] = await kids('first', 'second')
    expect(await put('first', 'second')).toEqual({ counts: [first], waits: [second] })
    const token = await podToken(await signingKey('second'), world.clock.now, { issuer })
    const ask = () => world.refusal(assumeRoleForPodIdentity, { clusterName: 'blue', token })
    expect(await ask()).toStartWith('InvalidTokenException')
    expect(await approve('second')).toEqual({ counts: [first, second], waits: [] })
    // Now it is another thing that lacks.
    expect(await ask()).toStartWith('ResourceNotFoundException: No pod identity association')
  })

  test('where the former is withdrawn at once, it still counts for its tokens, and the new one waits', async () => {
    const { world, put, approve } = await pinned('true')
    const [second] = await kids('second')
    expect(await put('second')).toEqual({ counts: [], waits: [second] })
    const told = await world.call(getClusterKeys, { clusterName: 'blue' })
    expect(told).toMatchObject({ keysPinned: true, waitingKeys: [{ seenAt: new Date(world.clock.now) }] })
    expect(await approve('second')).toEqual({ counts: [second], waits: [] })
  })

  test('only what waits can be approved, by its thumbprint', async () => {
    const { world, put } = await pinned('true')
    const refusal = (...thumbprints: string[]) =>
      world.refusal(approveClusterKeys, { clusterName: 'blue', thumbprints })
    expect(await refusal('x')).toStartWith('InvalidRequestException: No key of the cluster blue waits')
    await put('first', 'second')
    expect(await refusal('x')).toStartWith('InvalidParameterException: A thumbprint is of no key that waits')
    expect(await refusal(jwkThumbprint((await signingKey('first')).publicJwk))).toStartWith('InvalidParameterException')
  })

  test('a connector cannot approve, nor unpin', async () => {
    const { world, put } = await pinned('true')
    await put('first', 'second')
    const row = await world.store.clusters.get('blue')
    const role = await world.store.roles.get(roleNameOf(row?.connectorRoleArn ?? '') ?? '')
    if (role === undefined) throw new Error('No such role.')
    const said = { clusterName: 'blue', thumbprints: ['x'] }
    expect(await world.refusal(approveClusterKeys, said, world.session(role))).toStartWith('AccessDeniedException')
  })

  test('a key that is withdrawn waits no longer, and is seen anew when it comes again', async () => {
    const { world, put } = await pinned('yes')
    await put('first', 'second')
    expect((await put('first')).waits).toEqual([])
    world.clock.now += 1_000
    await put('first', 'second')
    const { waitingKeys } = await world.call(getClusterKeys, { clusterName: 'blue' })
    expect(waitingKeys).toMatchObject([{ seenAt: new Date(world.clock.now) }])
  })

  test.each([[undefined], ['false']])('tagged %p, keys are not pinned', async (tag) => {
    const { put } = await pinned(tag)
    expect(await put('first', 'second')).toEqual({ counts: await kids('first', 'second'), waits: [] })
  })
})

describe('keys that are added', () => {
  test('are an event of their own, once, with whose they are and who told them', async () => {
    const { world, put } = await pinned()
    await put('first')
    await put('first', 'second')
    await put('second')
    const added = await events(world, 'ClusterKeysAdded')
    const [first, second] = await kids('first', 'second')
    expect(added.map((it) => it.serviceEventDetails.keys.map((key: { kid: string }) => key.kid))).toEqual([
      [first],
      [second],
    ])
    expect(added[1]).toMatchObject({
      eventType: 'AwsServiceEvent',
      serviceEventDetails: { clusterName: 'blue', issuer, toldBy: world.root.principal.arn },
    })
  })

  test('are told to wait where they are pinned, and to be added when they are approved', async () => {
    const { world, put, approve } = await pinned('true')
    await put('first', 'second')
    await put('first', 'second')
    expect(await events(world, 'ClusterKeysWaiting')).toHaveLength(1)
    await approve('second')
    expect(await events(world, 'ClusterKeysAdded')).toHaveLength(2)
  })
})
