import { expect } from 'bun:test'
import { ListAddonsCommand, type ListAddonsCommandInput, paginateListAddons } from '@aws-sdk/client-eks'
import { agent, driver, install, nobody } from './eks.test-support'
import { operationTests } from './operation'
import { cluster, sdkWorld } from './world'

const world = sdkWorld()
const list = (more: Partial<ListAddonsCommandInput> = {}, client = world.eks) =>
  client.send(new ListAddonsCommand({ clusterName: cluster, ...more }))
const operation = operationTests('eks', 'ListAddons', {
  never: { InvalidRequestException: 'add-ons are listed in whatever state the cluster is' },
})

operation.succeeds('lists names in pages', async () => {
  expect((await list()).addons).toEqual([])
  await install(world)()
  await install(world)(driver)
  const pages: unknown[] = []
  for await (const { addons } of paginateListAddons({ client: world.eks, pageSize: 1 }, { clusterName: cluster }))
    pages.push(addons)
  expect(pages).toEqual([[driver.addonName], [agent.addonName]])
})

operation.refuses(
  'InvalidParameterException',
  'a token that is none',
  () => list({ nextToken: 'x' }),
  'The specified nextToken is not valid.',
)
operation.refuses('ResourceNotFoundException', 'of a cluster that is not there', () => list({ clusterName: 'nowhere' }))
operation.refuses(
  'AccessDeniedException',
  'nobody may without a policy that allows it',
  async () => list({}, await nobody(world)),
  /is not authorized to perform: eks:ListAddons on resource: arn:aws:eks:us-east-1:\d{12}:cluster\/blue /,
)
