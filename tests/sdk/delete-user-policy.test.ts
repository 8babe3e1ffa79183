import { expect } from 'bun:test'
import { DeleteUserPolicyCommand, ListUserPoliciesCommand, PutUserPolicyCommand } from '@aws-sdk/client-iam'
import { arn, denied, document, iamWorld, user } from './iam-world'
import { operationTests } from './operation'

const world = iamWorld()
const deleteUserPolicy = operationTests('iam', 'DeleteUserPolicy', {
  never: {
    LimitExceeded: 'it makes nothing more of anything',
  },
})

deleteUserPolicy.succeeds('takes one inline policy away', async () => {
  for (const PolicyName of ['a', 'b'])
    await world.iam.send(new PutUserPolicyCommand({ ...user, PolicyName, PolicyDocument: document }))
  await world.iam.send(new DeleteUserPolicyCommand({ ...user, PolicyName: 'a' }))
  const { PolicyNames } = await world.iam.send(new ListUserPoliciesCommand(user))
  expect(PolicyNames).toEqual(['b'])
})

deleteUserPolicy.refuses(
  'NoSuchEntity',
  'a user that there is not',
  () => world.iam.send(new DeleteUserPolicyCommand({ UserName: 'nobody', PolicyName: 'i' })),
  'The user with name nobody cannot be found.',
)
deleteUserPolicy.refuses(
  'AccessDenied',
  'who may not',
  async () => (await world.stranger()).send(new DeleteUserPolicyCommand({ ...user, PolicyName: 'i' })),
  denied('DeleteUserPolicy', arn('user/a/u')),
)
deleteUserPolicy.refuses(
  'ValidationError',
  'a name with a character that names cannot have',
  () => world.iam.send(new DeleteUserPolicyCommand({ UserName: 'a b', PolicyName: 'i' })),
  /'userName' failed to satisfy constraint: Member must satisfy regular expression pattern/,
)

deleteUserPolicy.refuses(
  'NoSuchEntity',
  'a policy that there is not',
  () => world.iam.send(new DeleteUserPolicyCommand({ ...user, PolicyName: 'none' })),
  'The user policy with name none cannot be found.',
)
