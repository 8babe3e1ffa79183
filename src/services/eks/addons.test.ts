import { describe, expect, test } from 'bun:test'
import { podsTrust, trusting } from '../../../tests/world'
import { putAddonState } from '../podid/put-addon-state'
import { structure } from '../said'
import { createAddon } from './create-addon'
import { deleteAddon } from './delete-addon'
import { deletePodIdentityAssociation } from './delete-pod-identity-association'
import { describeAddon } from './describe-addon'
import { describeAddonVersions } from './describe-addon-versions'
import { describePodIdentityAssociation } from './describe-pod-identity-association'
import { blue, only } from './eks.test-support'
import { listAddons } from './list-addons'
import { registerCluster } from './register-cluster'
import { updateAddon } from './update-addon'

const agent = { clusterName: 'blue', addonName: 'eks-pod-identity-agent' }
const driver = { clusterName: 'blue', addonName: 'aws-efs-csi-driver' }
const own = (roleArn: string, ...names: string[]) =>
  names.map((it) => ({ serviceAccount: `efs-csi-${it}-sa`, roleArn }))

async function shown(it: Awaited<ReturnType<typeof blue>>, named: Readonly<Record<string, unknown>>) {
  return structure((await it.world.call(describeAddon, named)).addon)
}

describe('CreateAddon', () => {
  test('is CREATING until the cluster tells', async () => {
    const it = await blue()
    const { addon } = await it.world.call(createAddon, {
      ...agent,
      addonVersion: 'v1.0.0-eksbuild.1',
      tags: { a: 'b' },
    })
    expect(structure(addon)).toMatchObject({
      ...agent,
      status: 'CREATING',
      addonVersion: 'v1.0.0-eksbuild.1',
      health: { issues: [] },
      podIdentityAssociations: [],
      tags: { a: 'b' },
      namespaceConfig: { namespace: 'kube-system' },
    })
    expect(structure(addon).addonArn).toMatch(
      /^arn:aws:eks:eu-central-1:111122223333:addon\/blue\/eks-pod-identity-agent\/[0-9a-f-]{36}$/,
    )
    expect(await it.revision()).toBe(1)
    const issue = { code: 'InsufficientNumberOfReplicas', message: 'none', resourceIds: [] }
    await it.world.call(putAddonState, { ...agent, status: 'DEGRADED', issues: [issue] })
    expect(await shown(it, agent)).toMatchObject({ status: 'DEGRADED', health: { issues: [issue] } })
    await it.world.call(putAddonState, { ...agent, status: 'ACTIVE' })
    expect(await shown(it, agent)).toMatchObject({ status: 'ACTIVE', health: { issues: [] } })
    expect(await it.world.call(listAddons, { clusterName: 'blue' })).toEqual({
      addons: ['eks-pod-identity-agent'],
      nextToken: undefined,
    })
  })

  test('refuses', async () => {
    const { world, role } = await blue()
    const refused = (more: Readonly<Record<string, unknown>>) => world.refusal(createAddon, { ...agent, ...more })
    expect(await refused({ clusterName: 'green' })).toStartWith('ResourceNotFoundException')
    expect(await refused({ addonName: 'nothing' })).toBe('InvalidParameterException: Addon specified is not supported')
    expect(await refused({ addonVersion: '1.0' })).toBe(
      'InvalidParameterException: Addon version specified is not supported',
    )
    expect(await refused({ podIdentityAssociations: own(role.arn, 'node') })).toBe(
      'InvalidParameterException: Pod Identity feature is not supported for addon version: v1.3.10-eksbuild.1',
    )
    const ebs = { addonName: 'aws-ebs-csi-driver', podIdentityAssociations: own(role.arn, 'node') }
    expect(await refused(ebs)).toBe(
      'InvalidParameterException: Service account efs-csi-node-sa in pod identity configuration is not supported for addon aws-ebs-csi-driver',
    )
    expect(await refused({ ...ebs, addonVersion: 'v1.30.9-eksbuild.9' })).toBe(
      'InvalidParameterException: Pod Identity feature is not supported for addon version: v1.30.9-eksbuild.9',
    )
    await world.call(createAddon, agent)
    expect(await refused({})).toBe('ResourceInUseException: Addon already exists.')
  })

  test('asked again with its token is the same', async () => {
    const { world } = await blue()
    const first = await world.call(createAddon, { ...agent, clientRequestToken: 'x' })
    expect(await world.call(createAddon, { ...agent, clientRequestToken: 'x' })).toEqual(first)
  })

  test('makes associations that it owns, or nothing at all', async () => {
    const it = await blue()
    const { world, role, create } = it
    const taken = await create({ namespace: 'kube-system', serviceAccount: 'efs-csi-node-sa' })
    const said = { ...driver, podIdentityAssociations: own(role.arn, 'controller', 'node') }
    expect(await world.refusal(createAddon, said)).toBe(
      `ResourceInUseException: Association already exists: ${taken.associationId}`,
    )
    expect([await world.store.addons.count(), await world.store.associations.count()]).toEqual([0, 1])
    await world.call(deletePodIdentityAssociation, { clusterName: 'blue', associationId: taken.associationId })
    const { addon } = await world.call(createAddon, said)
    const { addonArn, podIdentityAssociations } = structure(addon)
    expect(podIdentityAssociations).toHaveLength(2)
    const associationId = String((podIdentityAssociations as string[])[0])
      .split('/')
      .at(-1)
    const { association } = await world.call(describePodIdentityAssociation, { clusterName: 'blue', associationId })
    expect(structure(association)).toMatchObject({ ownerArn: addonArn, namespace: 'kube-system', roleArn: role.arn })
  })

  test('with associations needs what making them needs', async () => {
    const { world, role } = await blue()
    const said = { ...driver, podIdentityAssociations: own(role.arn, 'node') }
    const may = (Action: string, Resource = '*') => ({ Effect: 'Allow', Action, Resource })
    const [addon, make, pass] = [may('eks:CreateAddon'), may('eks:CreatePodIdentityAssociation'), may('iam:PassRole')]
    expect(await world.refusal(createAddon, said, await only(world, addon, pass))).toContain(
      'eks:CreatePodIdentityAssociation',
    )
    expect(await world.refusal(createAddon, said, await only(world, addon, make))).toContain('iam:PassRole')
    await world.call(createAddon, said, await only(world, addon, make, pass))
  })
})

