import { expect } from 'bun:test'
import { ListRoleTagsCommand, TagRoleCommand } from '@aws-sdk/client-iam'
import { arn, denied, iamWorld, role } from './iam-world'
import { operationTests } from './operation'

const world = iamWorld()
const tagRole = operationTests('iam', 'TagRole', {
  differs: 'the key `podid:cluster` is reserved too',
})

tagRole.succeeds(
  'adds tags, changes those that are there whatever the case of their keys, and keeps empty values',
  async () => {
    const tag = (...Tags: { Key: string; Value: string }[]) => world.iam.send(new TagRoleCommand({ ...role, Tags }))
    await tag({ Key: 'Team', Value: 'a' }, { Key: 'empty', Value: '' }, { Key: 'ключ', Value: 'значение' })
    await tag({ Key: 'team', Value: 'b' })
    const { Tags } = await world.iam.send(new ListRoleTagsCommand(role))
    expect(Tags).toEqual([
      { Key: 'empty', Value: '' },
      { Key: 'team', Value: 'b' },
      { Key: 'ключ', Value: 'значение' },
    ])
  },
)

tagRole.refuses(
  'NoSuchEntity',
  'a role that there is not',
  () => world.iam.send(new TagRoleCommand({ RoleName: 'nobody', Tags: [{ Key: 'k', Value: 'v' }] })),
  'The role with name nobody cannot be found.',
)
tagRole.refuses(
  'AccessDenied',
  'who may not',
  async () => (await world.stranger()).send(new TagRoleCommand({ ...role, Tags: [{ Key: 'k', Value: 'v' }] })),
  denied('TagRole', arn('role/a/r')),
)
tagRole.refuses(
  'ValidationError',
  'a name with a character that names cannot have',
  () => world.iam.send(new TagRoleCommand({ RoleName: 'a b', Tags: [{ Key: 'k', Value: 'v' }] })),
  /'roleName' failed to satisfy constraint: Member must satisfy regular expression pattern/,
)

tagRole.refuses(
  'UnmodifiableEntity',
  'a role that the registration of a cluster made',
  async () =>
    world.iam.send(new TagRoleCommand({ RoleName: await world.clusterRole(), Tags: [{ Key: 'k', Value: 'v' }] })),
  /^Cannot perform the operation on the protected role 'podid-\w+-\w+' - this role is only modifiable by podid$/,
)

tagRole.refuses(
  'LimitExceeded',
  'a fifty-first tag',
  async () => {
    const Tags = Array.from({ length: 50 }, (_, at) => ({ Key: `k${at}`, Value: '' }))
    return world.iam.send(new TagRoleCommand({ ...role, Tags }))
  },
  'The number of tags has reached the maximum limit.',
)
tagRole.refuses(
  'InvalidInput',
  'one key twice',
  () =>
    world.iam.send(
      new TagRoleCommand({
        ...role,
        Tags: [
          { Key: 'a', Value: '' },
          { Key: 'A', Value: '' },
        ],
      }),
    ),
  'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
)
tagRole.refuses(
  'InvalidInput',
  'a key of AWS',
  () => world.iam.send(new TagRoleCommand({ ...role, Tags: [{ Key: 'aws:a', Value: '' }] })),
  'aws: prefixed tag key names are not allowed for external use.',
)
