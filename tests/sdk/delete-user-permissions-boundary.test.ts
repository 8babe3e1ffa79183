import { expect } from 'bun:test'
import {
  DeleteUserPermissionsBoundaryCommand,
  GetUserCommand,
  PutUserPermissionsBoundaryCommand,
} from '@aws-sdk/client-iam'
import { arn, denied, iamWorld, policyArn, user } from './iam-world'
import { operationTests } from './operation'

const world = iamWorld()
const deleteUserPermissionsBoundary = operationTests('iam', 'DeleteUserPermissionsBoundary')

deleteUserPermissionsBoundary.succeeds('takes the boundary away; taking none away is no mistake', async () => {
  await world.iam.send(new PutUserPermissionsBoundaryCommand({ ...user, PermissionsBoundary: policyArn }))
  for (let times = 0; times < 2; times++) await world.iam.send(new DeleteUserPermissionsBoundaryCommand(user))
  const told = await world.iam.send(new GetUserCommand(user))
  expect(told.User?.PermissionsBoundary).toBeUndefined()
})

deleteUserPermissionsBoundary.refuses(
  'NoSuchEntity',
  'a user that there is not',
  () => world.iam.send(new DeleteUserPermissionsBoundaryCommand({ UserName: 'nobody' })),
  'The user with name nobody cannot be found.',
)
deleteUserPermissionsBoundary.refuses(
  'AccessDenied',
  'who may not',
  async () => (await world.stranger()).send(new DeleteUserPermissionsBoundaryCommand({ ...user })),
  denied('DeleteUserPermissionsBoundary', arn('user/a/u')),
)
deleteUserPermissionsBoundary.refuses(
  'ValidationError',
  'a name with a character that names cannot have',
  () => world.iam.send(new DeleteUserPermissionsBoundaryCommand({ UserName: 'a b' })),
  /'userName' failed to satisfy constraint: Member must satisfy regular expression pattern/,
)
