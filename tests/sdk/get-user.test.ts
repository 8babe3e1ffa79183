import { expect } from 'bun:test'
import { CreateRoleCommand, GetUserCommand, IAMClient } from '@aws-sdk/client-iam'
import { AssumeRoleCommand } from '@aws-sdk/client-sts'
import { arn, denied, iamWorld, statement, user } from './iam-world'
import { operationTests } from './operation'
import { refusal } from './world'

const world = iamWorld()
const getUser = operationTests('iam', 'GetUser')

getUser.succeeds('tells all of a user, found whatever the case of the name', async () => {
  const { User } = await world.iam.send(new GetUserCommand({ UserName: 'U' }))
  expect(User).toEqual({
    Path: '/a/',
    UserName: 'u',
    UserId: expect.stringMatching(/^AIDA[A-Z2-7]{17}$/),
    Arn: arn('user/a/u'),
    CreateDate: expect.any(Date),
  })
})
getUser.succeeds('tells who asks when nobody is named, if the user may see itself', async () => {
  const self = await world.user('self', statement('iam:GetUser', `${arn('user')}/\${aws:username}`))
  expect((await self.send(new GetUserCommand({}))).User?.UserName).toBe('self')
  expect(await refusal(self.send(new GetUserCommand(user)))).toMatch(/^AccessDenied 403: /)
})
getUser.refuses(
  'ValidationError',
  'a session of a role that names nobody',
  async () => {
    const trust = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { AWS: arn('user/admin') }, Action: 'sts:AssumeRole' }],
    })
    await world.iam.send(new CreateRoleCommand({ RoleName: 's', AssumeRolePolicyDocument: trust }))
    const assume = { RoleArn: arn('role/s'), RoleSessionName: 'some' }
    const { Credentials } = await world.sdk.sts.send(new AssumeRoleCommand(assume))
    const credentials = {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    }
    return new IAMClient({ ...world.sdk.server.sdk, credentials }).send(new GetUserCommand({}))
  },
  'Must specify userName when calling with non-User credentials',
)

getUser.refuses(
  'NoSuchEntity',
  'a user that there is not',
  () => world.iam.send(new GetUserCommand({ UserName: 'nobody' })),
  'The user with name nobody cannot be found.',
)
getUser.refuses(
  'AccessDenied',
  'who may not',
  async () => (await world.stranger()).send(new GetUserCommand({ ...user })),
  denied('GetUser', arn('user/a/u')),
)
