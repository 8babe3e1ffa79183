import { expect } from 'bun:test'
import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  GetPolicyCommand,
  ListAttachedRolePoliciesCommand,
} from '@aws-sdk/client-iam'
import { arn, awsPolicy, denied, document, iamWorld, policyArn, role } from './iam-world'
import { operationTests } from './operation'

const world = iamWorld()
const attachRolePolicy = operationTests('iam', 'AttachRolePolicy', {
  never: {
    PolicyNotAttachable: 'no policy here is only for roles that AWS makes for its services',
  },
})

attachRolePolicy.succeeds('attaches policies of the account and of AWS, once each', async () => {
  for (const PolicyArn of [policyArn, awsPolicy, policyArn])
    await world.iam.send(new AttachRolePolicyCommand({ ...role, PolicyArn }))
  const { AttachedPolicies } = await world.iam.send(new ListAttachedRolePoliciesCommand(role))
  expect(AttachedPolicies).toEqual([
    { PolicyName: 'AmazonS3ReadOnlyAccess', PolicyArn: awsPolicy },
    { PolicyName: 'p', PolicyArn: policyArn },
  ])
  const { Policy } = await world.iam.send(new GetPolicyCommand({ PolicyArn: policyArn }))
  expect(Policy?.AttachmentCount).toBe(1)
})

attachRolePolicy.refuses(
  'NoSuchEntity',
  'a role that there is not',
  () => world.iam.send(new AttachRolePolicyCommand({ RoleName: 'nobody', PolicyArn: policyArn })),
  'The role with name nobody cannot be found.',
)
attachRolePolicy.refuses(
  'AccessDenied',
  'who may not',
  async () => (await world.stranger()).send(new AttachRolePolicyCommand({ ...role, PolicyArn: policyArn })),
  denied('AttachRolePolicy', arn('role/a/r')),
)
attachRolePolicy.refuses(
  'ValidationError',
  'a name with a character that names cannot have',
  () => world.iam.send(new AttachRolePolicyCommand({ RoleName: 'a b', PolicyArn: policyArn })),
  /'roleName' failed to satisfy constraint: Member must satisfy regular expression pattern/,
)

attachRolePolicy.refuses(
  'UnmodifiableEntity',
  'a role that the registration of a cluster made',
  async () =>
    world.iam.send(new AttachRolePolicyCommand({ RoleName: await world.clusterRole(), PolicyArn: policyArn })),
  /^Cannot perform the operation on the protected role 'podid-\w+-\w+' - this role is only modifiable by podid$/,
)

attachRolePolicy.refuses(
  'NoSuchEntity',
  'a policy that there is not',
  () => world.iam.send(new AttachRolePolicyCommand({ ...role, PolicyArn: arn('policy/none') })),
  `Policy ${arn('policy/none')} does not exist or is not attachable.`,
)

attachRolePolicy.refuses(
  'InvalidInput',
  'the ARN of something else',
  () => world.iam.send(new AttachRolePolicyCommand({ ...role, PolicyArn: arn('role/aaaaaaaa') })),
  `ARN ${arn('role/aaaaaaaa')} is not valid.`,
)

attachRolePolicy.refuses(
  'ValidationError',
  'a name where an ARN belongs',
  () => world.iam.send(new AttachRolePolicyCommand({ ...role, PolicyArn: 'AmazonS3ReadOnlyAccess' })),
  'Invalid ARN:  Could not be parsed!',
)
attachRolePolicy.refuses(
  'LimitExceeded',
  'an eleventh policy',
  async () => {
    for (let at = 0; at < 9; at++) {
      await world.iam.send(new CreatePolicyCommand({ PolicyName: `n${at}`, PolicyDocument: document }))
      await world.iam.send(new AttachRolePolicyCommand({ ...role, PolicyArn: arn(`policy/n${at}`) }))
    }
  },
  'Cannot exceed quota for PoliciesPerRole: 10',
)
