import { expect } from 'bun:test'
import { DescribeAddonCommand, waitUntilAddonActive } from '@aws-sdk/client-eks'
import { agent, driver, driverAccount, install, nobody, quick, told, waited } from './eks.test-support'
import { operationTests } from './operation'
import { account, cluster, roleArn, sdkWorld } from './world'

const world = sdkWorld()
const create = install(world)
const operation = operationTests('eks', 'CreateAddon', {
  never: { InvalidRequestException: 'an add-on may be wished for in whatever state the cluster is' },
  differs:
    'Any published version of the agent may be asked for, and podid’s own build is what is installed. Of the other add-ons of the catalogue podid keeps the record and the associations; a connector that cannot install one tells CREATE_FAILED.',
})

operation.succeeds('answers the add-on, every member, and it is read back so', async () => {
  const { addon } = await create({
    addonVersion: 'v1.0.0-eksbuild.1',
    configurationValues: '{"agent":{"logLevel":"debug"}}',
    tags: { team: 'a' },
  })
  expect(addon).toEqual({
    ...agent,
    status: 'CREATING',
    addonVersion: 'v1.0.0-eksbuild.1',
    health: { issues: [] },
    addonArn: expect.stringMatching(
      new RegExp(`^arn:aws:eks:us-east-1:${account}:addon/${cluster}/eks-pod-identity-agent/[0-9a-f-]{36}$`),
    ),
    createdAt: expect.any(Date),
    modifiedAt: expect.any(Date),
    tags: { team: 'a' },
    publisher: 'podid',
    owner: 'podid',
    configurationValues: '{"agent":{"logLevel":"debug"}}',
    podIdentityAssociations: [],
    namespaceConfig: { namespace: 'kube-system' },
  })
  expect((await world.eks.send(new DescribeAddonCommand(agent))).addon).toEqual(addon as never)
  await told(world)('ACTIVE')
  expect(await waited(waitUntilAddonActive({ client: world.eks, ...quick }, agent))).toBe('SUCCESS')
})

operation.succeeds('makes the associations that it owns; the waiter ends when the add-on fails', async () => {
  const podIdentityAssociations = [{ serviceAccount: driverAccount, roleArn }]
  const { addon } = await create({ ...driver, podIdentityAssociations })
  expect(addon?.podIdentityAssociations).toEqual([
    expect.stringMatching(/:podidentityassociation\/blue\/a-[a-z0-9]{17}$/),
  ])
  for (const status of ['DEGRADED', 'CREATE_FAILED']) {
    await told(world)(status, driver, [{ code: 'InsufficientNumberOfReplicas', message: 'none' }])
    expect(await waited(waitUntilAddonActive({ client: world.eks, ...quick }, driver))).toContain('FAILURE')
  }
})

operation.refuses('ResourceInUseException', 'one that is there', () => create(), 'Addon already exists.')
operation.refuses(
  'ResourceNotFoundException',
  'of a cluster that is not there',
  () => create({ clusterName: 'nowhere' }),
  'No cluster found for name: nowhere.',
)
operation.refuses(
  'InvalidParameterException',
  'an add-on that nobody knows',
  () => create({ addonName: 'nothing' }),
  'Addon specified is not supported',
)
operation.refuses(
  'InvalidParameterException',
  'a version that is none',
  () => create({ addonVersion: '1.0' }),
  'Addon version specified is not supported',
)
operation.refuses(
  'InvalidParameterException',
  'a configuration that does not fit the schema, with the path told',
  () => create({ configurationValues: 'agent:\n  maxCacheSize: many\n' }),
  'ConfigurationValue provided in request is not supported: Json schema validation failed with error: [$.agent.maxCacheSize: string found, integer expected]',
)
operation.refuses(
  'InvalidParameterException',
  'associations for a version that knows nothing of Pod Identity',
  () =>
    create({
      ...driver,
      addonVersion: 'v1.30.0-eksbuild.1',
      podIdentityAssociations: [{ serviceAccount: driverAccount, roleArn }],
    }),
  'Pod Identity feature is not supported for addon version: v1.30.0-eksbuild.1',
)
operation.refuses(
  'InvalidParameterException',
  'an association for a service account that the add-on has not',
  () => create({ ...driver, podIdentityAssociations: [{ serviceAccount: 'other', roleArn }] }),
  'Service account other in pod identity configuration is not supported for addon aws-ebs-csi-driver',
)
operation.refuses(
  'AccessDeniedException',
  'nobody may without a policy that allows it',
  async () => install({ ...world, eks: await nobody(world) })(),
  /is not authorized to perform: eks:CreateAddon on resource: arn:aws:eks:us-east-1:\d{12}:cluster\/blue /,
)
