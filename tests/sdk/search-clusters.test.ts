import { expect } from 'bun:test'
import { associate } from './eks.test-support'
import { operationTests } from './operation'
import { activated, issuer, registered, stranger } from './podid.test-support'
import { account, cluster, sdkWorld } from './world'

const world = sdkWorld()
const search = (more: Readonly<Record<string, unknown>> = {}, by = world.any) =>
  by.call('podid', 'SearchClusters', more)
const operation = operationTests('podid', 'SearchClusters')

operation.succeeds('finds clusters by how their names begin, each at a glance, and how many there are', async () => {
  await registered(world, 'shop-waits')
  await activated(world, 'shop-one')
  await associate(world)({ serviceAccount: 'a', clusterName: 'shop-one' })
  const agents = [true, false, true].map((ready, at) => ({
    kind: 'AGENT',
    namespace: 'podid-system',
    name: `node-${at}`,
    ready,
  }))
  await world.any.call('podid', 'PutClusterReport', {
    clusterName: 'shop-one',
    listing: 'one',
    items: [...agents, { kind: 'SERVICE_ACCOUNT', namespace: 'default', name: 'a', ready: true }],
    complete: true,
    kubernetesVersion: 'v1.35.4',
    nodeCount: 4,
  })
  expect(await search({ namePrefix: 'shop-' })).toEqual({
    count: 2,
    clusters: [
      {
        clusterName: 'shop-one',
        clusterArn: `arn:aws:eks:us-east-1:${account}:cluster/shop-one`,
        status: 'ACTIVE',
        kind: 'REGISTERED',
        issuer,
        kubernetesVersion: 'v1.35.4',
        createdAt: expect.any(Date),
        reportedAt: expect.any(Date),
        nodeCount: 4,
        readyAgentCount: 2,
        associationCount: 1,
      },
      {
        clusterName: 'shop-waits',
        clusterArn: `arn:aws:eks:us-east-1:${account}:cluster/shop-waits`,
        status: 'PENDING',
        kind: 'REGISTERED',
        createdAt: expect.any(Date),
        readyAgentCount: 0,
        associationCount: 0,
      },
    ],
  })
  expect(await search({ namePrefix: cluster })).toMatchObject({ count: 1, clusters: [{ kind: 'CREATED' }] })
  expect(await search({ namePrefix: 'shop-x' })).toEqual({ count: 0, clusters: [] })
})

operation.succeeds('pages in either direction', async () => {
  for (const name of ['pages-a', 'pages-b', 'pages-c']) await registered(world, name)
  const names = async (more: Readonly<Record<string, unknown>>) =>
    (await world.any.all('podid', 'SearchClusters', { namePrefix: 'pages-', maxResults: 1, ...more })).map((it) =>
      typeof it === 'object' && it !== null && 'clusterName' in it ? it.clusterName : it,
    )
  expect(await names({})).toEqual(['pages-a', 'pages-b', 'pages-c'])
  expect(await names({ sortDirection: 'DESCENDING' })).toEqual(['pages-c', 'pages-b', 'pages-a'])
})

operation.refuses(
  'InvalidParameterException',
  'a token of another search',
  async () => {
    for (const name of ['other-a', 'other-b']) await registered(world, name)
    const { nextToken } = await search({ namePrefix: 'other-', maxResults: 1 })
    return search({ namePrefix: 'none-', nextToken })
  },
  'The specified nextToken is not valid.',
)
operation.refuses(
  'AccessDeniedException',
  'nobody may without a policy that allows it',
  async () => search({}, await stranger(world)),
  /is not authorized to perform: podid:SearchClusters/,
)
