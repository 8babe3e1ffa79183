import { expect } from 'bun:test'
import { CreateUserCommand, DeleteUserCommand, ListUsersCommand, paginateListUsers } from '@aws-sdk/client-iam'
import { all, arn, denied, iamWorld } from './iam-world'
import { operationTests } from './operation'

const world = iamWorld()
const listUsers = operationTests('iam', 'ListUsers')

listUsers.succeeds('tells those of a path, in pages that go on where they were when one is deleted', async () => {
  for (const UserName of ['c', 'B', 'a'])
    await world.iam.send(new CreateUserCommand({ UserName, Path: '/x/y/', Tags: [{ Key: 'k', Value: 'v' }] }))
  const told = await all(paginateListUsers({ client: world.iam, pageSize: 1 }, { PathPrefix: '/x/' }), (it) => it.Users)
  expect(told.pages).toBe(3)
  expect(told.items.map((it) => it.UserName).sort()).toEqual(['B', 'a', 'c'])
  const everyone = await all(paginateListUsers({ client: world.iam, pageSize: 1 }, {}), (it) => it.Users)
  const names = everyone.items.map((it) => it.UserName ?? '')
  expect(names).toEqual([...names].sort((one, other) => (one.toLowerCase() < other.toLowerCase() ? -1 : 1)))
  expect(names).toContain('u')

  const { Marker, Users: [first] = [] } = await world.iam.send(new ListUsersCommand({ PathPrefix: '/x/', MaxItems: 1 }))
  await world.iam.send(new DeleteUserCommand({ UserName: first?.UserName ?? '' }))
  const rest = await world.iam.send(new ListUsersCommand({ PathPrefix: '/x/', Marker }))
  expect(rest.Users?.map((it) => it.UserName)).toEqual(told.items.slice(1).map((it) => it.UserName))
})
listUsers.succeeds('leaves out what only GetUser tells', async () => {
  const { Users } = await world.iam.send(new ListUsersCommand({ PathPrefix: '/x/y/' }))
  expect(Object.keys(Users?.[0] ?? {}).sort()).toEqual(['Arn', 'CreateDate', 'Path', 'UserId', 'UserName'])
})
listUsers.succeeds('of a path where nobody is, tells nobody', async () => {
  const { Users, IsTruncated, Marker } = await world.iam.send(new ListUsersCommand({ PathPrefix: '/none/' }))
  expect([Users, IsTruncated, Marker]).toEqual([[], false, undefined])
})

listUsers.refuses(
  'ValidationError',
  'a marker that was never given',
  () => world.iam.send(new ListUsersCommand({ Marker: 'nonsense' })),
  'Invalid Marker.',
)
listUsers.refuses(
  'ValidationError',
  'a page of more than a thousand',
  () => world.iam.send(new ListUsersCommand({ MaxItems: 1001 })),
  /'maxItems' failed to satisfy constraint: Member must have value less than or equal to 1000$/,
)
listUsers.refuses(
  'AccessDenied',
  'who may not',
  async () => (await world.stranger()).send(new ListUsersCommand({ PathPrefix: '/a/' })),
  denied('ListUsers', arn('user/a/')),
)
