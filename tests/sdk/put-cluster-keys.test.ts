import { expect } from 'bun:test'
import { operationTests } from './operation'
import { activated, issuer, publicKeys, registered, stranger } from './podid.test-support'
import { cluster, sdkWorld } from './world'

const world = sdkWorld()
const put = async (clusterName: string, names: readonly string[], more: Readonly<Record<string, unknown>> = {}) =>
  world.any.call('podid', 'PutClusterKeys', { clusterName, issuer, keys: await publicKeys(...names), ...more })
const operation = operationTests('podid', 'PutClusterKeys')

operation.succeeds('keys that are no longer published retire, former issuers stay', async () => {
  await activated(world, 'green')
  const answer = await put('green', ['green-2'], { issuer: 'https://new.example.com' })
  expect(answer).toMatchObject({
    issuer: 'https://new.example.com',
    formerIssuers: [issuer],
    keys: [{ addedAt: expect.any(Date) }, { retiredAt: expect.any(Date) }],
  })
})

operation.refuses(
  'InvalidRequestException',
  'before the activation',
  async () => {
    await registered(world, 'red')
    return put('red', ['red'])
  },
  'The cluster red is not active: present its activation code first.',
)
operation.refuses(
  'InvalidRequestException',
  'for a cluster that was made here',
  () => put(cluster, ['x']),
  'The keys of the cluster blue are made here.',
)
operation.refuses(
  'InvalidParameterException',
  'an issuer that is no address',
  async () => {
    await activated(world, 'orange')
    return put('orange', ['orange'], { issuer: 'kubernetes' })
  },
  'The issuer must be an http or https URL without query or fragment.',
)
operation.refuses(
  'ResourceInUseException',
  'a key of another cluster',
  async () => {
    await activated(world, 'first')
    await activated(world, 'second')
    return put('second', ['first'])
  },
  'A key is already held by another cluster.',
)
operation.refuses(
  'ResourceNotFoundException',
  'a cluster that is not there',
  () => put('nowhere', ['x']),
  'No cluster found for name: nowhere.',
)
operation.refuses(
  'AccessDeniedException',
  'nobody may without a policy that allows it',
  async () => {
    const keys = await publicKeys('x')
    return (await stranger(world)).call('podid', 'PutClusterKeys', { clusterName: cluster, issuer, keys })
  },
  /is not authorized to perform: podid:PutClusterKeys on resource: arn:aws:eks:us-east-1:\d{12}:cluster\/blue /,
)
