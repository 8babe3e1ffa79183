import { expect } from 'bun:test'
import { ListRoleTagsCommand, paginateListRoleTags, TagRoleCommand, UntagRoleCommand } from '@aws-sdk/client-iam'
import { all, arn, denied, iamWorld, role } from './iam-world'
import { operationTests } from './operation'

const world = iamWorld()
const listRoleTags = operationTests('iam', 'ListRoleTags')

listRoleTags.succeeds('tells the tags by their keys, in pages that do not skip when one goes', async () => {
  const Tags = ['c', 'a', 'b'].map((Key) => ({ Key, Value: Key }))
  await world.iam.send(new TagRoleCommand({ ...role, Tags }))
  const told = await all(paginateListRoleTags({ client: world.iam, pageSize: 1 }, { ...role }), (it) => it.Tags)
  expect(told).toEqual({ pages: 3, items: ['a', 'b', 'c'].map((Key) => ({ Key, Value: Key })) })
  const { Marker } = await world.iam.send(new ListRoleTagsCommand({ ...role, MaxItems: 1 }))
  await world.iam.send(new UntagRoleCommand({ ...role, TagKeys: ['a'] }))
  const rest = await world.iam.send(new ListRoleTagsCommand({ ...role, Marker }))
  expect(rest).toMatchObject({ IsTruncated: false, Tags: [{ Key: 'b' }, { Key: 'c' }] })
})

listRoleTags.refuses(
  'NoSuchEntity',
  'a role that there is not',
  () => world.iam.send(new ListRoleTagsCommand({ RoleName: 'nobody' })),
  'The role with name nobody cannot be found.',
)
listRoleTags.refuses(
  'AccessDenied',
  'who may not',
  async () => (await world.stranger()).send(new ListRoleTagsCommand({ ...role })),
  denied('ListRoleTags', arn('role/a/r')),
)
listRoleTags.refuses(
  'ValidationError',
  'a name with a character that names cannot have',
  () => world.iam.send(new ListRoleTagsCommand({ RoleName: 'a b' })),
  /'roleName' failed to satisfy constraint: Member must satisfy regular expression pattern/,
)

listRoleTags.refuses(
  'ValidationError',
  'a marker that was never given',
  () => world.iam.send(new ListRoleTagsCommand({ ...role, Marker: 'nonsense' })),
  'Invalid Marker.',
)
