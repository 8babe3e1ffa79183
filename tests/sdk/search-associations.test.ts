import { expect } from 'bun:test'
import { associate } from './eks.test-support'
import { operationTests } from './operation'
import { stranger } from './podid.test-support'
import { cluster, roleArn, sdkWorld } from './world'

const world = sdkWorld()
const search = (more: Readonly<Record<string, unknown>> = {}, by = world.any) =>
  by.call('podid', 'SearchAssociations', more)
const operation = operationTests('podid', 'SearchAssociations')

operation.succeeds('finds associations of all clusters with their roles, sorted, and how many there are', async () => {
  for (const serviceAccount of ['b', 'a', 'c']) await associate(world)({ serviceAccount })
  expect(await search({ sortBy: 'SERVICE_ACCOUNT', sortDirection: 'DESCENDING', maxResults: 2 })).toMatchObject({
    count: 3,
    associations: [
      { serviceAccount: 'c', clusterName: cluster, namespace: 'default', roleArn, createdAt: expect.any(Date) },
      { serviceAccount: 'b' },
    ],
    nextToken: expect.any(String),
  })
  expect(await search({ roleArn, namespace: 'default', serviceAccount: 'a' })).toMatchObject({ count: 1 })
  expect(await search({ namespacePrefix: 'def', serviceAccountPrefix: 'c', sortBy: 'CREATED' })).toMatchObject({
    associations: [{ serviceAccount: 'c' }],
    count: 1,
  })
  expect(await search({ clusterName: 'elsewhere' })).toMatchObject({ count: 0, associations: [] })
})

operation.refuses(
  'InvalidParameterException',
  'a name and its beginning',
  () => search({ namespace: 'default', namespacePrefix: 'def' }),
  'Give namespace or namespacePrefix, not both.',
)
operation.refuses(
  'AccessDeniedException',
  'nobody may without a policy that allows it',
  async () => search({}, await stranger(world)),
  /is not authorized to perform: podid:SearchAssociations/,
)
