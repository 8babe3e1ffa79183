import { expect } from 'bun:test'
import {
  DescribeAddonCommand,
  DescribeUpdateCommand,
  UpdateAddonCommand,
  type UpdateAddonCommandInput,
} from '@aws-sdk/client-eks'
import { agent, driver, driverAccount, install, nobody, told } from './eks.test-support'
import { operationTests } from './operation'
import { cluster, roleArn, sdkWorld } from './world'

const world = sdkWorld()
const update = (more: Partial<UpdateAddonCommandInput> = {}, client = world.eks) =>
  client.send(new UpdateAddonCommand({ ...agent, ...more }))
const operation = operationTests('eks', 'UpdateAddon', {
  never: { InvalidRequestException: 'an add-on that cannot be updated now is in use, as AWS calls it' },
})

operation.succeeds('is in progress until the cluster tells how it went', async () => {
  await install(world)()
  await told(world)('ACTIVE')
  const asked = {
    addonVersion: 'v1.3.8-eksbuild.2',
    resolveConflicts: 'OVERWRITE',
    configurationValues: 'agent: {logLevel: debug}',
  } as const
  const made = await update(asked)
  expect(made.update).toEqual({
    id: expect.any(String),
    status: 'InProgress',
    type: 'AddonUpdate',
    params: [
      { type: 'AddonVersion', value: asked.addonVersion },
      { type: 'ResolveConflicts', value: 'OVERWRITE' },
      { type: 'ConfigurationValues', value: asked.configurationValues },
    ],
    createdAt: expect.any(Date),
    errors: [],
  })
  const shown = async () => (await world.eks.send(new DescribeAddonCommand(agent))).addon
  expect(await shown()).toMatchObject({ status: 'UPDATING', addonVersion: asked.addonVersion })
  await told(world)('ACTIVE')
  expect(await shown()).toMatchObject({ status: 'ACTIVE', configurationValues: asked.configurationValues })
  const which = { name: cluster, addonName: agent.addonName, updateId: made.update?.id }
  expect((await world.eks.send(new DescribeUpdateCommand(which))).update?.status).toBe('Successful')
})

operation.succeeds('associations said take the place of all that it owns, [] takes all away', async () => {
  await install(world)(driver)
  const own = async () => (await world.eks.send(new DescribeAddonCommand(driver))).addon?.podIdentityAssociations
  for (const podIdentityAssociations of [[{ serviceAccount: driverAccount, roleArn }], undefined, []]) {
    await told(world)('ACTIVE', driver)
    await update({ ...driver, podIdentityAssociations })
    expect(await own()).toHaveLength(podIdentityAssociations?.length ?? 1)
  }
})

operation.succeeds('the same clientRequestToken with the same parameters is one update', async () => {
  const asked = { clientRequestToken: 'update-1', addonVersion: 'v1.3.7-eksbuild.2' }
  expect((await update(asked)).update).toEqual((await update(asked)).update as never)
})

operation.refuses(
  'ResourceInUseException',
  'while another update is in progress',
  () => update(),
  'Addon eks-pod-identity-agent cannot be updated as it is currently in UPDATING state',
)
operation.refuses(
  'InvalidParameterException',
  'a configuration that does not fit the schema, with the path told',
  () => update({ configurationValues: '{"replicas":2}' }),
  'ConfigurationValue provided in request is not supported: Json schema validation failed with error: [$.replicas: is not defined in the schema and the schema does not allow additional properties]',
)
operation.refuses(
  'InvalidParameterException',
  'associations for an add-on that knows nothing of Pod Identity',
  () => update({ podIdentityAssociations: [{ serviceAccount: 'x', roleArn }] }),
  /^Pod Identity feature is not supported for addon version: v1\./,
)
operation.refuses(
  'InvalidParameterException',
  'an association for a service account that the add-on has not',
  () => update({ ...driver, podIdentityAssociations: [{ serviceAccount: 'x', roleArn }] }),
  'Service account x in pod identity configuration is not supported for addon aws-ebs-csi-driver',
)
operation.refuses(
  'ResourceNotFoundException',
  'one that is not there',
  () => update({ addonName: 'external-dns' }),
  'No addon: external-dns found in cluster: blue',
)
operation.refuses(
  'AccessDeniedException',
  'nobody may without a policy that allows it',
  async () => update({}, await nobody(world)),
  /is not authorized to perform: eks:UpdateAddon on resource: arn:aws:eks:us-east-1:\d{12}:addon\/blue\/eks-pod-identity-agent\//,
)
