import { expect } from 'bun:test'
import { DeregisterClusterCommand, DescribeClusterCommand, waitUntilClusterDeleted } from '@aws-sdk/client-eks'
import { ListRolesCommand } from '@aws-sdk/client-iam'
import { associate, install, nobody, quick, waited } from './eks.test-support'
import { operationTests } from './operation'
import { activated, registered } from './podid.test-support'
import { cluster, refusal, sdkWorld } from './world'

const world = sdkWorld()
const remove = (name: string, client = world.eks) => client.send(new DeregisterClusterCommand({ name }))
const operation = operationTests('eks', 'DeregisterCluster', {
  never: { ResourceInUseException: 'nothing holds a registered cluster' },
  differs: 'The cluster is gone at once, with its associations, add-ons, updates, keys and roles.',
})

operation.succeeds('forgets the cluster with everything of it; its name and key are free again', async () => {
  await activated(world, 'green')
  await associate(world)({ clusterName: 'green' })
  await install(world)({ clusterName: 'green' })
  expect((await remove('green')).cluster).toMatchObject({ name: 'green', status: 'DELETING' })
  expect(await waited(waitUntilClusterDeleted({ client: world.eks, ...quick }, { name: 'green' }))).toBe('SUCCESS')
  expect(await refusal(world.eks.send(new DescribeClusterCommand({ name: 'green' })))).toBe(
    'ResourceNotFoundException 404: No cluster found for name: green.',
  )
  // Those of blue.
  expect((await world.iam.send(new ListRolesCommand({ PathPrefix: '/podid/' }))).Roles).toHaveLength(2)
  await activated(world, 'green')
})

operation.succeeds('a code of a cluster that is gone is worth nothing', async () => {
  const said = await registered(world, 'red')
  await remove('red')
  expect(await refusal(world.any.call('podid', 'ActivateCluster', said))).toBe(
    'AccessDeniedException 403: The activation id or code is not valid.',
  )
})

operation.refuses(
  'ResourceNotFoundException',
  'a cluster that is not there',
  () => remove('nowhere'),
  'No cluster found for name: nowhere.',
)
operation.refuses(
  'ClientException',
  'a cluster that was made here',
  () => remove(cluster),
  'The cluster blue is not a registered one: use DeleteCluster.',
)
operation.refuses(
  'AccessDeniedException',
  'nobody may without a policy that allows it',
  async () => remove(cluster, await nobody(world)),
  /is not authorized to perform: eks:DeregisterCluster on resource: arn:aws:eks:us-east-1:\d{12}:cluster\/blue /,
)
