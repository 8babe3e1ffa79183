import { expect } from 'bun:test'
import { ListRolePoliciesCommand, PutRolePolicyCommand, paginateListRolePolicies } from '@aws-sdk/client-iam'
import { all, arn, denied, document, iamWorld, role } from './iam-world'
import { operationTests } from './operation'

const world = iamWorld()
const listRolePolicies = operationTests('iam', 'ListRolePolicies')

listRolePolicies.succeeds('tells the names of inline policies, in pages', async () => {
  for (const PolicyName of ['c', 'a', 'b'])
    await world.iam.send(new PutRolePolicyCommand({ ...role, PolicyName, PolicyDocument: document }))
  const told = await all(
    paginateListRolePolicies({ client: world.iam, pageSize: 1 }, { ...role }),
    (it) => it.PolicyNames,
  )
  expect(told).toEqual({ pages: 3, items: ['a', 'b', 'c'] })
})

listRolePolicies.refuses(
  'NoSuchEntity',
  'a role that there is not',
  () => world.iam.send(new ListRolePoliciesCommand({ RoleName: 'nobody' })),
  'The role with name nobody cannot be found.',
)
listRolePolicies.refuses(
  'AccessDenied',
  'who may not',
  async () => (await world.stranger()).send(new ListRolePoliciesCommand({ ...role })),
  denied('ListRolePolicies', arn('role/a/r')),
)
listRolePolicies.refuses(
  'ValidationError',
  'a name with a character that names cannot have',
  () => world.iam.send(new ListRolePoliciesCommand({ RoleName: 'a b' })),
  /'roleName' failed to satisfy constraint: Member must satisfy regular expression pattern/,
)
