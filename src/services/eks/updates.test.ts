import { describe, expect, test } from 'bun:test'
import type { Said } from '../operation'
import { putAddonState } from '../podid/put-addon-state'
import { structure } from '../said'
import { createAddon } from './create-addon'
import { deleteAddon } from './delete-addon'
import { deregisterCluster } from './deregister-cluster'
import { describeAddon } from './describe-addon'
import { describeUpdate } from './describe-update'
import { activated, blue } from './eks.test-support'
import { listUpdates } from './list-updates'
import { updateAddon } from './update-addon'

const agent = { clusterName: 'blue', addonName: 'eks-pod-identity-agent' }
const ofAgent = { name: 'blue', addonName: agent.addonName }

async function active() {
  const it = await blue()
  const told = (status: string, more: Said = {}) => it.world.call(putAddonState, { ...agent, status, ...more })
  await it.world.call(createAddon, agent)
  await told('ACTIVE')
  const update = async (more: Said = {}) => structure((await it.world.call(updateAddon, { ...agent, ...more })).update)
  const shown = async (updateId: unknown) =>
    structure((await it.world.call(describeUpdate, { ...ofAgent, updateId })).update)
  const status = async () => structure((await it.world.call(describeAddon, agent)).addon).status
  return { ...it, told, update, shown, status }
}

describe('an update of an add-on', () => {
  test('is in progress until its cluster tells, then successful', async () => {
    const { world, update, told, shown, status } = await active()
    const made = await update({ addonVersion: 'v1.3.8-eksbuild.2', resolveConflicts: 'OVERWRITE' })
    expect(made).toEqual({
      id: expect.any(String),
      status: 'InProgress',
      type: 'AddonUpdate',
      params: [
        { type: 'AddonVersion', value: 'v1.3.8-eksbuild.2' },
        { type: 'ResolveConflicts', value: 'OVERWRITE' },
      ],
      createdAt: new Date(world.clock.now),
      errors: [],
    })
    expect(await shown(made.id)).toEqual(made)
    expect(await status()).toBe('UPDATING')
    await told('ACTIVE')
    expect(await shown(made.id)).toEqual({ ...made, status: 'Successful' })
    await told('DEGRADED')
    expect(await shown(made.id)).toMatchObject({ status: 'Successful' })
  })

  test.each([
    ['UPDATE_FAILED', 'UPDATE_FAILED'],
    ['CREATE_FAILED', 'UPDATE_FAILED'],
    ['DEGRADED', 'DEGRADED'],
  ])('told %s fails, with the issues as its errors', async (said, becomes) => {
    const { update, told, shown, status } = await active()
    const { id } = await update()
    const issues = [
      { code: 'ConfigurationConflict', message: 'no', resourceIds: ['x'] },
      { code: 'InternalFailure', message: 'broken' },
    ]
    await told(said, { issues })
    expect(await status()).toBe(becomes)
    expect(await shown(id)).toMatchObject({
      status: 'Failed',
      errors: [
        { errorCode: 'ConfigurationConflict', errorMessage: 'no', resourceIds: ['x'] },
        { errorCode: 'Unknown', errorMessage: 'broken', resourceIds: [] },
      ],
    })
    await told('ACTIVE')
    expect(await shown(id)).toMatchObject({ status: 'Failed' })
    await update()
  })

  test('is not ended by what is told of an earlier one, or of none', async () => {
    const { update, told, shown } = await active()
    const one = await update()
    for (const updateId of ['', 'of-another'])
      expect(await told('ACTIVE', { updateId })).toEqual({ status: 'UPDATING' })
    expect(await shown(one.id)).toMatchObject({ status: 'InProgress' })
    await told('ACTIVE', { updateId: one.id })
    expect(await shown(one.id)).toMatchObject({ status: 'Successful' })
    await told('DEGRADED', { updateId: one.id })
    expect(await told('ACTIVE', { updateId: '' })).toEqual({ status: 'ACTIVE' })
  })

  test('is the only one; the add-on’s deletion cancels it and takes it away with the add-on', async () => {
    const { world, update, told, shown } = await active()
    const { id } = await update()
    expect(await world.refusal(updateAddon, agent)).toBe(
      'ResourceInUseException: Addon eks-pod-identity-agent cannot be updated as it is currently in UPDATING state',
    )
    await world.call(deleteAddon, agent)
    expect(await shown(id)).toMatchObject({ status: 'Cancelled' })
    expect(await told('DELETE_FAILED')).toEqual({ status: 'DELETE_FAILED' })
    expect(await world.refusal(updateAddon, agent)).toEndWith('currently in DELETE_FAILED state')
    await told('DELETED')
    expect(await world.store.updates.count()).toBe(0)
  })

  test('asked for again with its token is the same; with other parameters it is refused', async () => {
    const { world, update, told } = await active()
    const asked = { clientRequestToken: 't', configurationValues: '{}' }
    const first = await update(asked)
    expect(await update(asked)).toEqual(first)
    await told('ACTIVE')
    expect(await update(asked)).toEqual({ ...first, status: 'Successful' })
    expect(await world.refusal(updateAddon, { ...agent, ...asked, configurationValues: '' })).toStartWith(
      'InvalidParameterException: The clientRequestToken was used before',
    )
  })

  test('is found with its add-on and nowhere else', async () => {
    const { world, update } = await active()
    await activated(world, 'green', 'green')
    const { id: updateId } = await update()
    const refused = (more: Said) => world.refusal(describeUpdate, { ...ofAgent, updateId, ...more })
    for (const more of [{ addonName: undefined }, { updateId: 'none' }])
      expect(await refused(more)).toStartWith('ResourceNotFoundException: No update found for ID: ')
    expect(await refused({ name: 'green' })).toStartWith('ResourceNotFoundException: No addon: ')
    expect(await refused({ name: 'none' })).toStartWith('ResourceNotFoundException: No cluster found')
    expect(await refused({ addonName: 'external-dns' })).toStartWith('ResourceNotFoundException: No addon: ')
    expect(await refused({ nodegroupName: 'ng' })).toBe('ResourceNotFoundException: No node group found for name: ng.')
    expect(await refused({ capabilityName: 'c' })).toBe('ResourceNotFoundException: No capability found for name: c.')
  })
})

test('ListUpdates lists those of one add-on, or the cluster’s own, by their time in pages', async () => {
  const { world, update, told } = await active()
  const ids: unknown[] = []
  for (let at = 0; at < 5; at += 1) {
    world.clock.now += 1
    ids.push((await update()).id)
    await told('ACTIVE')
  }
  const list = (more: Said) => world.call(listUpdates, { ...ofAgent, ...more })
  expect(await list({})).toEqual({ updateIds: ids, nextToken: undefined })
  expect(await list({ addonName: undefined })).toEqual({ updateIds: [], nextToken: undefined })
  const read: unknown[] = []
  for (let nextToken: unknown; ; ) {
    const page = await list({ maxResults: 2, nextToken })
    read.push(page.updateIds)
    nextToken = page.nextToken
    if (nextToken === undefined) break
  }
  expect(read).toEqual([ids.slice(0, 2), ids.slice(2, 4), ids.slice(4)])
  const { nextToken } = await list({ maxResults: 2 })
  expect(await world.refusal(listUpdates, { name: 'blue', nextToken })).toBe(
    'InvalidParameterException: The specified nextToken is not valid.',
  )
  await world.call(deregisterCluster, { name: 'blue' })
  expect(await world.store.updates.count()).toBe(0)
})
