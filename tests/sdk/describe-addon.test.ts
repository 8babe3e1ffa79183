import { expect } from 'bun:test'
import { DescribeAddonCommand } from '@aws-sdk/client-eks'
import { agent, install, nobody, told } from './eks.test-support'
import { operationTests } from './operation'
import { cluster, sdkWorld } from './world'

const world = sdkWorld()
const describe = (asked = agent, client = world.eks) => client.send(new DescribeAddonCommand(asked))
const operation = operationTests('eks', 'DescribeAddon', {
  never: { InvalidRequestException: 'an add-on is shown in whatever state the cluster is' },
})

operation.succeeds('shows the state and the health that its cluster told last', async () => {
  const { addon } = await install(world)()
  expect((await describe()).addon).toEqual(addon as never)
  const issue = { code: 'InsufficientNumberOfReplicas', message: 'no node is ready', resourceIds: ['node-1'] }
  for (const status of ['DEGRADED', 'ACTIVE', 'CREATE_FAILED']) {
    const issues = status === 'ACTIVE' ? [] : [issue]
    await told(world)(status, agent, issues)
    const shown = (await describe()).addon
    expect(shown?.status as string).toBe(status === 'CREATE_FAILED' ? 'DEGRADED' : status)
    expect(shown?.health as unknown).toEqual({ issues })
  }
})

operation.refuses(
  'ResourceNotFoundException',
  'one that is not there',
  () => describe({ ...agent, addonName: 'external-dns' }),
  'No addon: external-dns found in cluster: blue',
)
operation.refuses('InvalidParameterException', 'a cluster name that none can have', () =>
  describe({ ...agent, clusterName: '-' }),
)
operation.refuses(
  'AccessDeniedException',
  'nobody may without a policy that allows it',
  async () => describe({ ...agent, clusterName: cluster }, await nobody(world)),
  /is not authorized to perform: eks:DescribeAddon on resource: arn:aws:eks:us-east-1:\d{12}:addon\/blue\/eks-pod-identity-agent\//,
)
