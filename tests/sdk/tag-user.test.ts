import { expect } from 'bun:test'
import { ListUserTagsCommand, TagUserCommand } from '@aws-sdk/client-iam'
import { arn, denied, iamWorld, user } from './iam-world'
import { operationTests } from './operation'

const world = iamWorld()
const tagUser = operationTests('iam', 'TagUser', {
  differs: 'the key `podid:cluster` is reserved too',
})

tagUser.succeeds(
  'adds tags, changes those that are there whatever the case of their keys, and keeps empty values',
  async () => {
    const tag = (...Tags: { Key: string; Value: string }[]) => world.iam.send(new TagUserCommand({ ...user, Tags }))
    await tag({ Key: 'Team', Value: 'a' }, { Key: 'empty', Value: '' }, { Key: 'ключ', Value: 'значение' })
    await tag({ Key: 'team', Value: 'b' })
    const { Tags } = await world.iam.send(new ListUserTagsCommand(user))
    expect(Tags).toEqual([
      { Key: 'empty', Value: '' },
      { Key: 'team', Value: 'b' },
      { Key: 'ключ', Value: 'значение' },
    ])
  },
)

tagUser.refuses(
  'NoSuchEntity',
  'a user that there is not',
  () => world.iam.send(new TagUserCommand({ UserName: 'nobody', Tags: [{ Key: 'k', Value: 'v' }] })),
  'The user with name nobody cannot be found.',
)
tagUser.refuses(
  'AccessDenied',
  'who may not',
  async () => (await world.stranger()).send(new TagUserCommand({ ...user, Tags: [{ Key: 'k', Value: 'v' }] })),
  denied('TagUser', arn('user/a/u')),
)
tagUser.refuses(
  'ValidationError',
  'a name with a character that names cannot have',
  () => world.iam.send(new TagUserCommand({ UserName: 'a b', Tags: [{ Key: 'k', Value: 'v' }] })),
  /'userName' failed to satisfy constraint: Member must satisfy regular expression pattern/,
)

tagUser.refuses(
  'LimitExceeded',
  'a fifty-first tag',
  async () => {
    const Tags = Array.from({ length: 50 }, (_, at) => ({ Key: `k${at}`, Value: '' }))
    return world.iam.send(new TagUserCommand({ ...user, Tags }))
  },
  'The number of tags has reached the maximum limit.',
)
tagUser.refuses(
  'InvalidInput',
  'one key twice',
  () =>
    world.iam.send(
      new TagUserCommand({
        ...user,
        Tags: [
          { Key: 'a', Value: '' },
          { Key: 'A', Value: '' },
        ],
      }),
    ),
  'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
)
tagUser.refuses(
  'InvalidInput',
  'a key of AWS',
  () => world.iam.send(new TagUserCommand({ ...user, Tags: [{ Key: 'aws:a', Value: '' }] })),
  'aws: prefixed tag key names are not allowed for external use.',
)
