import { expect } from 'bun:test'
import {
  DeleteAddonCommand,
  type DeleteAddonCommandInput,
  ListPodIdentityAssociationsCommand,
  waitUntilAddonDeleted,
} from '@aws-sdk/client-eks'
import { agent, driver, driverAccount, install, nobody, quick, told, waited } from './eks.test-support'
import { operationTests } from './operation'
import { cluster, roleArn, sdkWorld } from './world'

const world = sdkWorld()
const remove = (more: Partial<DeleteAddonCommandInput> = {}, client = world.eks) =>
  client.send(new DeleteAddonCommand({ ...agent, ...more }))
const gone = (of: typeof agent) => waited(waitUntilAddonDeleted({ client: world.eks, ...quick }, of))
const operation = operationTests('eks', 'DeleteAddon', {
  never: { InvalidRequestException: 'an add-on may be deleted in whatever state it and the cluster are' },
})

operation.succeeds('is DELETING until the cluster tells that it is gone; the waiter ends also on failure', async () => {
  await install(world)()
  const { addon } = await remove()
  expect(addon).toMatchObject({ ...agent, status: 'DELETING' })
  await told(world)('DELETE_FAILED', agent, [{ code: 'ClusterUnreachable', message: 'nobody answers' }])
  expect(await gone(agent)).toContain('FAILURE')
  await remove()
  await told(world)('DELETED')
  expect(await gone(agent)).toBe('SUCCESS')
})

operation.succeeds('the associations it owns go with it, or with preserve stay as anyone’s', async () => {
  const podIdentityAssociations = [{ serviceAccount: driverAccount, roleArn }]
  const list = async () =>
    (await world.eks.send(new ListPodIdentityAssociationsCommand({ clusterName: cluster }))).associations
  await install(world)({ ...driver, podIdentityAssociations })
  await remove(driver)
  expect(await list()).toEqual([])
  await told(world)('DELETED', driver)
  await install(world)({ ...driver, podIdentityAssociations })
  expect(await list()).toMatchObject([{ ownerArn: expect.stringContaining(':addon/blue/aws-ebs-csi-driver/') }])
  await remove({ ...driver, preserve: true })
  const [left] = (await list()) ?? []
  expect(left).toMatchObject({ serviceAccount: driverAccount })
  expect(left).not.toHaveProperty('ownerArn')
})

operation.refuses(
  'ResourceNotFoundException',
  'one that is not there',
  () => remove({ addonName: 'external-dns' }),
  'No addon: external-dns found in cluster: blue',
)
operation.refuses('InvalidParameterException', 'a cluster name that none can have', () => remove({ clusterName: '-' }))
operation.refuses(
  'AccessDeniedException',
  'nobody may without a policy that allows it',
  async () => remove({}, await nobody(world)),
  /is not authorized to perform: eks:DeleteAddon on resource: arn:aws:eks:us-east-1:\d{12}:addon\/blue\/eks-pod-identity-agent\//,
)
