import { expect, test } from 'bun:test'
import {
  CreatePodIdentityAssociationCommand,
  DeletePodIdentityAssociationCommand,
  DescribePodIdentityAssociationCommand,
  UpdatePodIdentityAssociationCommand,
} from '@aws-sdk/client-eks'
import { account, cluster, refusal, roleArn, sdkWorld } from './world'

const world = sdkWorld()
const targetRoleArn = 'arn:aws:iam::111122223333:role/there'

test('what is changed is read back, and cleared by the empty text; then described and deleted', async () => {
  const { association } = await world.eks.send(
    new CreatePodIdentityAssociationCommand({
      clusterName: cluster,
      namespace: 'default',
      serviceAccount: 'app',
      roleArn,
    }),
  )
  const which = { clusterName: cluster, associationId: association?.associationId }
  const changed = await world.eks.send(
    new UpdatePodIdentityAssociationCommand({ ...which, targetRoleArn, disableSessionTags: true }),
  )
  expect(changed.association).toMatchObject({
    targetRoleArn,
    disableSessionTags: true,
    externalId: `us-east-1/${account}/${cluster}/default/app`,
  })
  expect((await world.eks.send(new DescribePodIdentityAssociationCommand(which))).association).toEqual(
    changed.association as never,
  )

  const cleared = await world.eks.send(new UpdatePodIdentityAssociationCommand({ ...which, targetRoleArn: '' }))
  expect(cleared.association?.targetRoleArn).toBeUndefined()
  expect(cleared.association?.disableSessionTags).toBe(true)

  expect((await world.eks.send(new DeletePodIdentityAssociationCommand(which))).association).toMatchObject({
    associationId: which.associationId,
  })
  expect(await refusal(world.eks.send(new DescribePodIdentityAssociationCommand(which)))).toMatch(
    /^ResourceNotFoundException 404: /,
  )
  expect(await refusal(world.eks.send(new DeletePodIdentityAssociationCommand(which)))).toMatch(
    /^ResourceNotFoundException 404: /,
  )
})

test('an id of another length is told so', async () => {
  expect(
    await refusal(
      world.eks.send(new DescribePodIdentityAssociationCommand({ clusterName: cluster, associationId: 'a-short' })),
    ),
  ).toBe('InvalidParameterException 400: The parameter associationId should be 19 characters long.')
})
