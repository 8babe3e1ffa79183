import { describe, expect, test } from 'bun:test'
import { type ServiceWorld, serviceWorld, signingKey } from '../../../tests/world'
import type { KnownCaller } from '../access'
import { createCluster } from '../eks/create-cluster'
import { deregisterCluster } from '../eks/deregister-cluster'
import { activated, issuer } from '../eks/eks.test-support'
import { registerCluster } from '../eks/register-cluster'
import type { Said } from '../operation'
import { structure } from '../said'
import { activateCluster } from './activate-cluster'
import { getClusterKeys } from './get-cluster-keys'
import { putClusterKeys } from './put-cluster-keys'
import { renewActivation } from './renew-activation'

const day = 86_400_000
const anonymous: KnownCaller = { principal: { kind: 'anonymous', arn: '', account: '', ids: [] }, userId: '' }

async function jwks(...names: string[]) {
  return Promise.all(names.map(async (it) => ({ jwk: JSON.stringify((await signingKey(it)).publicJwk) })))
}

async function registered(world: ServiceWorld, name = 'blue') {
  const connectorConfig = { roleArn: 'x', provider: 'OTHER' }
  const { cluster } = await world.call(registerCluster, { name, connectorConfig })
  const { activationId, activationCode } = structure(structure(cluster).connectorConfig)
  return { activationId, activationCode, issuer, keys: await jwks('blue') }
}

