import { expect } from 'bun:test'
import { ListUserTagsCommand, paginateListUserTags, TagUserCommand, UntagUserCommand } from '@aws-sdk/client-iam'
import { all, arn, denied, iamWorld, user } from './iam-world'
import { operationTests } from './operation'

const world = iamWorld()
const listUserTags = operationTests('iam', 'ListUserTags')

listUserTags.succeeds('tells the tags by their keys, in pages that do not skip when one goes', async () => {
  const Tags = ['c', 'a', 'b'].map((Key) => ({ Key, Value: Key }))
  await world.iam.send(new TagUserCommand({ ...user, Tags }))
  const told = await all(paginateListUserTags({ client: world.iam, pageSize: 1 }, { ...user }), (it) => it.Tags)
  expect(told).toEqual({ pages: 3, items: ['a', 'b', 'c'].map((Key) => ({ Key, Value: Key })) })
  const { Marker } = await world.iam.send(new ListUserTagsCommand({ ...user, MaxItems: 1 }))
  await world.iam.send(new UntagUserCommand({ ...user, TagKeys: ['a'] }))
  const rest = await world.iam.send(new ListUserTagsCommand({ ...user, Marker }))
  expect(rest).toMatchObject({ IsTruncated: false, Tags: [{ Key: 'b' }, { Key: 'c' }] })
})

listUserTags.refuses(
  'NoSuchEntity',
  'a user that there is not',
  () => world.iam.send(new ListUserTagsCommand({ UserName: 'nobody' })),
  'The user with name nobody cannot be found.',
)
listUserTags.refuses(
  'AccessDenied',
  'who may not',
  async () => (await world.stranger()).send(new ListUserTagsCommand({ ...user })),
  denied('ListUserTags', arn('user/a/u')),
)
listUserTags.refuses(
  'ValidationError',
  'a name with a character that names cannot have',
  () => world.iam.send(new ListUserTagsCommand({ UserName: 'a b' })),
  /'userName' failed to satisfy constraint: Member must satisfy regular expression pattern/,
)

listUserTags.refuses(
  'ValidationError',
  'a marker that was never given',
  () => world.iam.send(new ListUserTagsCommand({ ...user, Marker: 'nonsense' })),
  'Invalid Marker.',
)
