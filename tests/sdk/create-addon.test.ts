import { expect, test } from 'bun:test'
import {
  CreateAddonCommand,
  DeleteAddonCommand,
  DescribeAddonCommand,
  ListAddonsCommand,
  waitUntilAddonActive,
  waitUntilAddonDeleted,
} from '@aws-sdk/client-eks'
import { cluster, refusal, sdkWorld } from './world'

const world = sdkWorld()
const addon = { clusterName: cluster, addonName: 'eks-pod-identity-agent' }
const told = (status: string) => world.any.call('podid', 'PutAddonState', { ...addon, status })
const quick = { maxWaitTime: 10, minDelay: 1, maxDelay: 1 }

test('is made, becomes active when the cluster says so, and goes', async () => {
  const made = await world.eks.send(new CreateAddonCommand({ ...addon, addonVersion: 'v1.0.0-eksbuild.1' }))
  expect(made.addon).toMatchObject({
    addonName: addon.addonName,
    clusterName: cluster,
    status: 'CREATING',
    addonVersion: 'v1.0.0-eksbuild.1',
  })
  expect((await world.eks.send(new ListAddonsCommand({ clusterName: cluster }))).addons).toEqual([addon.addonName])
  expect(await refusal(world.eks.send(new CreateAddonCommand(addon)))).toMatch(/^ResourceInUseException 409: /)

  await told('ACTIVE')
  expect((await waitUntilAddonActive({ client: world.eks, ...quick }, addon)).state).toBe('SUCCESS' as never)
  expect((await world.eks.send(new DescribeAddonCommand(addon))).addon?.health).toEqual({ issues: [] })

  expect((await world.eks.send(new DeleteAddonCommand(addon))).addon?.status).toBe('DELETING')
  await told('DELETED')
  expect((await waitUntilAddonDeleted({ client: world.eks, ...quick }, addon)).state).toBe('SUCCESS' as never)
  expect(await refusal(world.eks.send(new DescribeAddonCommand(addon)))).toMatch(/^ResourceNotFoundException 404: /)
}, 20_000)
