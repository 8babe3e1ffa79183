import { expect } from 'bun:test'
import { DeletePodIdentityAssociationCommand } from '@aws-sdk/client-eks'
import { associate, nobody } from './eks.test-support'
import { operationTests } from './operation'
import { cluster, refusal, sdkWorld } from './world'

const world = sdkWorld()
const remove = (associationId = 'a-00000000000000000', client = world.eks) =>
  client.send(new DeletePodIdentityAssociationCommand({ clusterName: cluster, associationId }))
const operation = operationTests('eks', 'DeletePodIdentityAssociation', {
  never: { InvalidRequestException: 'an association may be deleted in whatever state the cluster is' },
})

operation.succeeds('answers the whole of what was deleted', async () => {
  const { association } = await associate(world)({ tags: { a: 'b' } })
  expect((await remove(association?.associationId)).association).toEqual(association as never)
  expect(await refusal(remove(association?.associationId))).toStartWith('ResourceNotFoundException 404: ')
})

operation.refuses('ResourceNotFoundException', 'an id that is not there', () => remove())
operation.refuses(
  'InvalidParameterException',
  'an id of another length',
  () => remove('a-short'),
  'The parameter associationId should be 19 characters long.',
)
operation.refuses(
  'AccessDeniedException',
  'nobody may without a policy that allows it',
  async () => remove(undefined, await nobody(world)),
  /is not authorized to perform: eks:DeletePodIdentityAssociation on resource: arn:aws:eks:/,
)
