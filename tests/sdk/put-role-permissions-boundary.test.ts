import { expect } from 'bun:test'
import { GetPolicyCommand, GetRoleCommand, PutRolePermissionsBoundaryCommand } from '@aws-sdk/client-iam'
import { arn, awsPolicy, denied, iamWorld, policyArn, role } from './iam-world'
import { operationTests } from './operation'

const world = iamWorld()
const putRolePermissionsBoundary = operationTests('iam', 'PutRolePermissionsBoundary', {
  never: {
    PolicyNotAttachable: 'no policy here is only for roles that AWS makes for its services',
  },
})

putRolePermissionsBoundary.succeeds('sets the boundary, and another in its place', async () => {
  for (const PermissionsBoundary of [awsPolicy, policyArn])
    await world.iam.send(new PutRolePermissionsBoundaryCommand({ ...role, PermissionsBoundary }))
  const told = await world.iam.send(new GetRoleCommand(role))
  expect(Object(told.Role?.PermissionsBoundary)).toEqual({
    PermissionsBoundaryType: 'Policy',
    PermissionsBoundaryArn: policyArn,
  })
  const count = async (PolicyArn: string) =>
    (await world.iam.send(new GetPolicyCommand({ PolicyArn }))).Policy?.PermissionsBoundaryUsageCount
  expect([await count(awsPolicy), await count(policyArn)]).toEqual([0, 1])
})

putRolePermissionsBoundary.refuses(
  'NoSuchEntity',
  'a role that there is not',
  () => world.iam.send(new PutRolePermissionsBoundaryCommand({ RoleName: 'nobody', PermissionsBoundary: policyArn })),
  'The role with name nobody cannot be found.',
)
putRolePermissionsBoundary.refuses(
  'AccessDenied',
  'who may not',
  async () =>
    (await world.stranger()).send(new PutRolePermissionsBoundaryCommand({ ...role, PermissionsBoundary: policyArn })),
  denied('PutRolePermissionsBoundary', arn('role/a/r')),
)
putRolePermissionsBoundary.refuses(
  'ValidationError',
  'a name with a character that names cannot have',
  () => world.iam.send(new PutRolePermissionsBoundaryCommand({ RoleName: 'a b', PermissionsBoundary: policyArn })),
  /'roleName' failed to satisfy constraint: Member must satisfy regular expression pattern/,
)

putRolePermissionsBoundary.refuses(
  'UnmodifiableEntity',
  'a role that the registration of a cluster made',
  async () =>
    world.iam.send(
      new PutRolePermissionsBoundaryCommand({ RoleName: await world.clusterRole(), PermissionsBoundary: policyArn }),
    ),
  /^Cannot perform the operation on the protected role 'podid-\w+-\w+' - this role is only modifiable by podid$/,
)

putRolePermissionsBoundary.refuses(
  'NoSuchEntity',
  'a policy that there is not',
  () => world.iam.send(new PutRolePermissionsBoundaryCommand({ ...role, PermissionsBoundary: arn('policy/none') })),
  `Scope ARN: ${arn('policy/none')} does not exist or is not attachable.`,
)
putRolePermissionsBoundary.refuses(
  'InvalidInput',
  'the ARN of something else',
  () => world.iam.send(new PutRolePermissionsBoundaryCommand({ ...role, PermissionsBoundary: arn('not_a_policy/x') })),
  `ARN ${arn('not_a_policy/x')} is not valid.`,
)
