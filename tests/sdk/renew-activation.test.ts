import { expect } from 'bun:test'
import { operationTests } from './operation'
import { activated, registered, stranger } from './podid.test-support'
import { cluster, refusal, sdkWorld } from './world'

const world = sdkWorld()
const renew = (clusterName: string, by = world.any) => by.call('podid', 'RenewActivation', { clusterName })
const operation = operationTests('podid', 'RenewActivation')

operation.succeeds('another code takes the place of the first', async () => {
  const said = await registered(world, 'green')
  const renewed = await renew('green')
  const { activationId, activationCode } = renewed
  expect(renewed).toMatchObject({
    clusterName: 'green',
    activationId: expect.any(String),
    activationCode: expect.stringMatching(/^[A-Za-z0-9]{32}$/),
    activationExpiry: expect.any(Date),
  })
  expect(await refusal(world.any.call('podid', 'ActivateCluster', said))).toStartWith('AccessDeniedException 403: ')
  await world.any.call('podid', 'ActivateCluster', { ...said, activationId, activationCode })
})

operation.succeeds('an active cluster stays so, for the day its keys are lost', async () => {
  await activated(world, 'red')
  await renew('red')
  expect(await world.any.call('podid', 'GetClusterKeys', { clusterName: 'red' })).toMatchObject({ status: 'ACTIVE' })
})

operation.refuses(
  'InvalidRequestException',
  'a cluster that was made here',
  () => renew(cluster),
  'The cluster blue has its issuer here: there is nothing to activate.',
)
operation.refuses(
  'ResourceNotFoundException',
  'a cluster that is not there',
  () => renew('nowhere'),
  'No cluster found for name: nowhere.',
)
operation.refuses('InvalidParameterException', 'a name that is none', () => renew('-a'), /clusterName/)
operation.refuses(
  'AccessDeniedException',
  'nobody may without a policy that allows it',
  async () => renew(cluster, await stranger(world)),
  /is not authorized to perform: podid:RenewActivation on resource: arn:aws:eks:us-east-1:\d{12}:cluster\/blue /,
)
