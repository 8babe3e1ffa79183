import { expect } from 'bun:test'
import { operationTests } from './operation'
import { stranger } from './podid.test-support'
import { cluster, sdkWorld } from './world'

const world = sdkWorld()
const put = (more: Readonly<Record<string, unknown>> = {}, by = world.any) =>
  by.call('podid', 'PutClusterReport', { clusterName: cluster, ...more })
const account = { kind: 'SERVICE_ACCOUNT', namespace: 'default', name: 'app' }
const operation = operationTests('podid', 'PutClusterReport', {
  never: { InvalidRequestException: 'only with more than 200,000 things reported of one cluster' },
})

operation.succeeds('tells what there is in a cluster', async () => {
  const answer = await put({ listing: 'one', items: [account], complete: true, nodeCount: 2 })
  expect(answer).toEqual({ reportedAt: expect.any(Date), listing: 'one' })
})

operation.refuses(
  'InvalidParameterException',
  'items of no listing',
  () => put({ items: [account] }),
  'The parameter listing is missing: items belong to a listing.',
)
operation.refuses(
  'ResourceNotFoundException',
  'a cluster that is not there',
  () => put({ clusterName: 'nowhere' }),
  'No cluster found for name: nowhere.',
)
operation.refuses(
  'AccessDeniedException',
  'nobody may without a policy that allows it',
  async () => put({}, await stranger(world)),
  /is not authorized to perform: podid:PutClusterReport on resource: arn:aws:eks:us-east-1:\d{12}:cluster\/blue /,
)
