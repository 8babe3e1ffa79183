import { describe, expect, test } from 'bun:test'
import { type ServiceWorld, serviceWorld, signingKey } from '../../../tests/world'
import type { Said } from '../operation'
import { activateCluster } from '../podid/activate-cluster'
import { renewActivation } from '../podid/renew-activation'
import { structure } from '../said'
import { createCluster } from './create-cluster'
import { deleteCluster } from './delete-cluster'
import { describeCluster } from './describe-cluster'
import { registerCluster } from './register-cluster'

const roleArn = 'arn:aws:iam::111122223333:role/x'
const required = { name: 'blue', roleArn, resourcesVpcConfig: {} }
const connectorConfig = { roleArn, provider: 'OTHER' }
const described = async (world: ServiceWorld, name = 'blue'): Promise<Said> =>
  structure((await world.call(describeCluster, { name })).cluster)

describe('a cluster is read back', () => {
  test('as it was written, every member that has a place in the answer', async () => {
    const world = serviceWorld()
    const written = {
      roleArn,
      version: '1.34',
      resourcesVpcConfig: {
        subnetIds: ['subnet-a', 'subnet-b'],
        securityGroupIds: ['sg-a'],
        endpointPublicAccess: false,
        endpointPrivateAccess: true,
        publicAccessCidrs: ['203.0.113.0/24'],
      },
      kubernetesNetworkConfig: {
        serviceIpv4Cidr: '10.96.0.0/12',
        ipFamily: 'ipv4',
        elasticLoadBalancing: { enabled: true },
      },
      encryptionConfig: [{ resources: ['secrets'], provider: { keyArn: 'arn:aws:kms:eu-central-1:1:key/a' } }],
      accessConfig: { authenticationMode: 'API', bootstrapClusterCreatorAdminPermissions: false },
      upgradePolicy: { supportType: 'STANDARD' },
      zonalShiftConfig: { enabled: true },
      remoteNetworkConfig: { remoteNodeNetworks: [{ cidrs: ['10.1.0.0/16'] }] },
      computeConfig: { enabled: false, nodePools: [] },
      storageConfig: { blockStorage: { enabled: false } },
      controlPlaneScalingConfig: { tier: 'standard' },
      deletionProtection: true,
      tags: { team: 'a', empty: '' },
    }
    const { cluster } = await world.call(createCluster, { name: 'blue', ...written })
    expect(cluster).toMatchObject(written)
    expect(await described(world)).toEqual(structure(cluster))
  })

  test('with the defaults that EKS documents where nothing was said', async () => {
    const world = serviceWorld()
    await world.call(createCluster, { ...required, resourcesVpcConfig: { subnetIds: ['subnet-a'] } })
    const cluster = await described(world)
    expect(cluster).toMatchObject({
      resourcesVpcConfig: {
        subnetIds: ['subnet-a'],
        securityGroupIds: [],
        endpointPublicAccess: true,
        endpointPrivateAccess: false,
        publicAccessCidrs: ['0.0.0.0/0'],
      },
      kubernetesNetworkConfig: { ipFamily: 'ipv4', elasticLoadBalancing: { enabled: false } },
      accessConfig: { authenticationMode: 'CONFIG_MAP', bootstrapClusterCreatorAdminPermissions: true },
      upgradePolicy: { supportType: 'EXTENDED' },
      deletionProtection: false,
      health: { issues: [] },
      tags: {},
    })
    for (const machinesOnly of ['endpoint', 'certificateAuthority', 'platformVersion', 'connectorConfig', 'version'])
      expect(cluster[machinesOnly]).toBeUndefined()
  })

  test('logs: those that are on, then all others', async () => {
    const world = serviceWorld()
    const logging = {
      clusterLogging: [
        { types: ['audit', 'api'], enabled: true },
        { types: ['scheduler'], enabled: false },
      ],
    }
    await world.call(createCluster, { ...required, logging })
    expect((await described(world)).logging).toEqual({
      clusterLogging: [
        { types: ['api', 'audit'], enabled: true },
        { types: ['authenticator', 'controllerManager', 'scheduler'], enabled: false },
      ],
    })
  })

  test('a configuration that is too long to keep is refused', async () => {
    const world = serviceWorld()
    const resourcesVpcConfig = { subnetIds: ['x'.repeat(40_000)] }
    expect(await world.refusal(createCluster, { ...required, resourcesVpcConfig })).toStartWith(
      'InvalidParameterException',
    )
  })
})

