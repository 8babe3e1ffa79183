import { expect } from 'bun:test'
import { associate } from './eks.test-support'
import { operationTests } from './operation'
import { activated, stranger } from './podid.test-support'
import { cluster, sdkWorld } from './world'

const world = sdkWorld()
const rotate = (clusterName: string, by = world.any) => by.call('podid', 'RotateClusterKeys', { clusterName })
const operation = operationTests('podid', 'RotateClusterKeys')

operation.succeeds('new tokens carry another key, and tokens signed before are still exchanged', async () => {
  await associate(world)()
  const token = async () => {
    const said = { clusterName: cluster, namespace: 'default', serviceAccount: 'app', podName: 'app-1' }
    return String((await world.any.call('podid', 'CreateServiceAccountToken', said)).token)
  }
  const before = await token()
  expect(await rotate(cluster)).toMatchObject({
    clusterName: cluster,
    status: 'ACTIVE',
    keys: [{ addedAt: expect.any(Date) }, { retiredAt: expect.any(Date) }],
  })
  const after = await token()
  expect(after.split('.')[0]).not.toBe(before.split('.')[0])
  for (const it of [before, after])
    expect(
      await world.any.call('eks-auth', 'AssumeRoleForPodIdentity', { clusterName: cluster, token: it }),
    ).toHaveProperty('credentials')
})

operation.refuses(
  'InvalidRequestException',
  'a cluster that signs its tokens itself',
  async () => {
    await activated(world, 'green')
    return rotate('green')
  },
  'The cluster green signs its tokens itself: rotate its keys there.',
)
operation.refuses(
  'ResourceNotFoundException',
  'a cluster that is not there',
  () => rotate('nowhere'),
  'No cluster found for name: nowhere.',
)
operation.refuses('InvalidParameterException', 'a name that is none', () => rotate('-a'), /clusterName/)
operation.refuses(
  'AccessDeniedException',
  'nobody may without a policy that allows it',
  async () => rotate(cluster, await stranger(world)),
  /is not authorized to perform: podid:RotateClusterKeys on resource: arn:aws:eks:us-east-1:\d{12}:cluster\/blue /,
)
