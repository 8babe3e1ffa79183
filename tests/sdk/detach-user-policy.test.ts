import { expect } from 'bun:test'
import { AttachUserPolicyCommand, DetachUserPolicyCommand, ListAttachedUserPoliciesCommand } from '@aws-sdk/client-iam'
import { arn, denied, iamWorld, policyArn, user } from './iam-world'
import { operationTests } from './operation'

const world = iamWorld()
const detachUserPolicy = operationTests('iam', 'DetachUserPolicy', {
  never: {
    LimitExceeded: 'it makes nothing more of anything',
  },
})

detachUserPolicy.succeeds('takes a managed policy from the user', async () => {
  await world.iam.send(new AttachUserPolicyCommand({ ...user, PolicyArn: policyArn }))
  await world.iam.send(new DetachUserPolicyCommand({ ...user, PolicyArn: policyArn }))
  const { AttachedPolicies } = await world.iam.send(new ListAttachedUserPoliciesCommand(user))
  expect(AttachedPolicies).toEqual([])
})

detachUserPolicy.refuses(
  'NoSuchEntity',
  'a user that there is not',
  () => world.iam.send(new DetachUserPolicyCommand({ UserName: 'nobody', PolicyArn: policyArn })),
  'The user with name nobody cannot be found.',
)
detachUserPolicy.refuses(
  'AccessDenied',
  'who may not',
  async () => (await world.stranger()).send(new DetachUserPolicyCommand({ ...user, PolicyArn: policyArn })),
  denied('DetachUserPolicy', arn('user/a/u')),
)
detachUserPolicy.refuses(
  'ValidationError',
  'a name with a character that names cannot have',
  () => world.iam.send(new DetachUserPolicyCommand({ UserName: 'a b', PolicyArn: policyArn })),
  /'userName' failed to satisfy constraint: Member must satisfy regular expression pattern/,
)

detachUserPolicy.refuses(
  'NoSuchEntity',
  'a policy that is not attached',
  () => world.iam.send(new DetachUserPolicyCommand({ ...user, PolicyArn: policyArn })),
  `Policy ${policyArn} was not found.`,
)

detachUserPolicy.refuses(
  'InvalidInput',
  'the ARN of something else',
  () => world.iam.send(new DetachUserPolicyCommand({ ...user, PolicyArn: arn('role/aaaaaaaa') })),
  `ARN ${arn('role/aaaaaaaa')} is not valid.`,
)
