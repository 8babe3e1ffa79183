import { expect } from 'bun:test'
import {
  AttachUserPolicyCommand,
  CreateUserCommand,
  DeleteUserCommand,
  GetPolicyCommand,
  GetUserCommand,
  PutUserPermissionsBoundaryCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam'
import { arn, denied, document, iamWorld, policyArn, user } from './iam-world'
import { operationTests } from './operation'
import { refusal } from './world'

const world = iamWorld()
const deleteUser = operationTests('iam', 'DeleteUser', {
  never: {
    LimitExceeded: 'it makes nothing more of anything',
  },
})

deleteUser.succeeds('takes the user away, and its permissions boundary with it', async () => {
  const x = { UserName: 'x' }
  await world.iam.send(new CreateUserCommand({ UserName: 'x' }))
  await world.iam.send(new PutUserPermissionsBoundaryCommand({ ...x, PermissionsBoundary: policyArn }))
  await world.iam.send(new DeleteUserCommand(x))
  expect(await refusal(world.iam.send(new GetUserCommand(x)))).toBe(
    'NoSuchEntityException 404: The user with name x cannot be found.',
  )
  const { Policy } = await world.iam.send(new GetPolicyCommand({ PolicyArn: policyArn }))
  expect(Policy?.PermissionsBoundaryUsageCount).toBe(0)
})

deleteUser.refuses(
  'NoSuchEntity',
  'a user that there is not',
  () => world.iam.send(new DeleteUserCommand({ UserName: 'nobody' })),
  'The user with name nobody cannot be found.',
)
deleteUser.refuses(
  'AccessDenied',
  'who may not',
  async () => (await world.stranger()).send(new DeleteUserCommand({ ...user })),
  denied('DeleteUser', arn('user/a/u')),
)
deleteUser.refuses(
  'ValidationError',
  'a name with a character that names cannot have',
  () => world.iam.send(new DeleteUserCommand({ UserName: 'a b' })),
  /'userName' failed to satisfy constraint: Member must satisfy regular expression pattern/,
)

deleteUser.refuses(
  'DeleteConflict',
  'a user with an inline policy',
  async () => {
    await world.iam.send(new PutUserPolicyCommand({ ...user, PolicyName: 'i', PolicyDocument: document }))
    return world.iam.send(new DeleteUserCommand(user))
  },
  'Cannot delete entity, must delete policies first.',
)
deleteUser.refuses(
  'DeleteConflict',
  'a user with a managed policy',
  async () => {
    await world.iam.send(new AttachUserPolicyCommand({ ...user, PolicyArn: policyArn }))
    return world.iam.send(new DeleteUserCommand(user))
  },
  'Cannot delete entity, must detach all policies first.',
)

deleteUser.refuses(
  'DeleteConflict',
  'a user with an access key',
  async () => {
    await world.stranger()
    return world.iam.send(new DeleteUserCommand({ UserName: 'stranger' }))
  },
  'Cannot delete entity, must delete access keys first.',
)