describe('ActivateCluster', () => {
  test('needs no signature, and makes the cluster ACTIVE with its keys', async () => {
    const world = serviceWorld()
    const said = await registered(world)
    const answer = await world.call(activateCluster, { ...said, version: 'v1.35.4' }, anonymous)
    const row = await world.store.clusters.get('blue')
    expect(answer).toEqual({
      clusterName: 'blue',
      clusterArn: 'arn:aws:eks:eu-central-1:111122223333:cluster/blue',
      region: 'eu-central-1',
      account: '111122223333',
      connectorRoleArn: row?.connectorRoleArn,
      agentRoleArn: row?.agentRoleArn,
      status: 'ACTIVE',
    })
    expect(row).toMatchObject({ status: 'ACTIVE', issuer, said: { version: 'v1.35.4' } })
    expect(row?.keys.map(({ jwk }) => jwk.kid)).toEqual([(await signingKey('blue')).kid])
  })

  test('the same keys may come again, whenever; others and another issuer may not', async () => {
    const world = serviceWorld()
    const said = await registered(world)
    const first = await world.call(activateCluster, said, anonymous)
    world.clock.now += 30 * day
    expect(await world.call(activateCluster, said, anonymous)).toEqual(first)
    const told = 'AccessDeniedException: The activation code was used before with another issuer or other keys.'
    expect(await world.refusal(activateCluster, { ...said, keys: await jwks('green') }, anonymous)).toBe(told)
    expect(await world.refusal(activateCluster, { ...said, keys: await jwks('blue', 'green') }, anonymous)).toBe(told)
    expect(await world.refusal(activateCluster, { ...said, issuer: 'https://other' }, anonymous)).toBe(told)
  })

  test('coming again does not bring back keys that were changed since', async () => {
    const world = serviceWorld()
    const said = await registered(world)
    await world.call(activateCluster, said, anonymous)
    await world.call(putClusterKeys, { clusterName: 'blue', issuer, keys: await jwks('green') })
    const before = await world.store.clusters.get('blue')
    await world.call(activateCluster, said, anonymous)
    expect(await world.store.clusters.get('blue')).toEqual(before)
  })

  test('a wrong code, a wrong id and one that is gone are refused in one voice', async () => {
    const world = serviceWorld()
    const said = await registered(world)
    const told = 'AccessDeniedException: The activation id or code is not valid.'
    const wrong: readonly Said[] = [
      { activationCode: 'x' },
      { activationCode: `${said.activationCode}x` },
      { activationId: 'x' },
      { activationId: `${said.activationId}x` },
      { activationId: String(said.activationId).replace(/-.*/, '-') },
    ]
    for (const more of wrong) expect(await world.refusal(activateCluster, { ...said, ...more }, anonymous)).toBe(told)
    await world.call(deregisterCluster, { name: 'blue' })
    expect(await world.refusal(activateCluster, said, anonymous)).toBe(told)
  })

  test('the code of another cluster is refused', async () => {
    const world = serviceWorld()
    const blue = await registered(world)
    const green = await registered(world, 'green')
    const mixed = { ...blue, activationCode: green.activationCode }
    expect(await world.refusal(activateCluster, mixed, anonymous)).toStartWith('AccessDeniedException')
  })

  test('a code expires', async () => {
    const world = serviceWorld()
    const said = await registered(world)
    world.clock.now += 3 * day
    expect(await world.refusal(activateCluster, said, anonymous)).toStartWith(
      'AccessDeniedException: The activation code has expired',
    )
  })

  test('a renewed code takes the place of the old one, and new keys with it', async () => {
    const world = serviceWorld()
    const said = await registered(world)
    await world.call(activateCluster, said, anonymous)
    const { activationId, activationCode } = await world.call(renewActivation, { clusterName: 'blue' })
    expect(await world.refusal(activateCluster, said, anonymous)).toStartWith('AccessDeniedException')
    const again = { activationId, activationCode, issuer, keys: await jwks('green') }
    expect(await world.call(activateCluster, again, anonymous)).toMatchObject({ status: 'ACTIVE' })
    const row = await world.store.clusters.get('blue')
    expect(row?.keys.map(({ jwk, retiredAt }) => [jwk.kid, retiredAt !== undefined])).toEqual([
      [(await signingKey('green')).kid, false],
      [(await signingKey('blue')).kid, true],
    ])
    expect(JSON.stringify(row)).not.toContain(String(activationCode))
  })

  test('a key that another live cluster holds is refused, and nothing is changed', async () => {
    const world = serviceWorld()
    await activated(world, 'green', 'blue')
    const said = await registered(world)
    const keys = await jwks('green', 'blue')
    expect(await world.refusal(activateCluster, { ...said, keys }, anonymous)).toBe(
      'ResourceInUseException: A key is already held by another cluster.',
    )
    expect(await world.store.clusters.get('blue')).toMatchObject({ status: 'PENDING', keys: [] })
    expect(await world.store.clusterKeys.count()).toBe(1)
    await world.call(deregisterCluster, { name: 'green' })
    await world.call(activateCluster, { ...said, keys }, anonymous)
  })

  test('what is no usable public key is refused', async () => {
    const world = serviceWorld()
    const said = await registered(world)
    const { publicJwk, privateJwk } = await signingKey('blue')
    const bad: readonly (readonly [unknown, string])[] = [
      ['no JSON', 'A key is not a JWK.'],
      [null, 'A key is not a JWK.'],
      [{ ...publicJwk, kid: undefined }, 'A key has no kid.'],
      [privateJwk, 'A key has private members.'],
      [{ ...publicJwk, alg: 'HS256' }, 'A key cannot be used'],
      [{ ...publicJwk, n: 'AQAB' }, 'A key cannot be used'],
      [{ kty: 'oct', k: 'c2VjcmV0', kid: 'x' }, 'A key has private members.'],
    ]
    for (const [jwk, told] of bad) {
      const keys = [{ jwk: typeof jwk === 'string' ? jwk : JSON.stringify(jwk) }]
      expect(await world.refusal(activateCluster, { ...said, keys }, anonymous)).toStartWith(
        `InvalidParameterException: ${told}`,
      )
    }
    const other = { ...(await signingKey('green')).publicJwk, kid: publicJwk.kid }
    const twice = [...said.keys, { jwk: JSON.stringify(other) }]
    expect(await world.refusal(activateCluster, { ...said, keys: twice }, anonymous)).toBe(
      'InvalidParameterException: Two of the keys have the same kid.',
    )
    for (const it of ['kubernetes', 'ftp://x', 'https://x?y', 'https://x/\0', 'javascript:alert(1)'])
      expect(await world.refusal(activateCluster, { ...said, issuer: it }, anonymous)).toStartWith(
        'InvalidParameterException: The issuer',
      )
  })

  test('only registered clusters have something to renew', async () => {
    const world = serviceWorld()
    await world.call(createCluster, { name: 'local', roleArn: 'x', resourcesVpcConfig: {} })
    expect(await world.refusal(renewActivation, { clusterName: 'local' })).toStartWith('InvalidRequestException')
    expect(await world.refusal(renewActivation, { clusterName: 'nowhere' })).toStartWith('ResourceNotFoundException')
  })
})

