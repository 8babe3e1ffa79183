import { expect } from 'bun:test'
import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  GetPolicyCommand,
  GetRoleCommand,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam'
import { arn, denied, document, iamWorld, policyArn, role } from './iam-world'
import { operationTests } from './operation'
import { podsTrust, refusal } from './world'

const world = iamWorld()
const deleteRole = operationTests('iam', 'DeleteRole', {
  never: {
    LimitExceeded: 'it makes nothing more of anything',
  },
})

deleteRole.succeeds('takes the role away, and its permissions boundary with it', async () => {
  const x = { RoleName: 'x' }
  await world.iam.send(new CreateRoleCommand({ RoleName: 'x', AssumeRolePolicyDocument: podsTrust }))
  await world.iam.send(new PutRolePermissionsBoundaryCommand({ ...x, PermissionsBoundary: policyArn }))
  await world.iam.send(new DeleteRoleCommand(x))
  expect(await refusal(world.iam.send(new GetRoleCommand(x)))).toBe(
    'NoSuchEntityException 404: The role with name x cannot be found.',
  )
  const { Policy } = await world.iam.send(new GetPolicyCommand({ PolicyArn: policyArn }))
  expect(Policy?.PermissionsBoundaryUsageCount).toBe(0)
})

deleteRole.refuses(
  'NoSuchEntity',
  'a role that there is not',
  () => world.iam.send(new DeleteRoleCommand({ RoleName: 'nobody' })),
  'The role with name nobody cannot be found.',
)
deleteRole.refuses(
  'AccessDenied',
  'who may not',
  async () => (await world.stranger()).send(new DeleteRoleCommand({ ...role })),
  denied('DeleteRole', arn('role/a/r')),
)
deleteRole.refuses(
  'ValidationError',
  'a name with a character that names cannot have',
  () => world.iam.send(new DeleteRoleCommand({ RoleName: 'a b' })),
  /'roleName' failed to satisfy constraint: Member must satisfy regular expression pattern/,
)

deleteRole.refuses(
  'UnmodifiableEntity',
  'a role that the registration of a cluster made',
  async () => world.iam.send(new DeleteRoleCommand({ RoleName: await world.clusterRole() })),
  /^Cannot perform the operation on the protected role 'podid-\w+-\w+' - this role is only modifiable by podid$/,
)

deleteRole.refuses(
  'DeleteConflict',
  'a role with an inline policy',
  async () => {
    await world.iam.send(new PutRolePolicyCommand({ ...role, PolicyName: 'i', PolicyDocument: document }))
    return world.iam.send(new DeleteRoleCommand(role))
  },
  'Cannot delete entity, must delete policies first.',
)
deleteRole.refuses(
  'DeleteConflict',
  'a role with a managed policy',
  async () => {
    await world.iam.send(new AttachRolePolicyCommand({ ...role, PolicyArn: policyArn }))
    return world.iam.send(new DeleteRoleCommand(role))
  },
  'Cannot delete entity, must detach all policies first.',
)
