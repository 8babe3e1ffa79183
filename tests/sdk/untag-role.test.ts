import { expect } from 'bun:test'
import { ListRoleTagsCommand, TagRoleCommand, UntagRoleCommand } from '@aws-sdk/client-iam'
import { arn, denied, iamWorld, role } from './iam-world'
import { operationTests } from './operation'

const world = iamWorld()
const untagRole = operationTests('iam', 'UntagRole')

untagRole.succeeds('takes tags away whatever the case of their keys; what is not there is no mistake', async () => {
  await world.iam.send(
    new TagRoleCommand({
      ...role,
      Tags: [
        { Key: 'A', Value: '1' },
        { Key: 'B', Value: '2' },
      ],
    }),
  )
  await world.iam.send(new UntagRoleCommand({ ...role, TagKeys: ['a', 'none'] }))
  const { Tags } = await world.iam.send(new ListRoleTagsCommand(role))
  expect(Tags).toEqual([{ Key: 'B', Value: '2' }])
})

untagRole.refuses(
  'NoSuchEntity',
  'a role that there is not',
  () => world.iam.send(new UntagRoleCommand({ RoleName: 'nobody', TagKeys: ['k'] })),
  'The role with name nobody cannot be found.',
)
untagRole.refuses(
  'AccessDenied',
  'who may not',
  async () => (await world.stranger()).send(new UntagRoleCommand({ ...role, TagKeys: ['k'] })),
  denied('UntagRole', arn('role/a/r')),
)
untagRole.refuses(
  'ValidationError',
  'a name with a character that names cannot have',
  () => world.iam.send(new UntagRoleCommand({ RoleName: 'a b', TagKeys: ['k'] })),
  /'roleName' failed to satisfy constraint: Member must satisfy regular expression pattern/,
)

untagRole.refuses(
  'UnmodifiableEntity',
  'a role that the registration of a cluster made',
  async () => world.iam.send(new UntagRoleCommand({ RoleName: await world.clusterRole(), TagKeys: ['k'] })),
  /^Cannot perform the operation on the protected role 'podid-\w+-\w+' - this role is only modifiable by podid$/,
)
