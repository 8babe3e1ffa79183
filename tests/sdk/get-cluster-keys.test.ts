import { expect } from 'bun:test'
import { operationTests } from './operation'
import { activated, issuer, publicKeys, stranger } from './podid.test-support'
import { account, cluster, sdkWorld } from './world'

const world = sdkWorld()
const keysOf = (clusterName: string, by = world.any) => by.call('podid', 'GetClusterKeys', { clusterName })
const operation = operationTests('podid', 'GetClusterKeys')

operation.succeeds('a registered cluster’s keys as it published them', async () => {
  await activated(world, 'green')
  const [key] = await publicKeys('green')
  const { keys, ...rest } = await keysOf('green')
  expect(rest).toMatchObject({
    clusterName: 'green',
    clusterArn: `arn:aws:eks:us-east-1:${account}:cluster/green`,
    id: expect.stringMatching(/^[a-z0-9]{16}$/),
    status: 'ACTIVE',
    issuer,
    formerIssuers: [],
    revision: 0,
  })
  const [only] = Array.isArray(keys) ? keys : []
  expect(JSON.parse(only.jwk)).toEqual(JSON.parse(key?.jwk ?? ''))
})

operation.succeeds('a cluster made here publishes the public half alone', async () => {
  const answer = await keysOf(cluster)
  expect(answer.issuer).toBe(`https://podid.local/clusters/${answer.id}`)
  expect(JSON.stringify(answer)).toContain('RS256')
  expect(JSON.stringify(answer)).not.toContain('\\"d\\"')
})

operation.refuses(
  'ResourceNotFoundException',
  'a cluster that is not there',
  () => keysOf('nowhere'),
  'No cluster found for name: nowhere.',
)
operation.refuses('InvalidParameterException', 'a name that is none', () => keysOf('-a'), /clusterName/)
operation.refuses(
  'AccessDeniedException',
  'nobody may without a policy that allows it',
  async () => keysOf(cluster, await stranger(world)),
  /is not authorized to perform: podid:GetClusterKeys on resource: arn:aws:eks:us-east-1:\d{12}:cluster\/blue /,
)
