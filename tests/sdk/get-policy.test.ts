import { expect } from 'bun:test'
import { AttachRolePolicyCommand, GetPolicyCommand } from '@aws-sdk/client-iam'
import { arn, awsPolicy, denied, iamWorld, policyArn, role } from './iam-world'
import { operationTests } from './operation'

const world = iamWorld()
const getPolicy = operationTests('iam', 'GetPolicy')

const basics = {
  PolicyName: 'p',
  PolicyId: expect.stringMatching(/^ANPA[A-Z2-7]{17}$/),
  Arn: policyArn,
  Path: '/a/',
  DefaultVersionId: 'v1',
  AttachmentCount: 0,
  PermissionsBoundaryUsageCount: 0,
  IsAttachable: true,
  CreateDate: expect.any(Date),
  UpdateDate: expect.any(Date),
}

getPolicy.succeeds('tells all but the documents; no tags are an empty list', async () => {
  const { Policy } = await world.iam.send(new GetPolicyCommand({ PolicyArn: policyArn }))
  expect(Policy).toEqual({ ...basics, Tags: [] })
})
getPolicy.succeeds('tells of policies of AWS, and counts who uses them here', async () => {
  await world.iam.send(new AttachRolePolicyCommand({ ...role, PolicyArn: awsPolicy }))
  const { Policy } = await world.iam.send(new GetPolicyCommand({ PolicyArn: awsPolicy }))
  expect(Policy).toMatchObject({ PolicyName: 'AmazonS3ReadOnlyAccess', AttachmentCount: 1, DefaultVersionId: 'v3' })
})

getPolicy.refuses(
  'NoSuchEntity',
  'a policy that there is not',
  () => world.iam.send(new GetPolicyCommand({ PolicyArn: arn('policy/none') })),
  `Policy ${arn('policy/none')} was not found.`,
)
getPolicy.refuses(
  'InvalidInput',
  'the ARN of something else',
  () => world.iam.send(new GetPolicyCommand({ PolicyArn: arn('role/aaaaaaaa') })),
  `ARN ${arn('role/aaaaaaaa')} is not valid.`,
)
getPolicy.refuses(
  'AccessDenied',
  'who may not',
  async () => (await world.stranger()).send(new GetPolicyCommand({ PolicyArn: policyArn })),
  denied('GetPolicy', policyArn),
)
