import { expect } from 'bun:test'
import {
  CreateClusterCommand,
  DeleteClusterCommand,
  DescribeClusterCommand,
  ListTagsForResourceCommand,
  waitUntilClusterDeleted,
} from '@aws-sdk/client-eks'
import { ListOpenIDConnectProvidersCommand, ListRolesCommand } from '@aws-sdk/client-iam'
import { associate, install, nobody, quick, waited } from './eks.test-support'
import { operationTests } from './operation'
import { registered } from './podid.test-support'
import { account, cluster, refusal, sdkWorld } from './world'

const world = sdkWorld()
const remove = (name: string, client = world.eks) => client.send(new DeleteClusterCommand({ name }))
const create = (name: string, deletionProtection = false) =>
  world.eks.send(
    new CreateClusterCommand({
      name,
      roleArn: `arn:aws:iam::${account}:role/cluster`,
      resourcesVpcConfig: {},
      deletionProtection,
    }),
  )
const operation = operationTests('eks', 'DeleteCluster', {
  never: {
    ResourceInUseException: 'node groups and Fargate profiles hold a cluster of AWS; here there are none',
  },
  differs: 'The cluster is gone at once, with its associations, add-ons, updates, keys and roles.',
})

operation.succeeds('takes everything of the cluster with it, and the waiter ends', async () => {
  await create('green')
  const [association, addon] = [
    await associate(world)({ clusterName: 'green' }),
    await install(world)({ clusterName: 'green' }),
  ]
  expect((await remove('green')).cluster).toMatchObject({ name: 'green', status: 'DELETING' })
  expect(await waited(waitUntilClusterDeleted({ client: world.eks, ...quick }, { name: 'green' }))).toBe('SUCCESS')
  expect(await refusal(world.eks.send(new DescribeClusterCommand({ name: 'green' })))).toBe(
    'ResourceNotFoundException 404: No cluster found for name: green.',
  )
  for (const resourceArn of [association.association?.associationArn, addon.addon?.addonArn])
    expect(await refusal(world.eks.send(new ListTagsForResourceCommand({ resourceArn })))).toStartWith(
      'NotFoundException 404: ',
    )
  const { Roles } = await world.iam.send(new ListRolesCommand({ PathPrefix: '/podid/' }))
  const { OpenIDConnectProviderList } = await world.iam.send(new ListOpenIDConnectProvidersCommand({}))
  // Those of blue.
  expect([Roles?.length, OpenIDConnectProviderList?.length]).toEqual([2, 1])
  await create('green')
})

operation.refuses(
  'ResourceNotFoundException',
  'a cluster that is not there',
  () => remove('nowhere'),
  'No cluster found for name: nowhere.',
)
operation.refuses(
  'InvalidRequestException',
  'a cluster whose deletion protection is on',
  async () => {
    await create('kept', true)
    return remove('kept')
  },
  'The cluster kept cannot be deleted: its deletion protection is on. Turn it off with UpdateClusterConfig first.',
)
operation.refuses(
  'InvalidRequestException',
  'a cluster that was registered',
  async () => {
    await registered(world, 'red')
    return remove('red')
  },
  'The cluster red is a registered one: use DeregisterCluster.',
)
operation.refuses(
  'AccessDeniedException',
  'nobody may without a policy that allows it',
  async () => remove(cluster, await nobody(world)),
  /is not authorized to perform: eks:DeleteCluster on resource: arn:aws:eks:us-east-1:\d{12}:cluster\/blue /,
)
