import { expect } from 'bun:test'
import { operationTests } from './operation'
import { stranger } from './podid.test-support'
import { cluster, sdkWorld } from './world'

const world = sdkWorld()
const get = (more: Readonly<Record<string, unknown>> = {}, by = world.any) =>
  by.call('podid', 'GetClusterReport', { clusterName: cluster, ...more })
const operation = operationTests('podid', 'GetClusterReport')

operation.succeeds('shows what a cluster reported, in pages', async () => {
  const items = ['a', 'b', 'c'].map((name) => ({ kind: 'SERVICE_ACCOUNT', namespace: 'default', name }))
  const facts = { kubernetesVersion: 'v1.35.4', nodeCount: 2, connectorName: 'podid-connector-x' }
  await world.any.call('podid', 'PutClusterReport', {
    clusterName: cluster,
    listing: 'one',
    items,
    complete: true,
    ...facts,
  })
  expect(await get({ maxResults: 2 })).toMatchObject({
    ...facts,
    count: 3,
    items: items.slice(0, 2),
    reportedAt: expect.any(Date),
    listedAt: expect.any(Date),
    nextToken: expect.any(String),
  })
  expect(await world.any.all('podid', 'GetClusterReport', { clusterName: cluster, maxResults: 1 })).toEqual(items)
})

operation.refuses(
  'InvalidParameterException',
  'a namespace of no kind',
  () => get({ namespace: 'default' }),
  'The parameter namespace goes with kind.',
)
operation.refuses(
  'ResourceNotFoundException',
  'a cluster that is not there',
  () => get({ clusterName: 'nowhere' }),
  'No cluster found for name: nowhere.',
)
operation.refuses(
  'AccessDeniedException',
  'nobody may without a policy that allows it',
  async () => get({}, await stranger(world)),
  /is not authorized to perform: podid:GetClusterReport on resource: arn:aws:eks:us-east-1:\d{12}:cluster\/blue /,
)
