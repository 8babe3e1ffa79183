import { expect } from 'bun:test'
import { CreateUserCommand, GetUserCommand } from '@aws-sdk/client-iam'
import { arn, denied, iamWorld, policyArn } from './iam-world'
import { operationTests } from './operation'

const world = iamWorld()
const createUser = operationTests('iam', 'CreateUser')

createUser.succeeds('is read back as it was written', async () => {
  const Tags = [
    { Key: 'empty', Value: '' },
    { Key: 'k', Value: 'v' },
  ]
  const asked = { UserName: 'Some.One', Path: '/x/', Tags, PermissionsBoundary: policyArn }
  const { User } = await world.iam.send(new CreateUserCommand(asked))
  expect(Object(User)).toEqual({
    Path: '/x/',
    UserName: 'Some.One',
    UserId: expect.stringMatching(/^AIDA/),
    Arn: arn('user/x/Some.One'),
    CreateDate: expect.any(Date),
    PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: policyArn },
    Tags,
  })
  const told = await world.iam.send(new GetUserCommand({ UserName: 'Some.One' }))
  expect(told.User).toEqual(User)
})
createUser.succeeds('without anything else is in the path / and has no tags', async () => {
  const { User } = await world.iam.send(new CreateUserCommand({ UserName: 'plain' }))
  expect(Object.keys(User ?? {}).sort()).toEqual(['Arn', 'CreateDate', 'Path', 'UserId', 'UserName'])
  expect(User?.Path).toBe('/')
})
createUser.refuses(
  'EntityAlreadyExists',
  'names are unique whatever their case',
  () => world.iam.send(new CreateUserCommand({ UserName: 'U', Path: '/other/' })),
  'User with name U already exists.',
)
createUser.refuses(
  'NoSuchEntity',
  'a permissions boundary that there is not',
  () => world.iam.send(new CreateUserCommand({ UserName: 'x', PermissionsBoundary: arn('policy/none') })),
  `Scope ARN: ${arn('policy/none')} does not exist or is not attachable.`,
)
createUser.refuses(
  'InvalidInput',
  'one tag key twice',
  () =>
    world.iam.send(
      new CreateUserCommand({
        UserName: 'x',
        Tags: [
          { Key: 'a', Value: '' },
          { Key: 'A', Value: '' },
        ],
      }),
    ),
  'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
)
createUser.refuses(
  'ValidationError',
  'more than fifty tags',
  () => {
    const Tags = Array.from({ length: 51 }, (_, at) => ({ Key: `k${at}`, Value: '' }))
    return world.iam.send(new CreateUserCommand({ UserName: 'x', Tags }))
  },
  /'tags' failed to satisfy constraint: Member must have length less than or equal to 50$/,
)
createUser.refuses(
  'AccessDenied',
  'who may not',
  async () => (await world.stranger()).send(new CreateUserCommand({ UserName: 'x', Path: '/y/' })),
  denied('CreateUser', arn('user/y/x')),
)
createUser.refuses(
  'LimitExceeded',
  'a user beyond five thousand',
  async () => {
    const like = await world.sdk.server.house.store.users.get('u')
    if (like === undefined) throw new Error('There is no user u.')
    await world.sdk.server.house.store.change(async (tx) => {
      for (let at = 0; at < 5000; at++) {
        const name = `n${at}`
        await tx.users.insert(name, { ...like, name, id: `AIDA${at}`, arn: arn(`user/${name}`), path: '/' })
      }
    })
    return world.iam.send(new CreateUserCommand({ UserName: 'x' }))
  },
  'Cannot exceed quota for UsersPerAccount: 5000',
)
