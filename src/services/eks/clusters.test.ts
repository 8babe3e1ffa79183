import { describe, expect, test } from 'bun:test'
import { serviceWorld, signingKey } from '../../../tests/world'
import { type Role, roleNameOf } from '../../domain'
import { activateCluster } from '../podid/activate-cluster'
import { structure } from '../said'
import { createAddon } from './create-addon'
import { createCluster } from './create-cluster'
import { createPodIdentityAssociation } from './create-pod-identity-association'
import { deleteCluster } from './delete-cluster'
import { deregisterCluster } from './deregister-cluster'
import { describeCluster } from './describe-cluster'
import { activated, blue, issuer, only } from './eks.test-support'
import { registerCluster } from './register-cluster'

const connectorConfig = { roleArn: 'arn:aws:iam::111122223333:role/echoed', provider: 'RANCHER' }

describe('RegisterCluster', () => {
  test('answers a PENDING cluster and the code, which is kept as a hash alone', async () => {
    const world = serviceWorld()
    const { cluster } = await world.call(registerCluster, { name: 'blue', connectorConfig, tags: { team: 'a' } })
    const { activationId, activationCode, ...rest } = structure(structure(cluster).connectorConfig)
    expect(rest).toEqual({ ...connectorConfig, activationExpiry: new Date(world.clock.now + 3 * 86_400_000) })
    expect(structure(cluster)).toMatchObject({
      name: 'blue',
      arn: 'arn:aws:eks:eu-central-1:111122223333:cluster/blue',
      status: 'PENDING',
      tags: { team: 'a' },
    })
    expect(String(activationCode).length).toBeGreaterThanOrEqual(20)
    expect(JSON.stringify(await world.store.clusters.get('blue'))).not.toContain(String(activationCode))
    const shown = structure((await world.call(describeCluster, { name: 'blue' })).cluster)
    expect(structure(shown.connectorConfig)).toMatchObject({ activationId, provider: 'RANCHER' })
    expect(JSON.stringify(shown)).not.toContain(String(activationCode))
  })

  test('makes the cluster’s OIDC provider and the roles of connector and agent, for this cluster alone', async () => {
    const world = serviceWorld()
    await world.call(registerCluster, { name: 'blue', connectorConfig })
    const { id, arn, providerArn, agentRoleArn, connectorRoleArn } = (await world.store.clusters.get('blue')) ?? never()
    expect(id).toMatch(/^[a-z0-9]{16}$/)
    expect(
      await world.store.oidcProviders.get(`arn:aws:iam::111122223333:oidc-provider/podid/clusters/${id}`),
    ).toMatchObject({
      arn: providerArn,
      url: `podid/clusters/${id}`,
      clientIds: ['sts.amazonaws.com'],
      ofCluster: 'blue',
    })
    const role = async (arn: string): Promise<Role> => (await world.store.roles.get(roleNameOf(arn) ?? '')) ?? never()
    for (const [roleArn, program] of [
      [connectorRoleArn, 'podid-connector'],
      [agentRoleArn, 'podid-agent'],
    ] as const) {
      expect(roleArn).toBe(`arn:aws:iam::111122223333:role/podid/${program}-${id}`)
      const row = await role(roleArn)
      expect(row).toMatchObject({ arn: roleArn, ofCluster: 'blue', tags: [{ key: 'podid:cluster', value: 'blue' }] })
      expect(JSON.parse(row.trust).Statement).toEqual([
        {
          Effect: 'Allow',
          Principal: { Federated: providerArn },
          Action: 'sts:AssumeRoleWithWebIdentity',
          Condition: {
            StringEquals: {
              [`podid/clusters/${id}:sub`]: `system:serviceaccount:podid-system:${program}`,
              [`podid/clusters/${id}:aud`]: 'sts.amazonaws.com',
            },
          },
        },
      ])
    }
    const allowed = (row: Role) => JSON.parse(row.inline[0]?.document ?? '').Statement
    expect(allowed(await role(agentRoleArn))).toEqual([
      { Effect: 'Allow', Action: ['eks-auth:AssumeRoleForPodIdentity', 'podid:GetClusterKeys'], Resource: arn },
    ])
    expect(allowed(await role(connectorRoleArn))).toEqual([
      {
        Effect: 'Allow',
        Action: [
          ...['podid:WatchCluster', 'podid:PutClusterKeys', 'podid:GetClusterKeys', 'podid:PutAddonState'],
          ...['podid:PutClusterReport', 'podid:SearchAssociations'],
        ],
        Resource: arn,
      },
    ])
  })

  test('refuses a name that is taken or is none, and tags that are reserved', async () => {
    const world = serviceWorld()
    await world.call(registerCluster, { name: 'blue', connectorConfig })
    expect(await world.refusal(registerCluster, { name: 'blue', connectorConfig })).toBe(
      'ResourceInUseException: Cluster already exists with name: blue',
    )
    for (const name of ['a/b', 'a b', '-a', 'a'.repeat(101), ''])
      expect(await world.refusal(registerCluster, { name, connectorConfig })).toStartWith('InvalidParameterException')
    expect(await world.refusal(registerCluster, { name: 'green', connectorConfig, tags: { 'aws:x': '' } })).toStartWith(
      'InvalidParameterException',
    )
    expect(await world.store.roles.count()).toBe(2)
  })

  test('asked again with its token gives a new code for the same cluster; the lost one no longer counts', async () => {
    const world = serviceWorld()
    const said = { name: 'blue', connectorConfig, clientRequestToken: 'x' }
    const ask = async () => structure(structure((await world.call(registerCluster, said)).cluster).connectorConfig)
    const [lost, second] = [await ask(), await ask()]
    expect(await world.store.clusters.count()).toBe(1)
    const keys = [{ jwk: JSON.stringify((await signingKey('blue')).publicJwk) }]
    const activate = ({ activationId, activationCode }: Readonly<Record<string, unknown>>) => ({
      activationId,
      activationCode,
      issuer,
      keys,
    })
    expect(await world.refusal(activateCluster, activate(lost))).toStartWith('AccessDeniedException')
    await world.call(activateCluster, activate(second))
    expect((await ask()).activationCode).toBeUndefined()
  })
})

