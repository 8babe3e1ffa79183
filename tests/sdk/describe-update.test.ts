import { expect } from 'bun:test'
import { DescribeUpdateCommand, type DescribeUpdateCommandInput, UpdateAddonCommand } from '@aws-sdk/client-eks'
import { agent, install, nobody, told } from './eks.test-support'
import { operationTests } from './operation'
import { cluster, sdkWorld } from './world'

const world = sdkWorld()
const describe = (more: Partial<DescribeUpdateCommandInput> = {}, client = world.eks) =>
  client.send(new DescribeUpdateCommand({ name: cluster, updateId: 'none', ...more }))
const operation = operationTests('eks', 'DescribeUpdate', {
  never: { InvalidParameterException: 'every text may be asked for; what is not the id of an update is not found' },
})

operation.succeeds('shows how an update of an add-on went, with its errors', async () => {
  await install(world)()
  await told(world)('ACTIVE')
  const { update } = await world.eks.send(new UpdateAddonCommand(agent))
  const which = { addonName: agent.addonName, updateId: update?.id }
  expect((await describe(which)).update).toEqual(update as never)
  await told(world)('UPDATE_FAILED', agent, [{ code: 'ConfigurationConflict', message: 'no', resourceIds: ['x'] }])
  expect((await describe(which)).update).toMatchObject({
    status: 'Failed',
    errors: [{ errorCode: 'ConfigurationConflict', errorMessage: 'no', resourceIds: ['x'] }],
  })
})

operation.refuses(
  'ResourceNotFoundException',
  'an id that is not there',
  () => describe(),
  'No update found for ID: none',
)
operation.refuses(
  'ResourceNotFoundException',
  'a node group: there are none here',
  () => describe({ nodegroupName: 'ng' }),
  'No node group found for name: ng.',
)
operation.refuses(
  'AccessDeniedException',
  'nobody may without a policy that allows it',
  async () => describe({}, await nobody(world)),
  /is not authorized to perform: eks:DescribeUpdate on resource: arn:aws:eks:us-east-1:\d{12}:cluster\/blue /,
)
