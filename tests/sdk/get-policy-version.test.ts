import { expect } from 'bun:test'
import { GetPolicyVersionCommand } from '@aws-sdk/client-iam'
import { arn, awsPolicy, denied, document, iamWorld, policyArn } from './iam-world'
import { operationTests } from './operation'

const world = iamWorld()
const getPolicyVersion = operationTests('iam', 'GetPolicyVersion', {
  differs: 'of AWS’s own policies, only the version that counts is there',
})

getPolicyVersion.succeeds('tells the version with its document, percent-encoded by RFC 3986', async () => {
  const { PolicyVersion } = await world.iam.send(new GetPolicyVersionCommand({ PolicyArn: policyArn, VersionId: 'v1' }))
  expect(PolicyVersion).toEqual({
    VersionId: 'v1',
    IsDefaultVersion: true,
    CreateDate: expect.any(Date),
    Document: encodeURIComponent(document).replaceAll('*', '%2A'),
  })
})
getPolicyVersion.succeeds('tells what counts of a policy of AWS', async () => {
  const { PolicyVersion } = await world.iam.send(new GetPolicyVersionCommand({ PolicyArn: awsPolicy, VersionId: 'v3' }))
  expect(JSON.parse(decodeURIComponent(PolicyVersion?.Document ?? ''))).toMatchObject({ Version: '2012-10-17' })
})

getPolicyVersion.refuses(
  'NoSuchEntity',
  'a policy that there is not',
  () => world.iam.send(new GetPolicyVersionCommand({ PolicyArn: arn('policy/none'), VersionId: 'v2' })),
  `Policy ${arn('policy/none')} version v2 does not exist or is not attachable.`,
)
getPolicyVersion.refuses(
  'InvalidInput',
  'the ARN of something else',
  () => world.iam.send(new GetPolicyVersionCommand({ PolicyArn: arn('role/aaaaaaaa'), VersionId: 'v2' })),
  `ARN ${arn('role/aaaaaaaa')} is not valid.`,
)
getPolicyVersion.refuses(
  'AccessDenied',
  'who may not',
  async () => (await world.stranger()).send(new GetPolicyVersionCommand({ PolicyArn: policyArn, VersionId: 'v2' })),
  denied('GetPolicyVersion', policyArn),
)

getPolicyVersion.refuses(
  'NoSuchEntity',
  'a version that there is not',
  () => world.iam.send(new GetPolicyVersionCommand({ PolicyArn: policyArn, VersionId: 'v9' })),
  `Policy ${policyArn} version v9 does not exist or is not attachable.`,
)
getPolicyVersion.refuses(
  'ValidationError',
  'what no version is called',
  () => world.iam.send(new GetPolicyVersionCommand({ PolicyArn: policyArn, VersionId: '2' })),
  /'versionId' failed to satisfy constraint: Member must satisfy regular expression pattern: v\[1-9\]/,
)