describe('CreateCluster', () => {
  test('answers an ACTIVE cluster with an issuer of its own', async () => {
    const world = serviceWorld()
    const said = { roleArn: 'arn:aws:iam::111122223333:role/x', resourcesVpcConfig: { subnetIds: ['a'] } }
    const { cluster } = await world.call(createCluster, { name: 'local', ...said, clientRequestToken: 'x' })
    const row = (await world.store.clusters.get('local')) ?? never()
    expect(structure(cluster)).toMatchObject({
      name: 'local',
      status: 'ACTIVE',
      ...said,
      identity: { oidc: { issuer: `https://podid.local/clusters/${row.id}` } },
    })
    expect(row.keys).toHaveLength(1)
    expect(row.keys[0]?.jwk).not.toHaveProperty('d')
    const [key] = await world.store.signingKeys.list({ prefix: 'local' })
    expect(key?.sealedJwk).not.toContain('"d"')
    expect(await world.call(createCluster, { name: 'local', ...said, clientRequestToken: 'x' })).toEqual({ cluster })
    expect(await world.refusal(createCluster, { name: 'local', ...said })).toStartWith('ResourceInUseException')
  })
})

describe('DeregisterCluster and DeleteCluster', () => {
  test('take everything of the cluster with it, and nothing of another', async () => {
    const { world, create, app } = await blue()
    await activated(world, 'blue-2', 'green')
    for (const clusterName of ['blue', 'blue-2']) {
      await world.call(createPodIdentityAssociation, { ...app, clusterName })
      await world.call(createAddon, { clusterName, addonName: 'eks-pod-identity-agent' })
    }
    await create({ serviceAccount: 'two' })
    const { cluster } = await world.call(deregisterCluster, { name: 'blue' })
    expect(cluster).toMatchObject({ name: 'blue', status: 'DELETING' })
    expect(await world.refusal(describeCluster, { name: 'blue' })).toBe(
      'ResourceNotFoundException: No cluster found for name: blue.',
    )
    const { store } = world
    const counts = await Promise.all(
      [store.clusters, store.associations, store.addons, store.clusterKeys, store.oidcProviders].map((it) =>
        it.count(),
      ),
    )
    expect(counts).toEqual([1, 1, 1, 1, 1])
    expect((await store.roles.list()).map(({ ofCluster }) => ofCluster)).toEqual([undefined, 'blue-2', 'blue-2'])
    // Name and key are free again.
    await activated(world, 'blue', 'blue')
  })

  test('built-in clusters go with their signing key', async () => {
    const world = serviceWorld()
    await world.call(createCluster, { name: 'local', roleArn: 'x', resourcesVpcConfig: {} })
    expect(await world.refusal(deregisterCluster, { name: 'local' })).toStartWith('ClientException')
    await world.call(deleteCluster, { name: 'local' })
    const { store } = world
    for (const table of [store.clusters, store.signingKeys, store.clusterKeys, store.oidcProviders, store.roles])
      expect(await table.count()).toBe(0)
  })

  test('each for its own kind, and for those who may', async () => {
    const { world } = await blue()
    expect(await world.refusal(deleteCluster, { name: 'blue' })).toStartWith('InvalidRequestException')
    const may = (Resource: string) => ({ Effect: 'Allow', Action: 'eks:DeregisterCluster', Resource })
    const arn = 'arn:aws:eks:eu-central-1:111122223333:cluster/blue'
    const other = await only(world, may(`${arn}2`))
    expect(await world.refusal(deregisterCluster, { name: 'blue' }, other)).toStartWith('AccessDeniedException')
    await world.call(deregisterCluster, { name: 'blue' }, await only(world, may(arn)))
    expect(await world.refusal(deregisterCluster, { name: 'blue' })).toStartWith('ResourceNotFoundException')
  })

  test('a role of a cluster cannot be given to pods', async () => {
    const { world, refusal } = await blue()
    const { agentRoleArn } = (await world.store.clusters.get('blue')) ?? never()
    expect(await refusal({ roleArn: agentRoleArn })).toStartWith('InvalidParameterException: Trust policy')
  })
})

function never(): never {
  throw new Error('It is not there.')
}
