import { expect } from 'bun:test'
import { AttachRolePolicyCommand, DetachRolePolicyCommand, ListAttachedRolePoliciesCommand } from '@aws-sdk/client-iam'
import { arn, denied, iamWorld, policyArn, role } from './iam-world'
import { operationTests } from './operation'

const world = iamWorld()
const detachRolePolicy = operationTests('iam', 'DetachRolePolicy', {
  never: {
    LimitExceeded: 'it makes nothing more of anything',
  },
})

detachRolePolicy.succeeds('takes a managed policy from the role', async () => {
  await world.iam.send(new AttachRolePolicyCommand({ ...role, PolicyArn: policyArn }))
  await world.iam.send(new DetachRolePolicyCommand({ ...role, PolicyArn: policyArn }))
  const { AttachedPolicies } = await world.iam.send(new ListAttachedRolePoliciesCommand(role))
  expect(AttachedPolicies).toEqual([])
})

detachRolePolicy.refuses(
  'NoSuchEntity',
  'a role that there is not',
  () => world.iam.send(new DetachRolePolicyCommand({ RoleName: 'nobody', PolicyArn: policyArn })),
  'The role with name nobody cannot be found.',
)
detachRolePolicy.refuses(
  'AccessDenied',
  'who may not',
  async () => (await world.stranger()).send(new DetachRolePolicyCommand({ ...role, PolicyArn: policyArn })),
  denied('DetachRolePolicy', arn('role/a/r')),
)
detachRolePolicy.refuses(
  'ValidationError',
  'a name with a character that names cannot have',
  () => world.iam.send(new DetachRolePolicyCommand({ RoleName: 'a b', PolicyArn: policyArn })),
  /'roleName' failed to satisfy constraint: Member must satisfy regular expression pattern/,
)

detachRolePolicy.refuses(
  'UnmodifiableEntity',
  'a role that the registration of a cluster made',
  async () =>
    world.iam.send(new DetachRolePolicyCommand({ RoleName: await world.clusterRole(), PolicyArn: policyArn })),
  /^Cannot perform the operation on the protected role 'podid-\w+-\w+' - this role is only modifiable by podid$/,
)

detachRolePolicy.refuses(
  'NoSuchEntity',
  'a policy that is not attached',
  () => world.iam.send(new DetachRolePolicyCommand({ ...role, PolicyArn: policyArn })),
  `Policy ${policyArn} was not found.`,
)

detachRolePolicy.refuses(
  'InvalidInput',
  'the ARN of something else',
  () => world.iam.send(new DetachRolePolicyCommand({ ...role, PolicyArn: arn('role/aaaaaaaa') })),
  `ARN ${arn('role/aaaaaaaa')} is not valid.`,
)
