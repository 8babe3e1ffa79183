import { expect } from 'bun:test'
import { GetPolicyCommand, GetUserCommand, PutUserPermissionsBoundaryCommand } from '@aws-sdk/client-iam'
import { arn, awsPolicy, denied, iamWorld, policyArn, user } from './iam-world'
import { operationTests } from './operation'

const world = iamWorld()
const putUserPermissionsBoundary = operationTests('iam', 'PutUserPermissionsBoundary', {
  never: {
    PolicyNotAttachable: 'no policy here is only for roles that AWS makes for its services',
  },
})

putUserPermissionsBoundary.succeeds('sets the boundary, and another in its place', async () => {
  for (const PermissionsBoundary of [awsPolicy, policyArn])
    await world.iam.send(new PutUserPermissionsBoundaryCommand({ ...user, PermissionsBoundary }))
  const told = await world.iam.send(new GetUserCommand(user))
  expect(Object(told.User?.PermissionsBoundary)).toEqual({
    PermissionsBoundaryType: 'Policy',
    PermissionsBoundaryArn: policyArn,
  })
  const count = async (PolicyArn: string) =>
    (await world.iam.send(new GetPolicyCommand({ PolicyArn }))).Policy?.PermissionsBoundaryUsageCount
  expect([await count(awsPolicy), await count(policyArn)]).toEqual([0, 1])
})

putUserPermissionsBoundary.refuses(
  'NoSuchEntity',
  'a user that there is not',
  () => world.iam.send(new PutUserPermissionsBoundaryCommand({ UserName: 'nobody', PermissionsBoundary: policyArn })),
  'The user with name nobody cannot be found.',
)
putUserPermissionsBoundary.refuses(
  'AccessDenied',
  'who may not',
  async () =>
    (await world.stranger()).send(new PutUserPermissionsBoundaryCommand({ ...user, PermissionsBoundary: policyArn })),
  denied('PutUserPermissionsBoundary', arn('user/a/u')),
)
putUserPermissionsBoundary.refuses(
  'ValidationError',
  'a name with a character that names cannot have',
  () => world.iam.send(new PutUserPermissionsBoundaryCommand({ UserName: 'a b', PermissionsBoundary: policyArn })),
  /'userName' failed to satisfy constraint: Member must satisfy regular expression pattern/,
)

putUserPermissionsBoundary.refuses(
  'NoSuchEntity',
  'a policy that there is not',
  () => world.iam.send(new PutUserPermissionsBoundaryCommand({ ...user, PermissionsBoundary: arn('policy/none') })),
  `Scope ARN: ${arn('policy/none')} does not exist or is not attachable.`,
)
putUserPermissionsBoundary.refuses(
  'InvalidInput',
  'the ARN of something else',
  () => world.iam.send(new PutUserPermissionsBoundaryCommand({ ...user, PermissionsBoundary: arn('not_a_policy/x') })),
  `ARN ${arn('not_a_policy/x')} is not valid.`,
)
