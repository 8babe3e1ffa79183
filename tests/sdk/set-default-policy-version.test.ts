import { expect } from 'bun:test'
import {
  AttachUserPolicyCommand,
  CreatePolicyVersionCommand,
  GetPolicyCommand,
  GetRoleCommand,
  SetDefaultPolicyVersionCommand,
} from '@aws-sdk/client-iam'
import { arn, awsPolicy, denied, iamWorld, policyArn, role, statement } from './iam-world'
import { operationTests } from './operation'
import { refusal } from './world'

const world = iamWorld()
const setDefaultPolicyVersion = operationTests('iam', 'SetDefaultPolicyVersion', {
  never: {
    LimitExceeded: 'it makes nothing more of anything',
  },
})

setDefaultPolicyVersion.succeeds('makes another version count at once', async () => {
  const client = await world.user('reader')
  const PolicyDocument = statement('iam:GetRole')
  await world.iam.send(new CreatePolicyVersionCommand({ PolicyArn: policyArn, PolicyDocument }))
  await world.iam.send(new AttachUserPolicyCommand({ UserName: 'reader', PolicyArn: policyArn }))
  expect(await refusal(client.send(new GetRoleCommand(role)))).toMatch(/^AccessDenied 403: /)
  await world.iam.send(new SetDefaultPolicyVersionCommand({ PolicyArn: policyArn, VersionId: 'v2' }))
  expect((await client.send(new GetRoleCommand(role))).Role?.RoleName).toBe('r')
  const { Policy } = await world.iam.send(new GetPolicyCommand({ PolicyArn: policyArn }))
  expect(Policy?.DefaultVersionId).toBe('v2')
})

setDefaultPolicyVersion.refuses(
  'NoSuchEntity',
  'a policy that there is not',
  () => world.iam.send(new SetDefaultPolicyVersionCommand({ PolicyArn: arn('policy/none'), VersionId: 'v2' })),
  `Policy ${arn('policy/none')} version v2 does not exist or is not attachable.`,
)
setDefaultPolicyVersion.refuses(
  'InvalidInput',
  'the ARN of something else',
  () => world.iam.send(new SetDefaultPolicyVersionCommand({ PolicyArn: arn('role/aaaaaaaa'), VersionId: 'v2' })),
  `ARN ${arn('role/aaaaaaaa')} is not valid.`,
)
setDefaultPolicyVersion.refuses(
  'AccessDenied',
  'who may not',
  async () =>
    (await world.stranger()).send(new SetDefaultPolicyVersionCommand({ PolicyArn: policyArn, VersionId: 'v2' })),
  denied('SetDefaultPolicyVersion', policyArn),
)

setDefaultPolicyVersion.refuses(
  'NoSuchEntity',
  'a version that there is not',
  () => world.iam.send(new SetDefaultPolicyVersionCommand({ PolicyArn: policyArn, VersionId: 'v9' })),
  `Policy ${policyArn} version v9 does not exist or is not attachable.`,
)
setDefaultPolicyVersion.refuses(
  'ValidationError',
  'what no version is called',
  () => world.iam.send(new SetDefaultPolicyVersionCommand({ PolicyArn: policyArn, VersionId: '2' })),
  /'versionId' failed to satisfy constraint: Member must satisfy regular expression pattern: v\[1-9\]/,
)

setDefaultPolicyVersion.refuses(
  'AccessDenied',
  'a policy of AWS, which nobody here may change',
  () => world.iam.send(new SetDefaultPolicyVersionCommand({ PolicyArn: awsPolicy, VersionId: 'v2' })),
  `User: ${arn('user/admin')} is not authorized to perform: iam:SetDefaultPolicyVersion on resource: policy ${awsPolicy}`,
)
