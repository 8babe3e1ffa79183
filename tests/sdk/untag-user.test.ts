import { expect } from 'bun:test'
import { ListUserTagsCommand, TagUserCommand, UntagUserCommand } from '@aws-sdk/client-iam'
import { arn, denied, iamWorld, user } from './iam-world'
import { operationTests } from './operation'

const world = iamWorld()
const untagUser = operationTests('iam', 'UntagUser')

untagUser.succeeds('takes tags away whatever the case of their keys; what is not there is no mistake', async () => {
  await world.iam.send(
    new TagUserCommand({
      ...user,
      Tags: [
        { Key: 'A', Value: '1' },
        { Key: 'B', Value: '2' },
      ],
    }),
  )
  await world.iam.send(new UntagUserCommand({ ...user, TagKeys: ['a', 'none'] }))
  const { Tags } = await world.iam.send(new ListUserTagsCommand(user))
  expect(Tags).toEqual([{ Key: 'B', Value: '2' }])
})

untagUser.refuses(
  'NoSuchEntity',
  'a user that there is not',
  () => world.iam.send(new UntagUserCommand({ UserName: 'nobody', TagKeys: ['k'] })),
  'The user with name nobody cannot be found.',
)
untagUser.refuses(
  'AccessDenied',
  'who may not',
  async () => (await world.stranger()).send(new UntagUserCommand({ ...user, TagKeys: ['k'] })),
  denied('UntagUser', arn('user/a/u')),
)
untagUser.refuses(
  'ValidationError',
  'a name with a character that names cannot have',
  () => world.iam.send(new UntagUserCommand({ UserName: 'a b', TagKeys: ['k'] })),
  /'userName' failed to satisfy constraint: Member must satisfy regular expression pattern/,
)
