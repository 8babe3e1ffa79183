import { expect } from 'bun:test'
import { RegisterClusterCommand } from '@aws-sdk/client-eks'
import { jwkThumbprint } from '../../src/signatures'
import { signingKey } from '../world'
import { operationTests } from './operation'
import { activated, issuer, publicKeys, stranger } from './podid.test-support'
import { cluster, sdkWorld } from './world'

const world = sdkWorld()
const approve = (clusterName: string, thumbprints: readonly string[], by = world.any) =>
  by.call('podid', 'ApproveClusterKeys', { clusterName, thumbprints })
const operation = operationTests('podid', 'ApproveClusterKeys')

/** A cluster whose keys are pinned, which publishes a second key. */
async function waiting(name: string): Promise<string> {
  const connectorConfig = { roleArn: 'arn:aws:iam::000000000000:role/x', provider: 'OTHER' } as const
  const made = await world.eks.send(
    new RegisterClusterCommand({ name, connectorConfig, tags: { 'podid:pin-keys': 'true' } }),
  )
  const { activationId, activationCode } = made.cluster?.connectorConfig ?? {}
  await world.any.call('podid', 'ActivateCluster', {
    activationId,
    activationCode,
    issuer,
    keys: await publicKeys(name),
  })
  const keys = await publicKeys(name, `${name}-2`)
  await world.any.call('podid', 'PutClusterKeys', { clusterName: name, issuer, keys })
  return jwkThumbprint((await signingKey(`${name}-2`)).publicJwk)
}

operation.succeeds('lets a key count that waits because the keys are pinned', async () => {
  const thumbprint = await waiting('green')
  const before = await world.any.call('podid', 'GetClusterKeys', { clusterName: 'green' })
  expect(before).toMatchObject({ keysPinned: true, waitingKeys: [{ thumbprint }], keys: [expect.anything()] })
  const after = await approve('green', [thumbprint])
  expect(after).toMatchObject({ waitingKeys: [], keys: [expect.anything(), expect.anything()] })
})

operation.refuses(
  'InvalidParameterException',
  'a key that does not wait',
  async () => {
    await waiting('red')
    return approve('red', ['x'])
  },
  'A thumbprint is of no key that waits to be approved: look at them again with GetClusterKeys.',
)
operation.refuses(
  'InvalidRequestException',
  'where no key waits',
  async () => {
    await activated(world, 'orange')
    return approve('orange', ['x'])
  },
  'No key of the cluster orange waits to be approved.',
)
operation.refuses(
  'ResourceNotFoundException',
  'a cluster that is not there',
  () => approve('nowhere', ['x']),
  'No cluster found for name: nowhere.',
)
operation.refuses(
  'AccessDeniedException',
  'nobody may without a policy that allows it',
  async () => approve(cluster, ['x'], await stranger(world)),
  /is not authorized to perform: podid:ApproveClusterKeys on resource: arn:aws:eks:us-east-1:\d{12}:cluster\/blue /,
)
