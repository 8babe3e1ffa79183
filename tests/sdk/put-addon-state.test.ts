import { expect } from 'bun:test'
import { DeleteAddonCommand, DescribeAddonCommand } from '@aws-sdk/client-eks'
import { agent, install } from './eks.test-support'
import { operationTests } from './operation'
import { stranger } from './podid.test-support'
import { refusal, sdkWorld } from './world'

const world = sdkWorld()
const put = (more: Readonly<Record<string, unknown>> = {}, by = world.any) =>
  by.call('podid', 'PutAddonState', { ...agent, status: 'ACTIVE', ...more })
const shown = async () => (await world.eks.send(new DescribeAddonCommand(agent))).addon
const operation = operationTests('podid', 'PutAddonState')

operation.succeeds('DescribeAddon shows what the cluster tells, until the add-on is gone', async () => {
  await install(world)()
  const issues = [{ code: 'AdmissionRequestDenied', message: 'no', resourceIds: ['a'] }]
  expect(await put({ status: 'CREATE_FAILED', issues })).toEqual({ status: 'CREATE_FAILED' })
  expect(await shown()).toMatchObject({ status: 'CREATE_FAILED', health: { issues } })
  expect(await put()).toEqual({ status: 'ACTIVE' })
  expect(await shown()).toMatchObject({ status: 'ACTIVE', health: { issues: [] } })
  expect(await put({ status: 'DELETED' })).toEqual({ status: 'ACTIVE' })
  await world.eks.send(new DeleteAddonCommand(agent))
  expect(await put()).toEqual({ status: 'DELETING' })
  expect(await put({ status: 'DELETED' })).toEqual({ status: 'DELETED' })
  expect(await put({ status: 'DELETED' })).toEqual({ status: 'DELETED' })
  expect(await refusal(shown())).toStartWith('ResourceNotFoundException 404: ')
})

operation.refuses(
  'ResourceNotFoundException',
  'an add-on that is not there',
  () => put({ addonName: 'nothing' }),
  'No addon: nothing found in cluster: blue',
)
operation.refuses(
  'ResourceNotFoundException',
  'a cluster that is not there',
  () => put({ clusterName: 'nowhere' }),
  'No cluster found for name: nowhere.',
)
operation.refuses('InvalidParameterException', 'a state that is none', () => put({ status: 'CREATING' }), /status/)
operation.refuses(
  'AccessDeniedException',
  'nobody may without a policy that allows it',
  async () => put({}, await stranger(world)),
  /is not authorized to perform: podid:PutAddonState on resource: arn:aws:eks:us-east-1:\d{12}:cluster\/blue /,
)
