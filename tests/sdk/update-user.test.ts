import { expect } from 'bun:test'
import {
  AttachUserPolicyCommand,
  GetUserCommand,
  ListAccessKeysCommand,
  ListEntitiesForPolicyCommand,
  UpdateUserCommand,
} from '@aws-sdk/client-iam'
import { arn, denied, iamWorld, policyArn, statement, user } from './iam-world'
import { operationTests } from './operation'

const world = iamWorld()
const updateUser = operationTests('iam', 'UpdateUser', {
  never: {
    LimitExceeded: 'it makes nothing more of anything',
    EntityTemporarilyUnmodifiable: 'what was just deleted or renamed can be changed at once',
  },
})

updateUser.succeeds('gives another name and path; keys, policies, tags and id stay', async () => {
  await world.user('before', statement('iam:*'))
  await world.iam.send(new AttachUserPolicyCommand({ UserName: 'before', PolicyArn: policyArn }))
  const was = await world.iam.send(new GetUserCommand({ UserName: 'before' }))
  await world.iam.send(new UpdateUserCommand({ UserName: 'before', NewUserName: 'after', NewPath: '/new/' }))
  const { User } = await world.iam.send(new GetUserCommand({ UserName: 'after' }))
  expect(Object(User)).toEqual({ ...was.User, UserName: 'after', Path: '/new/', Arn: arn('user/new/after') })
  const { AccessKeyMetadata } = await world.iam.send(new ListAccessKeysCommand({ UserName: 'after' }))
  expect(AccessKeyMetadata).toMatchObject([{ UserName: 'after', Status: 'Active' }])
  const { PolicyUsers } = await world.iam.send(new ListEntitiesForPolicyCommand({ PolicyArn: policyArn }))
  expect(PolicyUsers?.map((it) => it.UserName)).toEqual(['after'])
})
updateUser.succeeds('changes nothing that is not said, and may change the case of a name', async () => {
  await world.user('case')
  await world.iam.send(new UpdateUserCommand({ UserName: 'case' }))
  await world.iam.send(new UpdateUserCommand({ UserName: 'case', NewUserName: 'Case' }))
  const { User } = await world.iam.send(new GetUserCommand({ UserName: 'case' }))
  expect(User).toMatchObject({ UserName: 'Case', Path: '/', Arn: arn('user/Case') })
})
updateUser.refuses(
  'EntityAlreadyExists',
  'the name of another user',
  () => world.iam.send(new UpdateUserCommand({ ...user, NewUserName: 'ADMIN' })),
  'User with name ADMIN already exists.',
)
updateUser.refuses(
  'AccessDenied',
  'who may change the user but not make it that one',
  async () => {
    const client = await world.user('half', statement('iam:UpdateUser', arn('user/a/*')))
    return client.send(new UpdateUserCommand({ ...user, NewPath: '/b/' }))
  },
  /is not authorized to perform: iam:UpdateUser on resource: arn:aws:iam::\d+:user\/b\/u because/,
)

updateUser.refuses(
  'NoSuchEntity',
  'a user that there is not',
  () => world.iam.send(new UpdateUserCommand({ UserName: 'nobody', NewUserName: 'v' })),
  'The user with name nobody cannot be found.',
)
updateUser.refuses(
  'AccessDenied',
  'who may not',
  async () => (await world.stranger()).send(new UpdateUserCommand({ ...user, NewUserName: 'v' })),
  denied('UpdateUser', arn('user/a/u')),
)
