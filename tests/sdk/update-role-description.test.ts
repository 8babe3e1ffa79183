import { expect } from 'bun:test'
import { GetRoleCommand, UpdateRoleDescriptionCommand } from '@aws-sdk/client-iam'
import { arn, denied, iamWorld, role } from './iam-world'
import { operationTests } from './operation'

const world = iamWorld()
const updateRoleDescription = operationTests('iam', 'UpdateRoleDescription')

updateRoleDescription.succeeds('answers the role with its new description', async () => {
  const { Role } = await world.iam.send(new UpdateRoleDescriptionCommand({ ...role, Description: 'what it is for' }))
  expect(Object.keys(Role ?? {}).sort()).toEqual([
    'Arn',
    'AssumeRolePolicyDocument',
    'CreateDate',
    'Description',
    'Path',
    'RoleId',
    'RoleName',
  ])
  const told = await world.iam.send(new GetRoleCommand(role))
  expect([Role?.Description, told.Role?.Description]).toEqual(['what it is for', 'what it is for'])
})

updateRoleDescription.refuses(
  'NoSuchEntity',
  'a role that there is not',
  () => world.iam.send(new UpdateRoleDescriptionCommand({ RoleName: 'nobody', Description: 'd' })),
  'The role with name nobody cannot be found.',
)
updateRoleDescription.refuses(
  'AccessDenied',
  'who may not',
  async () => (await world.stranger()).send(new UpdateRoleDescriptionCommand({ ...role, Description: 'd' })),
  denied('UpdateRoleDescription', arn('role/a/r')),
)

updateRoleDescription.refuses(
  'UnmodifiableEntity',
  'a role that the registration of a cluster made',
  async () =>
    world.iam.send(new UpdateRoleDescriptionCommand({ RoleName: await world.clusterRole(), Description: 'd' })),
  /^Cannot perform the operation on the protected role 'podid-\w+-\w+' - this role is only modifiable by podid$/,
)
