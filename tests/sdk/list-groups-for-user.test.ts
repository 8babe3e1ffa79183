import { expect } from 'bun:test'
import { ListGroupsForUserCommand, paginateListGroupsForUser } from '@aws-sdk/client-iam'
import { all, arn, denied, iamWorld, user } from './iam-world'
import { operationTests } from './operation'

const world = iamWorld()
const listGroupsForUser = operationTests('iam', 'ListGroupsForUser', {
  differs: 'there are no groups here',
})

listGroupsForUser.succeeds('tells of a user who is there that it is in none', async () => {
  const told = await all(paginateListGroupsForUser({ client: world.iam, pageSize: 1 }, { ...user }), (it) => it.Groups)
  expect(told).toEqual({ items: [], pages: 1 })
})

listGroupsForUser.refuses(
  'NoSuchEntity',
  'a user that there is not',
  () => world.iam.send(new ListGroupsForUserCommand({ UserName: 'nobody' })),
  'The user with name nobody cannot be found.',
)
listGroupsForUser.refuses(
  'AccessDenied',
  'who may not',
  async () => (await world.stranger()).send(new ListGroupsForUserCommand({ ...user })),
  denied('ListGroupsForUser', arn('user/a/u')),
)
