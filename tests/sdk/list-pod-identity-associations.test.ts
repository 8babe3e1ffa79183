import { expect } from 'bun:test'
import {
  ListPodIdentityAssociationsCommand,
  type ListPodIdentityAssociationsCommandInput,
  paginateListPodIdentityAssociations,
} from '@aws-sdk/client-eks'
import { associate, nobody } from './eks.test-support'
import { operationTests } from './operation'
import { cluster, sdkWorld } from './world'

const world = sdkWorld()
const list = (more: Partial<ListPodIdentityAssociationsCommandInput> = {}, client = world.eks) =>
  client.send(new ListPodIdentityAssociationsCommand({ clusterName: cluster, ...more }))
const operation = operationTests('eks', 'ListPodIdentityAssociations', {
  never: { InvalidRequestException: 'associations are listed in whatever state the cluster is' },
})

operation.succeeds('filters and pages; a summary names no role', async () => {
  for (const n of [1, 2, 3]) await associate(world)({ namespace: `ns-${n % 2}`, serviceAccount: `app-${n}` })
  const pages: number[] = []
  const names: string[] = []
  for await (const page of paginateListPodIdentityAssociations(
    { client: world.eks, pageSize: 2 },
    { clusterName: cluster },
  )) {
    pages.push(page.associations?.length ?? 0)
    names.push(...(page.associations ?? []).map((it) => it.serviceAccount ?? ''))
    for (const it of page.associations ?? [])
      expect(Object.keys(it).sort()).toEqual([
        'associationArn',
        'associationId',
        'clusterName',
        'namespace',
        'serviceAccount',
      ])
  }
  expect([pages, names.sort()]).toEqual([
    [2, 1],
    ['app-1', 'app-2', 'app-3'],
  ])
  const found = async (filter: Partial<ListPodIdentityAssociationsCommandInput>) =>
    (await list(filter)).associations?.map((it) => it.serviceAccount)
  expect(await found({ namespace: 'ns-1' })).toEqual(['app-1', 'app-3'])
  expect(await found({ serviceAccount: 'app-3' })).toEqual(['app-3'])
  expect(await found({ namespace: 'ns-1', serviceAccount: 'app-3' })).toEqual(['app-3'])
  expect(await found({ namespace: 'ns-0', serviceAccount: 'app-3' })).toEqual([])
})

operation.refuses(
  'InvalidParameterException',
  'a token that is none',
  () => list({ nextToken: 'x' }),
  'The specified nextToken is not valid.',
)
operation.refuses('InvalidParameterException', 'more than a hundred a page', () => list({ maxResults: 101 }))
operation.refuses('ResourceNotFoundException', 'of a cluster that is not there', () => list({ clusterName: 'nowhere' }))
operation.refuses(
  'AccessDeniedException',
  'nobody may without a policy that allows it',
  async () => list({}, await nobody(world)),
  /is not authorized to perform: eks:ListPodIdentityAssociations on resource: arn:aws:eks:us-east-1:\d{12}:cluster\/blue /,
)