describe('DeleteAddon', () => {
  test('is DELETING until the cluster tells; its associations go at once', async () => {
    const it = await blue()
    const { world, role, create } = it
    const stays = await create()
    await world.call(createAddon, { ...driver, podIdentityAssociations: own(role.arn, 'node') })
    expect((await world.call(deleteAddon, driver)).addon).toMatchObject({
      status: 'DELETING',
      podIdentityAssociations: [],
    })
    expect((await world.store.associations.list()).map(({ id }) => id)).toEqual([String(stays.associationId)])
    // What the connector said before it heard of it no longer counts.
    await world.call(putAddonState, { ...driver, status: 'ACTIVE' })
    expect(await shown(it, driver)).toMatchObject({ status: 'DELETING' })
    expect(await world.call(putAddonState, { ...driver, status: 'DELETED' })).toEqual({ status: 'DELETED' })
    expect(await world.refusal(describeAddon, driver)).toStartWith('ResourceNotFoundException')
    expect(await world.call(putAddonState, { ...driver, status: 'DELETED' })).toEqual({ status: 'DELETED' })
    expect(await world.refusal(putAddonState, { ...driver, status: 'ACTIVE' })).toStartWith('ResourceNotFoundException')
  })

  test('the associations that come and go with it are counted', async () => {
    const { world, role } = await blue()
    const counted = async () => (await world.store.clusters.get('blue'))?.associationCount ?? 0
    const there = async () => [await counted(), await world.store.associations.count()]
    await world.call(createAddon, { ...driver, podIdentityAssociations: own(role.arn, 'node', 'controller') })
    expect(await there()).toEqual([2, 2])
    await world.call(putAddonState, { ...driver, status: 'ACTIVE' })
    await world.call(updateAddon, { ...driver, podIdentityAssociations: own(role.arn, 'node') })
    expect(await there()).toEqual([1, 1])
    await world.call(deleteAddon, driver)
    expect(await there()).toEqual([0, 0])
  })

  test('with preserve, its associations stay as anyone’s', async () => {
    const { world, role } = await blue()
    await world.call(createAddon, { ...driver, podIdentityAssociations: own(role.arn, 'node') })
    await world.call(deleteAddon, { ...driver, preserve: true })
    const [left] = await world.store.associations.list()
    expect(left).toMatchObject({ serviceAccount: 'efs-csi-node-sa' })
    expect(left?.ownerArn).toBeUndefined()
    expect(await world.store.addons.get('blue/aws-efs-csi-driver')).toMatchObject({
      preserve: true,
      status: 'DELETING',
    })
  })

  test('nothing is gone that nobody asked to delete', async () => {
    const it = await blue()
    await it.world.call(createAddon, agent)
    await it.world.call(putAddonState, { ...agent, status: 'DELETED' })
    expect(await shown(it, agent)).toMatchObject({ status: 'CREATING' })
  })

  test('of a cluster that never was active is over at once', async () => {
    const { world } = await blue()
    await world.call(registerCluster, { name: 'new', connectorConfig: { roleArn: 'x', provider: 'OTHER' } })
    const named = { ...agent, clusterName: 'new' }
    await world.call(createAddon, named)
    await world.call(deleteAddon, named)
    expect(await world.refusal(describeAddon, named)).toStartWith('ResourceNotFoundException')
  })
})

