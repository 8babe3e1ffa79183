import { expect } from 'bun:test'
import {
  CreateClusterCommand,
  ListClustersCommand,
  type ListClustersCommandInput,
  paginateListClusters,
} from '@aws-sdk/client-eks'
import { nobody } from './eks.test-support'
import { operationTests } from './operation'
import { registered } from './podid.test-support'
import { account, sdkWorld } from './world'

const world = sdkWorld()
const list = (more: ListClustersCommandInput = {}, client = world.eks) => client.send(new ListClustersCommand(more))
const operation = operationTests('eks', 'ListClusters')

operation.succeeds('clusters made here, and with include=all registered ones too', async () => {
  await registered(world, 'green')
  expect((await list()).clusters).toEqual(['blue'])
  expect((await list({ include: ['all'] })).clusters).toEqual(['blue', 'green'])
})

operation.succeeds('page by page, each once', async () => {
  const roleArn = `arn:aws:iam::${account}:role/cluster`
  for (const name of ['a', 'b', 'c'])
    await world.eks.send(new CreateClusterCommand({ name, roleArn, resourcesVpcConfig: {} }))
  const pages: (readonly string[])[] = []
  for await (const { clusters } of paginateListClusters({ client: world.eks, pageSize: 1 }, {}))
    pages.push(clusters ?? [])
  expect(pages).toEqual([['a'], ['b'], ['blue'], ['c']])
  const last = await list({ maxResults: 4 })
  expect(last.nextToken).toBeUndefined()
})

operation.refuses(
  'InvalidParameterException',
  'a nextToken that is none',
  () => list({ nextToken: 'x' }),
  'The specified nextToken is not valid.',
)
operation.refuses(
  'InvalidParameterException',
  'another word than all',
  () => list({ include: ['some'] }),
  'The only value of include is "all".',
)
operation.refuses('InvalidParameterException', 'pages of no size', () => list({ maxResults: 0 }), /maxResults/)
operation.refuses(
  'AccessDeniedException',
  'nobody may without a policy that allows it',
  async () => list({}, await nobody(world)),
  /is not authorized to perform: eks:ListClusters on resource: /,
)
