import { expect } from 'bun:test'
import { ListInstanceProfilesForRoleCommand, paginateListInstanceProfilesForRole } from '@aws-sdk/client-iam'
import { all, arn, denied, iamWorld, role } from './iam-world'
import { operationTests } from './operation'

const world = iamWorld()
const listInstanceProfilesForRole = operationTests('iam', 'ListInstanceProfilesForRole', {
  differs: 'there are no instance profiles here',
})

listInstanceProfilesForRole.succeeds('tells of a role who is there that it is in none', async () => {
  const told = await all(
    paginateListInstanceProfilesForRole({ client: world.iam, pageSize: 1 }, { ...role }),
    (it) => it.InstanceProfiles,
  )
  expect(told).toEqual({ items: [], pages: 1 })
})

listInstanceProfilesForRole.refuses(
  'NoSuchEntity',
  'a role that there is not',
  () => world.iam.send(new ListInstanceProfilesForRoleCommand({ RoleName: 'nobody' })),
  'The role with name nobody cannot be found.',
)
listInstanceProfilesForRole.refuses(
  'AccessDenied',
  'who may not',
  async () => (await world.stranger()).send(new ListInstanceProfilesForRoleCommand({ ...role })),
  denied('ListInstanceProfilesForRole', arn('role/a/r')),
)