describe('UpdateAddon', () => {
  test('what is said of associations takes the place of all; what is not said stays', async () => {
    const it = await blue()
    const { world, role } = it
    const other = await world.role('other', podsTrust)
    const associations = async () =>
      (await world.store.associations.list()).map(({ serviceAccount, roleArn, id }) => ({
        serviceAccount,
        roleArn,
        id,
      }))
    await world.call(createAddon, { ...driver, podIdentityAssociations: own(role.arn, 'node', 'controller') })
    const [controller] = await associations()
    await world.call(putAddonState, { ...driver, status: 'ACTIVE' })
    const { update } = await world.call(updateAddon, { ...driver, addonVersion: 'v2.1.0-eksbuild.1' })
    expect(structure(update)).toMatchObject({
      status: 'InProgress',
      type: 'AddonUpdate',
      params: [{ type: 'AddonVersion', value: 'v2.1.0-eksbuild.1' }],
    })
    expect(await shown(it, driver)).toMatchObject({ status: 'UPDATING', addonVersion: 'v2.1.0-eksbuild.1' })
    expect(await associations()).toHaveLength(2)
    await world.call(putAddonState, { ...driver, status: 'ACTIVE' })
    await world.call(updateAddon, { ...driver, podIdentityAssociations: own(other.arn, 'controller') })
    expect(await associations()).toEqual([
      { serviceAccount: 'efs-csi-controller-sa', roleArn: other.arn, id: controller?.id ?? '' },
    ])
    await world.call(putAddonState, { ...driver, status: 'ACTIVE' })
    const unfit = await world.role('unfit', trusting({ Service: 'ec2.amazonaws.com' }, 'sts:AssumeRole'))
    expect(
      await world.refusal(updateAddon, { ...driver, podIdentityAssociations: own(unfit.arn, 'controller') }),
    ).toStartWith('InvalidParameterException: Trust policy of the role provided is invalid.')
    await world.call(updateAddon, { ...driver, podIdentityAssociations: [] })
    expect(await associations()).toEqual([])
  })
})

test('what UpdateAddon and CreateAddon are told of roles needs iam:PassRole; associations need what making them needs', async () => {
  const { world, role } = await blue()
  const may = (...Action: string[]) => ({ Effect: 'Allow', Action, Resource: '*' })
  const caller = await only(world, may('eks:CreateAddon', 'eks:UpdateAddon'))
  const maker = await only(world, may('eks:UpdateAddon', 'eks:CreatePodIdentityAssociation'))
  const withRole = { ...driver, serviceAccountRoleArn: role.arn }
  expect(await world.refusal(createAddon, withRole, caller)).toContain('iam:PassRole')
  await world.call(createAddon, driver, caller)
  await world.call(putAddonState, { ...driver, status: 'ACTIVE' })
  expect(await world.refusal(updateAddon, withRole, caller)).toContain('iam:PassRole')
  const withOwn = { ...driver, podIdentityAssociations: own(role.arn, 'node') }
  expect(await world.refusal(updateAddon, withOwn, caller)).toContain('eks:CreatePodIdentityAssociation')
  expect(await world.refusal(updateAddon, withOwn, maker)).toContain('iam:PassRole')
  const unknown = { ...driver, podIdentityAssociations: own(role.arn, 'other') }
  expect(await world.refusal(updateAddon, unknown)).toStartWith('InvalidParameterException: Service account')
  await world.call(deleteAddon, driver)
  expect(await world.refusal(updateAddon, driver)).toBe(
    'ResourceInUseException: Addon aws-efs-csi-driver cannot be updated as it is currently in DELETING state',
  )
})

test('DescribeAddonVersions tells what may be wished for', async () => {
  const { world } = await blue()
  const { addons } = await world.call(describeAddonVersions, { addonName: 'eks-pod-identity-agent' })
  expect(addons).toHaveLength(1)
  expect(structure((addons as unknown[])[0])).toMatchObject({ addonName: 'eks-pod-identity-agent', type: 'security' })
  expect((await world.call(describeAddonVersions, { maxResults: 2 })).nextToken).toBeDefined()
  expect((await world.call(describeAddonVersions, { owners: ['nobody'] })).addons).toEqual([])
})
