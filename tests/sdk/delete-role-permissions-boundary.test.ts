import { expect } from 'bun:test'
import {
  DeleteRolePermissionsBoundaryCommand,
  GetRoleCommand,
  PutRolePermissionsBoundaryCommand,
} from '@aws-sdk/client-iam'
import { arn, denied, iamWorld, policyArn, role } from './iam-world'
import { operationTests } from './operation'

const world = iamWorld()
const deleteRolePermissionsBoundary = operationTests('iam', 'DeleteRolePermissionsBoundary')

deleteRolePermissionsBoundary.succeeds('takes the boundary away; taking none away is no mistake', async () => {
  await world.iam.send(new PutRolePermissionsBoundaryCommand({ ...role, PermissionsBoundary: policyArn }))
  for (let times = 0; times < 2; times++) await world.iam.send(new DeleteRolePermissionsBoundaryCommand(role))
  const told = await world.iam.send(new GetRoleCommand(role))
  expect(told.Role?.PermissionsBoundary).toBeUndefined()
})

deleteRolePermissionsBoundary.refuses(
  'NoSuchEntity',
  'a role that there is not',
  () => world.iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName: 'nobody' })),
  'The role with name nobody cannot be found.',
)
deleteRolePermissionsBoundary.refuses(
  'AccessDenied',
  'who may not',
  async () => (await world.stranger()).send(new DeleteRolePermissionsBoundaryCommand({ ...role })),
  denied('DeleteRolePermissionsBoundary', arn('role/a/r')),
)
deleteRolePermissionsBoundary.refuses(
  'ValidationError',
  'a name with a character that names cannot have',
  () => world.iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName: 'a b' })),
  /'roleName' failed to satisfy constraint: Member must satisfy regular expression pattern/,
)

deleteRolePermissionsBoundary.refuses(
  'UnmodifiableEntity',
  'a role that the registration of a cluster made',
  async () => world.iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName: await world.clusterRole() })),
  /^Cannot perform the operation on the protected role 'podid-\w+-\w+' - this role is only modifiable by podid$/,
)
