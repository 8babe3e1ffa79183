import { expect } from 'bun:test'
import { ListUserPoliciesCommand, PutUserPolicyCommand, paginateListUserPolicies } from '@aws-sdk/client-iam'
import { all, arn, denied, document, iamWorld, user } from './iam-world'
import { operationTests } from './operation'

const world = iamWorld()
const listUserPolicies = operationTests('iam', 'ListUserPolicies')

listUserPolicies.succeeds('tells the names of inline policies, in pages', async () => {
  for (const PolicyName of ['c', 'a', 'b'])
    await world.iam.send(new PutUserPolicyCommand({ ...user, PolicyName, PolicyDocument: document }))
  const told = await all(
    paginateListUserPolicies({ client: world.iam, pageSize: 1 }, { ...user }),
    (it) => it.PolicyNames,
  )
  expect(told).toEqual({ pages: 3, items: ['a', 'b', 'c'] })
})

listUserPolicies.refuses(
  'NoSuchEntity',
  'a user that there is not',
  () => world.iam.send(new ListUserPoliciesCommand({ UserName: 'nobody' })),
  'The user with name nobody cannot be found.',
)
listUserPolicies.refuses(
  'AccessDenied',
  'who may not',
  async () => (await world.stranger()).send(new ListUserPoliciesCommand({ ...user })),
  denied('ListUserPolicies', arn('user/a/u')),
)
listUserPolicies.refuses(
  'ValidationError',
  'a name with a character that names cannot have',
  () => world.iam.send(new ListUserPoliciesCommand({ UserName: 'a b' })),
  /'userName' failed to satisfy constraint: Member must satisfy regular expression pattern/,
)
