import { expect } from 'bun:test'
import { DeletePodIdentityAssociationCommand, DescribeAddonCommand } from '@aws-sdk/client-eks'
import { associate, driver, driverAccount, install, nobody } from './eks.test-support'
import { operationTests } from './operation'
import { cluster, refusal, roleArn, sdkWorld } from './world'

const world = sdkWorld()
const remove = (associationId = 'a-00000000000000000', client = world.eks) =>
  client.send(new DeletePodIdentityAssociationCommand({ clusterName: cluster, associationId }))
const operation = operationTests('eks', 'DeletePodIdentityAssociation', {
  never: { InvalidRequestException: 'an association may be deleted in whatever state the cluster is' },
  differs:
    'Whether AWS refuses this of an association that an add-on owns is not published: here it may be done, and the add-on tells what is left.',
})

operation.succeeds('answers the whole of what was deleted', async () => {
  const { association } = await associate(world)({ tags: { a: 'b' } })
  expect((await remove(association?.associationId)).association).toEqual(association as never)
  expect(await refusal(remove(association?.associationId))).toStartWith('ResourceNotFoundException 404: ')
})

operation.succeeds('takes away one that an add-on owns, which then has it no more', async () => {
  const podIdentityAssociations = [{ serviceAccount: driverAccount, roleArn }]
  const { addon } = await install(world)({ ...driver, podIdentityAssociations })
  await remove(addon?.podIdentityAssociations?.[0]?.slice(-19))
  const after = await world.eks.send(new DescribeAddonCommand(driver))
  expect(after.addon?.podIdentityAssociations).toEqual([])
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
