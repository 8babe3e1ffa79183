import { expect } from 'bun:test'
import { CreateRoleCommand, DeleteRoleCommand, ListRolesCommand, paginateListRoles } from '@aws-sdk/client-iam'
import { all, arn, denied, iamWorld } from './iam-world'
import { operationTests } from './operation'
import { podsTrust } from './world'

const world = iamWorld()
const listRoles = operationTests('iam', 'ListRoles')

listRoles.succeeds('tells those of a path, in pages that go on where they were when one is deleted', async () => {
  for (const RoleName of ['c', 'B', 'a'])
    await world.iam.send(
      new CreateRoleCommand({
        RoleName,
        Path: '/x/y/',
        AssumeRolePolicyDocument: podsTrust,
        Tags: [{ Key: 'k', Value: 'v' }],
      }),
    )
  const told = await all(paginateListRoles({ client: world.iam, pageSize: 1 }, { PathPrefix: '/x/' }), (it) => it.Roles)
  expect(told.pages).toBe(3)
  expect(told.items.map((it) => it.RoleName).sort()).toEqual(['B', 'a', 'c'])
  const everyone = await all(paginateListRoles({ client: world.iam, pageSize: 1 }, {}), (it) => it.Roles)
  const names = everyone.items.map((it) => it.RoleName ?? '')
  expect(names).toEqual([...names].sort((one, other) => (one.toLowerCase() < other.toLowerCase() ? -1 : 1)))
  expect(names).toContain('r')

  const { Marker, Roles: [first] = [] } = await world.iam.send(new ListRolesCommand({ PathPrefix: '/x/', MaxItems: 1 }))
  await world.iam.send(new DeleteRoleCommand({ RoleName: first?.RoleName ?? '' }))
  const rest = await world.iam.send(new ListRolesCommand({ PathPrefix: '/x/', Marker }))
  expect(rest.Roles?.map((it) => it.RoleName)).toEqual(told.items.slice(1).map((it) => it.RoleName))
})
listRoles.succeeds('leaves out what only GetRole tells', async () => {
  const { Roles } = await world.iam.send(new ListRolesCommand({ PathPrefix: '/x/y/' }))
  expect(Object.keys(Roles?.[0] ?? {}).sort()).toEqual([
    'Arn',
    'AssumeRolePolicyDocument',
    'CreateDate',
    'MaxSessionDuration',
    'Path',
    'RoleId',
    'RoleName',
  ])
})
listRoles.succeeds('of a path where nobody is, tells nobody', async () => {
  const { Roles, IsTruncated, Marker } = await world.iam.send(new ListRolesCommand({ PathPrefix: '/none/' }))
  expect([Roles, IsTruncated, Marker]).toEqual([[], false, undefined])
})

listRoles.refuses(
  'ValidationError',
  'a marker that was never given',
  () => world.iam.send(new ListRolesCommand({ Marker: 'nonsense' })),
  'Invalid Marker.',
)
listRoles.refuses(
  'ValidationError',
  'a page of more than a thousand',
  () => world.iam.send(new ListRolesCommand({ MaxItems: 1001 })),
  /'maxItems' failed to satisfy constraint: Member must have value less than or equal to 1000$/,
)
listRoles.refuses(
  'AccessDenied',
  'who may not',
  async () => (await world.stranger()).send(new ListRolesCommand({ PathPrefix: '/a/' })),
  denied('ListRoles', arn('role/a/')),
)
