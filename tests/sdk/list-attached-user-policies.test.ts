import { expect } from 'bun:test'
import {
  AttachUserPolicyCommand,
  ListAttachedUserPoliciesCommand,
  paginateListAttachedUserPolicies,
} from '@aws-sdk/client-iam'
import { all, arn, awsPolicy, denied, iamWorld, policyArn, user } from './iam-world'
import { operationTests } from './operation'

const world = iamWorld()
const listAttachedUserPolicies = operationTests('iam', 'ListAttachedUserPolicies', {
  never: {
    InvalidInput: 'what the model lets through is a good question',
  },
})

listAttachedUserPolicies.succeeds('tells attached policies by name, in pages, of one path if asked', async () => {
  for (const PolicyArn of [policyArn, awsPolicy])
    await world.iam.send(new AttachUserPolicyCommand({ ...user, PolicyArn }))
  const of = (PathPrefix?: string) =>
    all(
      paginateListAttachedUserPolicies({ client: world.iam, pageSize: 1 }, { ...user, PathPrefix }),
      (it) => it.AttachedPolicies,
    )
  const p = { PolicyName: 'p', PolicyArn: policyArn }
  expect(await of()).toEqual({ pages: 2, items: [{ PolicyName: 'AmazonS3ReadOnlyAccess', PolicyArn: awsPolicy }, p] })
  expect(await of('/a/')).toEqual({ pages: 1, items: [p] })
})

listAttachedUserPolicies.refuses(
  'NoSuchEntity',
  'a user that there is not',
  () => world.iam.send(new ListAttachedUserPoliciesCommand({ UserName: 'nobody' })),
  'The user with name nobody cannot be found.',
)
listAttachedUserPolicies.refuses(
  'AccessDenied',
  'who may not',
  async () => (await world.stranger()).send(new ListAttachedUserPoliciesCommand({ ...user })),
  denied('ListAttachedUserPolicies', arn('user/a/u')),
)
listAttachedUserPolicies.refuses(
  'ValidationError',
  'a name with a character that names cannot have',
  () => world.iam.send(new ListAttachedUserPoliciesCommand({ UserName: 'a b' })),
  /'userName' failed to satisfy constraint: Member must satisfy regular expression pattern/,
)
