import { expect } from 'bun:test'
import { DeleteRolePolicyCommand, ListRolePoliciesCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import { arn, denied, document, iamWorld, role } from './iam-world'
import { operationTests } from './operation'

const world = iamWorld()
const deleteRolePolicy = operationTests('iam', 'DeleteRolePolicy', {
  never: {
    LimitExceeded: 'it makes nothing more of anything',
  },
})

deleteRolePolicy.succeeds('takes one inline policy away', async () => {
  for (const PolicyName of ['a', 'b'])
    await world.iam.send(new PutRolePolicyCommand({ ...role, PolicyName, PolicyDocument: document }))
  await world.iam.send(new DeleteRolePolicyCommand({ ...role, PolicyName: 'a' }))
  const { PolicyNames } = await world.iam.send(new ListRolePoliciesCommand(role))
  expect(PolicyNames).toEqual(['b'])
})

deleteRolePolicy.refuses(
  'NoSuchEntity',
  'a role that there is not',
  () => world.iam.send(new DeleteRolePolicyCommand({ RoleName: 'nobody', PolicyName: 'i' })),
  'The role with name nobody cannot be found.',
)
deleteRolePolicy.refuses(
  'AccessDenied',
  'who may not',
  async () => (await world.stranger()).send(new DeleteRolePolicyCommand({ ...role, PolicyName: 'i' })),
  denied('DeleteRolePolicy', arn('role/a/r')),
)
deleteRolePolicy.refuses(
  'ValidationError',
  'a name with a character that names cannot have',
  () => world.iam.send(new DeleteRolePolicyCommand({ RoleName: 'a b', PolicyName: 'i' })),
  /'roleName' failed to satisfy constraint: Member must satisfy regular expression pattern/,
)

deleteRolePolicy.refuses(
  'UnmodifiableEntity',
  'a role that the registration of a cluster made',
  async () => world.iam.send(new DeleteRolePolicyCommand({ RoleName: await world.clusterRole(), PolicyName: 'i' })),
  /^Cannot perform the operation on the protected role 'podid-\w+-\w+' - this role is only modifiable by podid$/,
)

deleteRolePolicy.refuses(
  'NoSuchEntity',
  'a policy that there is not',
  () => world.iam.send(new DeleteRolePolicyCommand({ ...role, PolicyName: 'none' })),
  'The role policy with name none cannot be found.',
)
