import { expect } from 'bun:test'
import { DescribePodIdentityAssociationCommand } from '@aws-sdk/client-eks'
import { associate, nobody } from './eks.test-support'
import { operationTests } from './operation'
import { cluster, sdkWorld } from './world'

const world = sdkWorld()
const describe = (associationId = 'a-00000000000000000', clusterName = cluster, client = world.eks) =>
  client.send(new DescribePodIdentityAssociationCommand({ clusterName, associationId }))
const operation = operationTests('eks', 'DescribePodIdentityAssociation', {
  never: { InvalidRequestException: 'an association is shown in whatever state the cluster is' },
})

operation.succeeds('shows what was created', async () => {
  const { association } = await associate(world)({ tags: { a: 'b' } })
  expect((await describe(association?.associationId)).association).toEqual(association as never)
})

operation.refuses('ResourceNotFoundException', 'an id that is not there', () => describe(), /a-00000000000000000/)
operation.refuses(
  'ResourceNotFoundException',
  'of a cluster that is not there',
  () => describe(undefined, 'nowhere'),
  'No cluster found for name: nowhere.',
)
operation.refuses(
  'InvalidParameterException',
  'an id of another length',
  () => describe('a-short'),
  'The parameter associationId should be 19 characters long.',
)
operation.refuses(
  'AccessDeniedException',
  'nobody may without a policy that allows it',
  async () => describe(undefined, cluster, await nobody(world)),
  /is not authorized to perform: eks:DescribePodIdentityAssociation on resource: arn:aws:eks:us-east-1:\d{12}:podidentityassociation\/blue\/a-00000000000000000 /,
)
