import { expect } from 'bun:test'
import {
  AttachRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  paginateListAttachedRolePolicies,
} from '@aws-sdk/client-iam'
import { all, arn, awsPolicy, denied, iamWorld, policyArn, role } from './iam-world'
import { operationTests } from './operation'

const world = iamWorld()
const listAttachedRolePolicies = operationTests('iam', 'ListAttachedRolePolicies', {
  never: {
    InvalidInput: 'what the model lets through is a good question',
  },
})

listAttachedRolePolicies.succeeds('tells attached policies by name, in pages, of one path if asked', async () => {
  for (const PolicyArn of [policyArn, awsPolicy])
    await world.iam.send(new AttachRolePolicyCommand({ ...role, PolicyArn }))
  const of = (PathPrefix?: string) =>
    all(
      paginateListAttachedRolePolicies({ client: world.iam, pageSize: 1 }, { ...role, PathPrefix }),
      (it) => it.AttachedPolicies,
    )
  const p = { PolicyName: 'p', PolicyArn: policyArn }
  expect(await of()).toEqual({ pages: 2, items: [{ PolicyName: 'AmazonS3ReadOnlyAccess', PolicyArn: awsPolicy }, p] })
  expect(await of('/a/')).toEqual({ pages: 1, items: [p] })
})

listAttachedRolePolicies.refuses(
  'NoSuchEntity',
  'a role that there is not',
  () => world.iam.send(new ListAttachedRolePoliciesCommand({ RoleName: 'nobody' })),
  'The role with name nobody cannot be found.',
)
listAttachedRolePolicies.refuses(
  'AccessDenied',
  'who may not',
  async () => (await world.stranger()).send(new ListAttachedRolePoliciesCommand({ ...role })),
  denied('ListAttachedRolePolicies', arn('role/a/r')),
)
listAttachedRolePolicies.refuses(
  'ValidationError',
  'a name with a character that names cannot have',
  () => world.iam.send(new ListAttachedRolePoliciesCommand({ RoleName: 'a b' })),
  /'roleName' failed to satisfy constraint: Member must satisfy regular expression pattern/,
)
