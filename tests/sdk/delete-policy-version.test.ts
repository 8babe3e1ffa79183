import { expect } from 'bun:test'
import { CreatePolicyVersionCommand, DeletePolicyVersionCommand, ListPolicyVersionsCommand } from '@aws-sdk/client-iam'
import { arn, awsPolicy, denied, document, iamWorld, policyArn } from './iam-world'
import { operationTests } from './operation'

const world = iamWorld()
const deletePolicyVersion = operationTests('iam', 'DeletePolicyVersion', {
  never: {
    LimitExceeded: 'it makes nothing more of anything',
  },
})

deletePolicyVersion.succeeds('takes a version away that does not count', async () => {
  await world.iam.send(new CreatePolicyVersionCommand({ PolicyArn: policyArn, PolicyDocument: document }))
  await world.iam.send(new DeletePolicyVersionCommand({ PolicyArn: policyArn, VersionId: 'v2' }))
  const { Versions } = await world.iam.send(new ListPolicyVersionsCommand({ PolicyArn: policyArn }))
  expect(Versions?.map((it) => it.VersionId)).toEqual(['v1'])
})
deletePolicyVersion.refuses(
  'DeleteConflict',
  'the version that counts',
  () => world.iam.send(new DeletePolicyVersionCommand({ PolicyArn: policyArn, VersionId: 'v1' })),
  'Cannot delete the default version of a policy.',
)

deletePolicyVersion.refuses(
  'NoSuchEntity',
  'a policy that there is not',
  () => world.iam.send(new DeletePolicyVersionCommand({ PolicyArn: arn('policy/none'), VersionId: 'v2' })),
  `Policy ${arn('policy/none')} version v2 does not exist or is not attachable.`,
)
deletePolicyVersion.refuses(
  'InvalidInput',
  'the ARN of something else',
  () => world.iam.send(new DeletePolicyVersionCommand({ PolicyArn: arn('role/aaaaaaaa'), VersionId: 'v2' })),
  `ARN ${arn('role/aaaaaaaa')} is not valid.`,
)
deletePolicyVersion.refuses(
  'AccessDenied',
  'who may not',
  async () => (await world.stranger()).send(new DeletePolicyVersionCommand({ PolicyArn: policyArn, VersionId: 'v2' })),
  denied('DeletePolicyVersion', policyArn),
)

deletePolicyVersion.refuses(
  'NoSuchEntity',
  'a version that there is not',
  () => world.iam.send(new DeletePolicyVersionCommand({ PolicyArn: policyArn, VersionId: 'v9' })),
  `Policy ${policyArn} version v9 does not exist or is not attachable.`,
)
deletePolicyVersion.refuses(
  'ValidationError',
  'what no version is called',
  () => world.iam.send(new DeletePolicyVersionCommand({ PolicyArn: policyArn, VersionId: '2' })),
  /'versionId' failed to satisfy constraint: Member must satisfy regular expression pattern: v\[1-9\]/,
)

deletePolicyVersion.refuses(
  'AccessDenied',
  'a policy of AWS, which nobody here may change',
  () => world.iam.send(new DeletePolicyVersionCommand({ PolicyArn: awsPolicy, VersionId: 'v2' })),
  `User: ${arn('user/admin')} is not authorized to perform: iam:DeletePolicyVersion on resource: policy ${awsPolicy}`,
)
