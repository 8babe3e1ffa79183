import { describe, expect, test } from 'bun:test'
import { serviceWorld } from '../../../tests/world'
import type { Said } from '../operation'
import { structure } from '../said'
import { createCluster } from './create-cluster'
import { deleteCluster } from './delete-cluster'
import { describeCluster } from './describe-cluster'
import { describeClusterVersions } from './describe-cluster-versions'
import { describeUpdate } from './describe-update'
import { blue, only } from './eks.test-support'
import { listUpdates } from './list-updates'
import { updateClusterConfig } from './update-cluster-config'

async function made(said: Said = {}) {
  const world = serviceWorld()
  await world.call(createCluster, { name: 'own', roleArn: 'x', resourcesVpcConfig: {}, ...said })
  const update = async (more: Said) =>
    structure((await world.call(updateClusterConfig, { name: 'own', ...more })).update)
  const refused = (more: Said) => world.refusal(updateClusterConfig, { name: 'own', ...more })
  const shown = async () => structure((await world.call(describeCluster, { name: 'own' })).cluster)
  return { world, update, refused, shown }
}

describe('UpdateClusterConfig', () => {
  test('deletion protection keeps the cluster until it is off', async () => {
    const { world, update, shown } = await made({ deletionProtection: true })
    expect((await shown()).deletionProtection).toBe(true)
    expect(await world.refusal(deleteCluster, { name: 'own' })).toStartWith('InvalidRequestException: ')
    const off = await update({ deletionProtection: false })
    expect(off).toMatchObject({
      status: 'Successful',
      type: 'DeletionProtectionUpdate',
      params: [{ type: 'DeletionProtection', value: 'false' }],
      errors: [],
    })
    expect((await shown()).deletionProtection).toBe(false)
    expect((await world.call(describeUpdate, { name: 'own', updateId: off.id })).update).toEqual(off)
    await update({ deletionProtection: true })
    expect(await world.refusal(deleteCluster, { name: 'own' })).toStartWith('InvalidRequestException: ')
    await update({ deletionProtection: false })
    await world.call(deleteCluster, { name: 'own' })
    expect(await world.store.updates.count()).toBe(0)
  })

  test('what it tells of itself is told as changed', async () => {
    const { world, update, shown } = await made({
      accessConfig: { authenticationMode: 'API_AND_CONFIG_MAP', bootstrapClusterCreatorAdminPermissions: true },
    })
    await update({ accessConfig: { authenticationMode: 'API' } })
    await update({ upgradePolicy: { supportType: 'STANDARD' } })
    await update({ logging: { clusterLogging: [{ types: ['audit', 'api'], enabled: true }] } })
    expect(await shown()).toMatchObject({
      accessConfig: { authenticationMode: 'API', bootstrapClusterCreatorAdminPermissions: true },
      upgradePolicy: { supportType: 'STANDARD' },
      logging: {
        clusterLogging: [
          { types: ['api', 'audit'], enabled: true },
          { types: ['authenticator', 'controllerManager', 'scheduler'], enabled: false },
        ],
      },
    })
    expect((await world.call(listUpdates, { name: 'own' })).updateIds).toHaveLength(3)
  })

  test('refuses what cannot be, and what changes nothing', async () => {
    const { update, refused } = await made()
    const enabled = { clusterLogging: [{ types: ['api'], enabled: true }] }
    await update({ logging: enabled })
    const cases: readonly [Said, string][] = [
      [{}, 'The type for cluster update was not provided.'],
      [{ deletionProtection: true, logging: enabled }, 'Only one type of update can be allowed.'],
      [{ logging: enabled }, 'No changes needed for the logging config provided'],
      [{ logging: {} }, 'No changes needed for the logging config provided'],
      [{ accessConfig: {} }, 'The parameter accessConfig.authenticationMode is missing.'],
      [
        { accessConfig: { authenticationMode: 'CONFIG_MAP' } },
        'Unsupported authentication mode update from CONFIG_MAP to CONFIG_MAP',
      ],
    ]
    for (const [more, told] of cases) expect(await refused(more)).toBe(`InvalidParameterException: ${told}`)
    for (const name of ['resourcesVpcConfig', 'zonalShiftConfig', 'computeConfig', 'storageConfig'])
      expect(await refused({ [name]: {} })).toStartWith(`InvalidParameterException: The parameter ${name} cannot be`)
    await update({ accessConfig: { authenticationMode: 'API' } })
    expect(await refused({ accessConfig: { authenticationMode: 'API_AND_CONFIG_MAP' } })).toEndWith(
      'update from API to API_AND_CONFIG_MAP',
    )
    expect(await refused({ name: 'none', deletionProtection: true })).toStartWith('ResourceNotFoundException')
  })

  test('is done once for a token', async () => {
    const { world, update, refused } = await made()
    const asked = { deletionProtection: true, clientRequestToken: 't' }
    expect(await update(asked)).toEqual(await update(asked))
    expect((await world.call(listUpdates, { name: 'own' })).updateIds).toHaveLength(1)
    expect(await refused({ ...asked, deletionProtection: false })).toStartWith('InvalidParameterException')
  })

  test('is for clusters made here, and for those who may', async () => {
    const { world } = await blue()
    const asked = { name: 'blue', deletionProtection: true }
    expect(await world.refusal(updateClusterConfig, asked)).toStartWith('InvalidRequestException: ')
    const caller = await only(world, { Effect: 'Allow', Action: 'eks:DescribeCluster', Resource: '*' })
    expect(await world.refusal(updateClusterConfig, asked, caller)).toStartWith('AccessDeniedException')
  })
})

test('DescribeClusterVersions tells the versions by what is asked for', async () => {
  const world = serviceWorld()
  const names = async (said: Said) => {
    const { clusterVersions } = await world.call(describeClusterVersions, said)
    return Array.isArray(clusterVersions) ? clusterVersions.map((it) => structure(it).clusterVersion) : []
  }
  expect(await names({})).toEqual(['1.35', '1.34', '1.33'])
  expect(await names({ includeAll: true })).toEqual(['1.35', '1.34', '1.33', '1.32', '1.31', '1.30'])
  expect(await names({ defaultOnly: true })).toEqual(['1.35'])
  expect(await names({ clusterVersions: ['1.30', '9.9'] })).toEqual(['1.30'])
  expect(await names({ versionStatus: 'UNSUPPORTED' })).toEqual(['1.32', '1.31', '1.30'])
  expect(await names({ status: 'standard-support' })).toEqual(['1.35', '1.34', '1.33'])
  expect(await names({ status: 'extended-support' })).toEqual([])
  expect(await names({ clusterType: 'eks-local' })).toEqual([])
  const { nextToken, clusterVersions } = await world.call(describeClusterVersions, { maxResults: 2 })
  expect(clusterVersions).toHaveLength(2)
  expect(await names({ nextToken, maxResults: 2 })).toEqual(['1.33'])
  world.clock.now = Date.UTC(2027, 5, 1)
  expect(await names({})).toEqual([])
})
