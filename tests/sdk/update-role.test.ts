import { expect } from 'bun:test'
import { GetRoleCommand, UpdateRoleCommand } from '@aws-sdk/client-iam'
import { arn, denied, iamWorld, role } from './iam-world'
import { operationTests } from './operation'

const world = iamWorld()
const updateRole = operationTests('iam', 'UpdateRole')

updateRole.succeeds('changes what is said and leaves the rest; an empty description is one', async () => {
  const told = async () => {
    const { Role } = await world.iam.send(new GetRoleCommand(role))
    return [Role?.Description, Role?.MaxSessionDuration]
  }
  await world.iam.send(new UpdateRoleCommand({ ...role, Description: 'für ÿ', MaxSessionDuration: 7200 }))
  expect(await told()).toEqual(['für ÿ', 7200])
  await world.iam.send(new UpdateRoleCommand(role))
  expect(await told()).toEqual(['für ÿ', 7200])
  await world.iam.send(new UpdateRoleCommand({ ...role, Description: '' }))
  expect(await told()).toEqual(['', 7200])
})
updateRole.refuses(
  'ValidationError',
  'sessions of more than twelve hours',
  () => world.iam.send(new UpdateRoleCommand({ ...role, MaxSessionDuration: 43_201 })),
  /'maxSessionDuration' failed to satisfy constraint: Member must have value less than or equal to 43200$/,
)

updateRole.refuses(
  'NoSuchEntity',
  'a role that there is not',
  () => world.iam.send(new UpdateRoleCommand({ RoleName: 'nobody', Description: 'd' })),
  'The role with name nobody cannot be found.',
)
updateRole.refuses(
  'AccessDenied',
  'who may not',
  async () => (await world.stranger()).send(new UpdateRoleCommand({ ...role, Description: 'd' })),
  denied('UpdateRole', arn('role/a/r')),
)

updateRole.refuses(
  'UnmodifiableEntity',
  'a role that the registration of a cluster made',
  async () => world.iam.send(new UpdateRoleCommand({ RoleName: await world.clusterRole(), Description: 'd' })),
  /^Cannot perform the operation on the protected role 'podid-\w+-\w+' - this role is only modifiable by podid$/,
)
