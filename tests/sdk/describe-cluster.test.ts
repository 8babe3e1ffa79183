import { expect } from 'bun:test'
import { DescribeClusterCommand, RegisterClusterCommand } from '@aws-sdk/client-eks'
import { nobody } from './eks.test-support'
import { operationTests } from './operation'
import { issuer, registered } from './podid.test-support'
import { account, cluster, sdkWorld } from './world'

const world = sdkWorld()
const describe = (name = cluster, client = world.eks) => client.send(new DescribeClusterCommand({ name }))
const operation = operationTests('eks', 'DescribeCluster', {
  differs:
    'A registered cluster shows the issuer of its tokens and the version that its connector told. One whose activation code expired unused is FAILED and says why in its health.',
})

operation.succeeds('a cluster made here shows its issuer, and nothing of a connector', async () => {
  const { cluster: shown } = await describe()
  expect(shown).toMatchObject({
    name: cluster,
    arn: `arn:aws:eks:us-east-1:${account}:cluster/blue`,
    status: 'ACTIVE',
    roleArn: `arn:aws:iam::${account}:role/cluster`,
  })
  for (const absent of ['connectorConfig', 'endpoint', 'certificateAuthority', 'platformVersion', 'id'] as const)
    expect(shown?.[absent]).toBeUndefined()
})

operation.succeeds('a registered cluster is PENDING, then ACTIVE; its activation code is never shown', async () => {
  const said = await registered(world, 'green')
  const pending = (await describe('green')).cluster
  expect(pending).toMatchObject({
    status: 'PENDING',
    tags: {},
    connectorConfig: {
      activationId: said.activationId,
      activationExpiry: expect.any(Date),
      provider: 'OTHER',
      roleArn: 'arn:aws:iam::000000000000:role/x',
    },
  })
  expect(pending?.connectorConfig?.activationCode).toBeUndefined()
  expect(pending?.identity).toBeUndefined()
  await world.any.call('podid', 'ActivateCluster', { ...said, version: 'v1.35.4' })
  const active = (await describe('green')).cluster
  expect(active).toMatchObject({ status: 'ACTIVE', version: 'v1.35.4', identity: { oidc: { issuer } } })
  expect(JSON.stringify(active)).not.toContain(String(said.activationCode))
})

operation.succeeds('tags and connector are read back as they were written', async () => {
  const connectorConfig = { roleArn: `arn:aws:iam::${account}:role/connector`, provider: 'EKS_ANYWHERE' } as const
  await world.eks.send(new RegisterClusterCommand({ name: 'red', connectorConfig, tags: { team: 'a', empty: '' } }))
  expect((await describe('red')).cluster).toMatchObject({ tags: { team: 'a', empty: '' }, connectorConfig })
})

operation.refuses(
  'ResourceNotFoundException',
  'a cluster that is not there',
  () => describe('nowhere'),
  'No cluster found for name: nowhere.',
)
operation.refuses(
  'AccessDeniedException',
  'nobody may without a policy that allows it',
  async () => describe(cluster, await nobody(world)),
  /is not authorized to perform: eks:DescribeCluster on resource: arn:aws:eks:us-east-1:\d{12}:cluster\/blue /,
)
