import { expect } from 'bun:test'
import {
  DescribeClusterCommand,
  EKSClient,
  RegisterClusterCommand,
  type RegisterClusterCommandInput,
  waitUntilClusterActive,
} from '@aws-sdk/client-eks'
import { client } from '../../src/client'
import { testServer } from '../server'
import { nobody, quick, waited } from './eks.test-support'
import { operationTests } from './operation'
import { issuer, publicKeys } from './podid.test-support'
import { account, cluster, refusal, sdkWorld } from './world'

const world = sdkWorld({ maxClusters: '14' })
const roleArn = `arn:aws:iam::${account}:role/connector`
const register = (more: Partial<RegisterClusterCommandInput> = {}, by = world.eks) =>
  by.send(new RegisterClusterCommand({ name: 'green', connectorConfig: { roleArn, provider: 'OTHER' }, ...more }))
const operation = operationTests('eks', 'RegisterCluster', {
  differs:
    'connectorConfig.roleArn is told again and never used: connector and agent have roles of their own, made here. The code activates the cluster through podid’s ActivateCluster, not through Systems Manager. Sent again with its clientRequestToken, it answers another code, since the first is not kept.',
})

const providers = ['EKS_ANYWHERE', 'ANTHOS', 'GKE', 'AKS', 'OPENSHIFT', 'TANZU', 'RANCHER', 'EC2', 'OTHER'] as const

operation.succeeds('gives an id and a code that is good for three days', async () => {
  const { cluster: made } = await register({ tags: { team: 'a' } })
  expect(made).toMatchObject({
    name: 'green',
    arn: `arn:aws:eks:us-east-1:${account}:cluster/green`,
    status: 'PENDING',
    tags: { team: 'a' },
    connectorConfig: {
      activationId: expect.any(String),
      activationCode: expect.stringMatching(/^[A-Za-z0-9]{32}$/),
      provider: 'OTHER',
      roleArn,
    },
  })
  const left = Number(made?.connectorConfig?.activationExpiry) - Date.now()
  expect(Math.round(left / 3_600_000)).toBe(72)
})

operation.succeeds('takes every provider', async () => {
  for (const provider of providers) {
    const { cluster: made } = await register({ name: `by-${provider}`, connectorConfig: { roleArn, provider } })
    expect(made?.connectorConfig?.provider).toBe(provider)
  }
})

operation.succeeds('the cluster is ACTIVE once its connector presents the code, and the waiter ends', async () => {
  const { cluster: made } = await register({ name: 'taken-up' })
  const { activationId, activationCode } = made?.connectorConfig ?? {}
  const keys = await publicKeys('taken-up')
  await world.any.call('podid', 'ActivateCluster', { activationId, activationCode, issuer, keys })
  expect(await waited(waitUntilClusterActive({ client: world.eks, ...quick }, { name: 'taken-up' }))).toBe('SUCCESS')
})

operation.succeeds('one whose code expires unused is FAILED, refuses the code, and makes the waiter fail', async () => {
  const server = await testServer({ activationLife: '1s' })
  try {
    const eks = new EKSClient(server.sdk)
    const { cluster: made } = await register({}, eks)
    const { activationId, activationCode } = made?.connectorConfig ?? {}
    await Bun.sleep(1_100)
    const anybody = client({ endpoint: server.url, region: server.region, credentials: undefined })
    const said = { activationId, activationCode, issuer, keys: await publicKeys('green') }
    expect(await refusal(anybody.call('podid', 'ActivateCluster', said))).toBe(
      'AccessDeniedException 403: The activation code has expired: renew it with RenewActivation.',
    )
    const shown = await eks.send(new DescribeClusterCommand({ name: 'green' }))
    expect(shown.cluster).toMatchObject({ status: 'FAILED', health: { issues: [{ code: 'Other' }] } })
    expect(await waited(waitUntilClusterActive({ client: eks, ...quick }, { name: 'green' }))).toContain('FAILED')
  } finally {
    await server.stop()
  }
})

operation.refuses(
  'ResourceInUseException',
  'a name that is taken',
  () => register({ name: cluster }),
  'Cluster already exists with name: blue',
)
operation.refuses('InvalidParameterException', 'a name that is none', () => register({ name: '-a' }), /name/)
operation.refuses(
  'InvalidParameterException',
  'a provider that is none',
  () => register({ name: 'x', connectorConfig: { roleArn, provider: 'MINE' as never } }),
  /provider/,
)
operation.refuses(
  'ResourceLimitExceededException',
  'one cluster too many',
  async () => {
    for (let at = 0; at < 14; at += 1) await register({ name: `more-${at}` })
  },
  'Cluster limit exceeded for account.',
)
operation.refuses(
  'AccessDeniedException',
  'nobody may without a policy that allows it',
  async () => register({ name: 'mine' }, await nobody(world)),
  /is not authorized to perform: eks:RegisterCluster on resource: arn:aws:eks:us-east-1:\d{12}:cluster\/mine /,
)