describe('the same request again', () => {
  const token = { clientRequestToken: 'once' }

  test('answers the same cluster, and with other parameters is refused', async () => {
    const world = serviceWorld()
    const first = await world.call(createCluster, { ...required, ...token })
    expect(await world.call(createCluster, { ...required, ...token })).toEqual(first)
    for (const more of [{ tags: { a: 'b' } }, { version: '1.34' }, { deletionProtection: true }, { name: 'green' }])
      expect(await world.refusal(createCluster, { ...required, ...token, ...more })).toBe(
        'InvalidParameterException: The clientRequestToken was used before with other parameters.',
      )
  })

  test('makes another cluster once the first is deleted', async () => {
    const world = serviceWorld()
    await world.call(createCluster, { ...required, ...token })
    const { id } = (await world.store.clusters.get('blue')) ?? {}
    await world.call(deleteCluster, { name: 'blue' })
    await world.call(createCluster, { ...required, ...token })
    expect((await world.store.clusters.get('blue'))?.id).not.toBe(id)
  })

  test('is not answered with a cluster of that name that another request made', async () => {
    const world = serviceWorld()
    await world.call(createCluster, { ...required, ...token })
    await world.call(deleteCluster, { name: 'blue' })
    await world.call(createCluster, required)
    expect(await world.refusal(createCluster, { ...required, ...token })).toStartWith('ResourceInUseException')
    await world.call(registerCluster, { name: 'green', connectorConfig, ...token })
    await world.store.clusters.remove('green')
    await world.call(createCluster, { ...required, name: 'green' })
    expect(await world.refusal(registerCluster, { name: 'green', connectorConfig, ...token })).toStartWith(
      'ResourceInUseException',
    )
  })
})

test('there may be so many clusters, of both kinds together, and a name that is taken is told first', async () => {
  const world = serviceWorld({ clusters: 2 })
  await world.call(createCluster, required)
  await world.call(registerCluster, { name: 'green', connectorConfig })
  const told = 'ResourceLimitExceededException: Cluster limit exceeded for account.'
  expect(await world.refusal(createCluster, { ...required, name: 'red' })).toBe(told)
  expect(await world.refusal(registerCluster, { name: 'red', connectorConfig })).toBe(told)
  expect(await world.refusal(createCluster, required)).toStartWith('ResourceInUseException')
  expect(await world.store.roles.count()).toBe(4)
  await world.call(deleteCluster, { name: 'blue' })
  await world.call(createCluster, { ...required, name: 'red' })
})

test('a protected cluster is not deleted until its protection is switched off', async () => {
  const world = serviceWorld()
  await world.call(createCluster, { ...required, deletionProtection: true })
  expect(await world.refusal(deleteCluster, { name: 'blue' })).toBe(
    'InvalidRequestException: The cluster blue cannot be deleted: its deletion protection is on. Turn it off with UpdateClusterConfig first.',
  )
  expect(await world.store.signingKeys.count()).toBe(1)
  await world.store.clusters.update('blue', (it) => ({ ...it, deletionProtection: false }))
  await world.call(deleteCluster, { name: 'blue' })
})

test('a registration that nobody took up in time is FAILED, says why, and comes back with another code', async () => {
  const world = serviceWorld()
  await world.call(registerCluster, { name: 'blue', connectorConfig })
  world.clock.now += 3 * 86_400_000 - 1
  expect(await described(world)).toMatchObject({ status: 'PENDING', health: { issues: [] } })
  world.clock.now += 1
  expect(await described(world)).toMatchObject({
    status: 'FAILED',
    health: { issues: [{ code: 'Other', message: expect.stringContaining('RenewActivation') }] },
  })
  const { activationId, activationCode } = await world.call(renewActivation, { clusterName: 'blue' })
  expect(await described(world)).toMatchObject({ status: 'PENDING', connectorConfig: { activationId } })
  const keys = [{ jwk: JSON.stringify((await signingKey('blue')).publicJwk) }]
  await world.call(activateCluster, { activationId, activationCode, issuer: 'https://blue', keys })
  world.clock.now += 30 * 86_400_000
  expect(await described(world)).toMatchObject({ status: 'ACTIVE', health: { issues: [] } })
})
