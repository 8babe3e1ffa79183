import { expect } from 'bun:test'
import {
  DescribePodIdentityAssociationCommand,
  UpdatePodIdentityAssociationCommand,
  type UpdatePodIdentityAssociationCommandInput,
} from '@aws-sdk/client-eks'
import { associate, nobody } from './eks.test-support'
import { operationTests } from './operation'
import { account, cluster, roleArn, sdkWorld } from './world'

const world = sdkWorld()
const targetRoleArn = 'arn:aws:iam::111122223333:role/there'
const policy = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}'
const none = { clusterName: cluster, associationId: 'a-00000000000000000' }
const update = (asked: UpdatePodIdentityAssociationCommandInput, client = world.eks) =>
  client.send(new UpdatePodIdentityAssociationCommand(asked))
const made = async (serviceAccount: string) => {
  const { association } = await associate(world)({ serviceAccount })
  return { clusterName: cluster, associationId: association?.associationId }
}
const operation = operationTests('eks', 'UpdatePodIdentityAssociation', {
  never: { InvalidRequestException: 'an association may be changed in whatever state the cluster is' },
})

operation.succeeds('what is changed is read back; the empty text takes target role and policy away', async () => {
  const which = await made('app')
  const changed = await update({ ...which, targetRoleArn, disableSessionTags: true, policy })
  expect(changed.association).toMatchObject({
    targetRoleArn,
    policy,
    disableSessionTags: true,
    externalId: `us-east-1/${account}/${cluster}/default/app`,
  })
  const read = async () => (await world.eks.send(new DescribePodIdentityAssociationCommand(which))).association
  expect(await read()).toEqual(changed.association as never)
  const cleared = await update({ ...which, targetRoleArn: '', policy: '' })
  expect(await read()).toEqual(cleared.association as never)
  expect(cleared.association).not.toHaveProperty('targetRoleArn')
  expect(cleared.association).not.toHaveProperty('policy')
  expect(cleared.association).toMatchObject({ disableSessionTags: true, roleArn })
})

operation.succeeds('the same clientRequestToken with the same parameters changes once', async () => {
  const asked = { ...(await made('again')), disableSessionTags: true, clientRequestToken: 'update-1' }
  expect((await update(asked)).association).toEqual((await update(asked)).association as never)
})

operation.refuses(
  'InvalidParameterException',
  'the same clientRequestToken with other parameters',
  async () => update({ ...(await made('token')), disableSessionTags: true, clientRequestToken: 'update-1' }),
  'The clientRequestToken was used before with other parameters.',
)
operation.refuses(
  'InvalidParameterException',
  'a change of nothing',
  async () => update(await made('nothing')),
  'At least one of roleArn, targetRoleArn, disableSessionTags and policy must be given.',
)
operation.refuses(
  'InvalidParameterException',
  'a policy beside session tags, as the whole would be',
  async () => update({ ...(await made('tagged')), policy }),
  'When policy is specified, disableSessionTags must be set to true',
)
operation.refuses(
  'InvalidParameterException',
  'a role that is not there',
  async () => update({ ...(await made('roleless')), roleArn: `${roleArn}-none` }),
  'Role provided in the request does not exist',
)
operation.refuses(
  'InvalidParameterException',
  'an id of another length',
  () => update({ ...none, associationId: 'a-short', disableSessionTags: true }),
  'The parameter associationId should be 19 characters long.',
)
operation.refuses('ResourceNotFoundException', 'an id that is not there', () =>
  update({ ...none, disableSessionTags: true }),
)
operation.refuses(
  'AccessDeniedException',
  'a role of another account',
  async () => update({ ...(await made('foreign')), roleArn: targetRoleArn }),
  'Cross-account pass role is not allowed.',
)
operation.refuses(
  'AccessDeniedException',
  'nobody may without a policy that allows it',
  async () => update({ ...none, disableSessionTags: true }, await nobody(world)),
  /is not authorized to perform: eks:UpdatePodIdentityAssociation on resource: arn:aws:eks:/,
)
