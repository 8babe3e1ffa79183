import { expect } from 'bun:test'
import {
  CreateClusterCommand,
  type CreateClusterCommandInput,
  DescribeClusterCommand,
  ListClustersCommand,
  RegisterClusterCommand,
  waitUntilClusterActive,
} from '@aws-sdk/client-eks'
import { nobody, quick, waited } from './eks.test-support'
import { operationTests } from './operation'
import { account, cluster, sdkWorld } from './world'

const world = sdkWorld({ maxClusters: '4' })
const roleArn = `arn:aws:iam::${account}:role/cluster`
const create = (more: Partial<CreateClusterCommandInput> = {}, client = world.eks) =>
  client.send(new CreateClusterCommand({ name: 'made', roleArn, resourcesVpcConfig: {}, ...more }))
const operation = operationTests('eks', 'CreateCluster', {
  differs:
    'The cluster is ACTIVE at once. It has no machines: its token keys are podid’s, its pods are processes beside `podid up`. Its configuration is kept and told again, and does nothing; endpoint, certificateAuthority, platformVersion and vpcId are absent. Registered clusters count in its quota (a setting).',
})

operation.succeeds('what was written is read back, member for member, and the waiter ends', async () => {
  const written = {
    version: '1.34',
    resourcesVpcConfig: {
      subnetIds: ['subnet-a', 'subnet-b'],
      securityGroupIds: ['sg-a'],
      endpointPublicAccess: false,
      endpointPrivateAccess: true,
      publicAccessCidrs: ['203.0.113.0/24'],
    },
    kubernetesNetworkConfig: { serviceIpv4Cidr: '10.96.0.0/12', ipFamily: 'ipv4' },
    logging: {
      clusterLogging: [{ types: ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'], enabled: true }],
    },
    encryptionConfig: [{ resources: ['secrets'], provider: { keyArn: 'arn:aws:kms:us-east-1:1:key/a' } }],
    accessConfig: { authenticationMode: 'API', bootstrapClusterCreatorAdminPermissions: false },
    upgradePolicy: { supportType: 'STANDARD' },
    zonalShiftConfig: { enabled: true },
    computeConfig: { enabled: false },
    storageConfig: { blockStorage: { enabled: false } },
    deletionProtection: false,
    tags: { team: 'a', empty: '' },
  } as const satisfies Partial<CreateClusterCommandInput>
  const made = await create({ ...written, bootstrapSelfManagedAddons: false })
  expect(made.cluster).toMatchObject({
    ...written,
    name: 'made',
    arn: `arn:aws:eks:us-east-1:${account}:cluster/made`,
    createdAt: expect.any(Date),
    roleArn,
    identity: { oidc: { issuer: expect.stringMatching(/^https:\/\/podid\.local\/clusters\/[a-z0-9]{16}$/) } },
    status: 'ACTIVE',
    health: { issues: [] },
  })
  expect(await waited(waitUntilClusterActive({ client: world.eks, ...quick }, { name: 'made' }))).toBe('SUCCESS')
  const { cluster: read } = await world.eks.send(new DescribeClusterCommand({ name: 'made' }))
  expect(read).toEqual(made.cluster as never)
})

operation.succeeds('empty and absent members come back as EKS tells them', async () => {
  const { cluster: shown } = await world.eks.send(new DescribeClusterCommand({ name: cluster }))
  expect(shown).toMatchObject({
    tags: {},
    resourcesVpcConfig: { subnetIds: [], securityGroupIds: [], publicAccessCidrs: ['0.0.0.0/0'] },
    logging: { clusterLogging: [{ enabled: false }] },
    accessConfig: { authenticationMode: 'CONFIG_MAP' },
    upgradePolicy: { supportType: 'EXTENDED' },
    deletionProtection: false,
  })
})

operation.succeeds('the same request again answers the same cluster', async () => {
  const said = { name: 'again', clientRequestToken: 'once', tags: { a: 'b' } }
  const first = await create(said)
  expect((await create(said)).cluster).toEqual(first.cluster as never)
  const { clusters } = await world.eks.send(new ListClustersCommand({}))
  expect(clusters?.filter((it) => it === 'again')).toHaveLength(1)
})

operation.refuses(
  'InvalidParameterException',
  'a token that came with other parameters before',
  async () => {
    await create({ name: 'again', clientRequestToken: 'once', tags: { a: 'b' } })
    return create({ name: 'again', clientRequestToken: 'once', tags: { a: 'c' } })
  },
  'The clientRequestToken was used before with other parameters.',
)
operation.refuses(
  'InvalidParameterException',
  'a name that is none',
  () => create({ name: 'a/b' }),
  /^The parameter name contains invalid characters\. /,
)
operation.refuses(
  'InvalidParameterException',
  'tags that are AWS’s own',
  () => create({ name: 'tagged', tags: { 'aws:x': 'y' } }),
  'aws: prefixed tag key names are not allowed for external use.',
)
operation.refuses(
  'ResourceInUseException',
  'a name that is taken',
  () => create({ name: cluster }),
  'Cluster already exists with name: blue',
)
operation.refuses(
  'ResourceLimitExceededException',
  'one cluster too many, registered ones included',
  async () => {
    const connectorConfig = { roleArn, provider: 'OTHER' } as const
    await world.eks.send(new RegisterClusterCommand({ name: 'elsewhere', connectorConfig }))
    return create({ name: 'too-many' })
  },
  'Cluster limit exceeded for account.',
)
operation.refuses(
  'AccessDeniedException',
  'nobody may without a policy that allows it',
  async () => create({ name: 'mine' }, await nobody(world)),
  /is not authorized to perform: eks:CreateCluster on resource: arn:aws:eks:us-east-1:\d{12}:cluster\/mine /,
)
