import { expect } from 'bun:test'
import {
  DeleteClusterCommand,
  DescribeClusterCommand,
  DescribeUpdateCommand,
  RegisterClusterCommand,
  UpdateClusterConfigCommand,
  type UpdateClusterConfigCommandInput,
} from '@aws-sdk/client-eks'
import { nobody } from './eks.test-support'
import { operationTests } from './operation'
import { cluster, refusal, sdkWorld } from './world'

const world = sdkWorld()
const update = (more: Partial<UpdateClusterConfigCommandInput> = {}, client = world.eks) =>
  client.send(new UpdateClusterConfigCommand({ name: cluster, ...more }))
const shown = async () => (await world.eks.send(new DescribeClusterCommand({ name: cluster }))).cluster
const operation = operationTests('eks', 'UpdateClusterConfig', {
  never: {
    ResourceInUseException: 'an update is done at once, so that no other can find it in progress',
    ThrottlingException: 'nothing is throttled here',
  },
  differs:
    'Only deletionProtection does something. accessConfig, logging and upgradePolicy are kept and told by DescribeCluster; networks and machines of AWS, which no cluster here has, are refused. The update is Successful at once.',
})

operation.succeeds('deletion protection keeps the cluster until it is off', async () => {
  const { update: on } = await update({ deletionProtection: true })
  expect(on).toEqual({
    id: expect.any(String),
    status: 'Successful',
    type: 'DeletionProtectionUpdate',
    params: [{ type: 'DeletionProtection', value: 'true' }],
    createdAt: expect.any(Date),
    errors: [],
  })
  expect((await shown())?.deletionProtection).toBe(true)
  expect(await refusal(world.eks.send(new DeleteClusterCommand({ name: cluster })))).toStartWith(
    'InvalidRequestException 400: ',
  )
  const told = await world.eks.send(new DescribeUpdateCommand({ name: cluster, updateId: on?.id }))
  expect(told.update).toEqual(on as never)
  await update({ deletionProtection: false })
  expect((await shown())?.deletionProtection).toBe(false)
})

operation.succeeds('what the cluster tells of itself is read back as changed', async () => {
  await update({ accessConfig: { authenticationMode: 'API' } })
  await update({ logging: { clusterLogging: [{ types: ['api'], enabled: true }] } })
  expect(await shown()).toMatchObject({
    accessConfig: { authenticationMode: 'API' },
    logging: {
      clusterLogging: [
        { types: ['api'], enabled: true },
        { types: ['audit', 'authenticator', 'controllerManager', 'scheduler'], enabled: false },
      ],
    },
  })
})

operation.refuses(
  'InvalidParameterException',
  'what changes nothing',
  () => update({ logging: { clusterLogging: [{ types: ['api'], enabled: true }] } }),
  'No changes needed for the logging config provided',
)
operation.refuses(
  'InvalidParameterException',
  'two changes at once',
  () => update({ deletionProtection: true, accessConfig: { authenticationMode: 'API' } }),
  'Only one type of update can be allowed.',
)
operation.refuses(
  'InvalidParameterException',
  'networks, which no cluster here has',
  () => update({ resourcesVpcConfig: { endpointPrivateAccess: true } }),
  'The parameter resourcesVpcConfig cannot be updated: clusters of podid have no networks or machines of AWS.',
)
operation.refuses(
  'InvalidRequestException',
  'of a registered cluster',
  async () => {
    const connectorConfig = { roleArn: 'arn:aws:iam::000000000000:role/x', provider: 'OTHER' } as const
    await world.eks.send(new RegisterClusterCommand({ name: 'green', connectorConfig }))
    return update({ name: 'green', deletionProtection: true })
  },
  'The cluster green is a registered one: what it is, it tells itself.',
)
operation.refuses(
  'ResourceNotFoundException',
  'of a cluster that is not there',
  () => update({ name: 'nowhere', deletionProtection: true }),
  'No cluster found for name: nowhere.',
)
operation.refuses(
  'AccessDeniedException',
  'nobody may without a policy that allows it',
  async () => update({ deletionProtection: false }, await nobody(world)),
  /is not authorized to perform: eks:UpdateClusterConfig on resource: arn:aws:eks:us-east-1:\d{12}:cluster\/blue /,
)
