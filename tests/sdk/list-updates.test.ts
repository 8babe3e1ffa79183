import { expect } from 'bun:test'
import {
  ListUpdatesCommand,
  type ListUpdatesCommandInput,
  paginateListUpdates,
  UpdateAddonCommand,
  UpdateClusterConfigCommand,
} from '@aws-sdk/client-eks'
import { agent, install, nobody, told } from './eks.test-support'
import { operationTests } from './operation'
import { cluster, sdkWorld } from './world'

const world = sdkWorld()
const list = (more: Partial<ListUpdatesCommandInput> = {}, client = world.eks) =>
  client.send(new ListUpdatesCommand({ name: cluster, ...more }))
const operation = operationTests('eks', 'ListUpdates', {
  differs: 'Updates are told of for 90 days.',
})

operation.succeeds('lists the cluster’s own updates, or those of an add-on, in pages', async () => {
  await install(world)()
  const ids: unknown[] = []
  for (let n = 0; n < 3; n += 1) {
    await told(world)('ACTIVE')
    ids.push((await world.eks.send(new UpdateAddonCommand(agent))).update?.id)
  }
  const own = await world.eks.send(new UpdateClusterConfigCommand({ name: cluster, deletionProtection: false }))
  const of = { name: cluster, addonName: agent.addonName }
  const pages: unknown[][] = []
  for await (const { updateIds } of paginateListUpdates({ client: world.eks, pageSize: 2 }, of))
    pages.push(updateIds ?? [])
  expect(pages.map((it) => it.length)).toEqual([2, 1])
  expect(pages.flat().sort()).toEqual(ids.sort())
  expect((await list()).updateIds).toEqual([own.update?.id as string])
})

operation.refuses(
  'InvalidParameterException',
  'a token that is none',
  () => list({ nextToken: 'x' }),
  'The specified nextToken is not valid.',
)
operation.refuses('ResourceNotFoundException', 'of an add-on that is not there', () =>
  list({ addonName: 'external-dns' }),
)
operation.refuses(
  'AccessDeniedException',
  'nobody may without a policy that allows it',
  async () => list({}, await nobody(world)),
  /is not authorized to perform: eks:ListUpdates on resource: arn:aws:eks:us-east-1:\d{12}:cluster\/blue /,
)