describe('PutClusterKeys and GetClusterKeys', () => {
  const shape = (answer: Said) =>
    (answer.keys as { jwk: string; retiredAt?: Date }[]).map(({ jwk, retiredAt }) => [JSON.parse(jwk).kid, retiredAt])

  test('keys that are no longer published retire, and are forgotten after a day', async () => {
    const world = serviceWorld()
    await activated(world, 'blue', 'blue')
    const [blue, green] = [(await signingKey('blue')).kid, (await signingKey('green')).kid]
    const put = async (...names: string[]) =>
      shape(await world.call(putClusterKeys, { clusterName: 'blue', issuer, keys: await jwks(...names) }))
    const retired = new Date(world.clock.now)
    expect(await put('green')).toEqual([
      [green, undefined],
      [blue, retired],
    ])
    world.clock.now += day - 1
    expect(await put('green')).toEqual([
      [green, undefined],
      [blue, retired],
    ])
    world.clock.now += 1
    expect(shape(await world.call(getClusterKeys, { clusterName: 'blue' }))).toEqual([[green, undefined]])
    // Forgotten, it is free for another cluster.
    await put('green')
    await activated(world, 'other', 'blue')
    expect(await world.refusal(putClusterKeys, { clusterName: 'blue', issuer, keys: await jwks('blue') })).toStartWith(
      'ResourceInUseException',
    )
  })

  test('a key that comes back is in force again', async () => {
    const world = serviceWorld()
    await activated(world, 'blue', 'blue')
    for (const names of [['green'], ['green', 'blue']])
      await world.call(putClusterKeys, { clusterName: 'blue', issuer, keys: await jwks(...names) })
    const row = await world.store.clusters.get('blue')
    expect(row?.keys.every(({ retiredAt }) => retiredAt === undefined)).toBe(true)
    expect(row?.keys).toHaveLength(2)
  })

  test('tell issuers, id and roles', async () => {
    const world = serviceWorld()
    await activated(world, 'blue', 'blue')
    await world.call(putClusterKeys, { clusterName: 'blue', issuer: 'https://new', keys: await jwks('blue') })
    const row = await world.store.clusters.get('blue')
    expect(await world.call(getClusterKeys, { clusterName: 'blue' })).toMatchObject({
      clusterName: 'blue',
      id: row?.id,
      issuer: 'https://new',
      formerIssuers: [issuer],
      revision: 0,
      connectorRoleArn: row?.connectorRoleArn,
      agentRoleArn: row?.agentRoleArn,
    })
  })

  test('only after activation, and never of a built-in cluster', async () => {
    const world = serviceWorld()
    await registered(world)
    await world.call(createCluster, { name: 'local', roleArn: 'x', resourcesVpcConfig: {} })
    for (const clusterName of ['blue', 'local'])
      expect(await world.refusal(putClusterKeys, { clusterName, issuer, keys: await jwks('blue') })).toStartWith(
        'InvalidRequestException',
      )
  })
})
