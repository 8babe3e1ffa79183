import { expect } from 'bun:test'
import { operationTests } from './operation'
import { activated, stranger } from './podid.test-support'
import { cluster, sdkWorld } from './world'

const world = sdkWorld()
const create = (more: Readonly<Record<string, unknown>> = {}, by = world.any) =>
  by.call('podid', 'CreateServiceAccountToken', {
    clusterName: cluster,
    namespace: 'default',
    serviceAccount: 'app',
    ...more,
  })
const operation = operationTests('podid', 'CreateServiceAccountToken')

operation.succeeds('a token as kube-apiserver makes them, bound to the pod', async () => {
  const answer = await create({ podName: 'app-1', durationSeconds: 600 })
  expect(answer).toMatchObject({
    expiration: expect.any(Date),
    serviceAccountUid: expect.any(String),
    podName: 'app-1',
    podUid: expect.any(String),
  })
  const claims = JSON.parse(Buffer.from(String(answer.token).split('.')[1] ?? '', 'base64url').toString())
  expect(claims).toMatchObject({
    aud: ['pods.eks.amazonaws.com'],
    sub: 'system:serviceaccount:default:app',
    'kubernetes.io': { namespace: 'default', pod: { name: 'app-1', uid: answer.podUid } },
  })
  expect(claims.exp - claims.iat).toBe(600)
})

operation.refuses(
  'InvalidRequestException',
  'a cluster that signs its tokens itself',
  async () => {
    await activated(world, 'green')
    return create({ clusterName: 'green' })
  },
  'The cluster green signs its tokens itself.',
)
operation.refuses(
  'InvalidParameterException',
  'a namespace that Kubernetes could not have',
  () => create({ namespace: 'Default' }),
  'The namespace is not one that Kubernetes could have.',
)
operation.refuses(
  'InvalidParameterException',
  'a life of seconds',
  () => create({ durationSeconds: 5 }),
  /durationSeconds/,
)
operation.refuses(
  'ResourceNotFoundException',
  'a cluster that is not there',
  () => create({ clusterName: 'nowhere' }),
  'No cluster found for name: nowhere.',
)
operation.refuses(
  'AccessDeniedException',
  'nobody may without a policy that allows it',
  async () => create({}, await stranger(world)),
  /is not authorized to perform: podid:CreateServiceAccountToken on resource: arn:aws:eks:us-east-1:\d{12}:cluster\/blue /,
)
