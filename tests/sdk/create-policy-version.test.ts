import { expect } from 'bun:test'
import { CreatePolicyVersionCommand, DeletePolicyVersionCommand, GetPolicyCommand } from '@aws-sdk/client-iam'
import { arn, awsPolicy, denied, document, iamWorld, policyArn, statement } from './iam-world'
import { operationTests } from './operation'

const world = iamWorld()
const createPolicyVersion = operationTests('iam', 'CreatePolicyVersion')

const add = (more: object = {}) =>
  world.iam.send(new CreatePolicyVersionCommand({ PolicyArn: policyArn, PolicyDocument: document, ...more }))
createPolicyVersion.succeeds('adds a version, which counts if asked; numbers are not used again', async () => {
  expect((await add()).PolicyVersion).toEqual({
    VersionId: 'v2',
    IsDefaultVersion: false,
    CreateDate: expect.any(Date),
  })
  expect((await add({ SetAsDefault: true })).PolicyVersion).toMatchObject({ VersionId: 'v3', IsDefaultVersion: true })
  await world.iam.send(new DeletePolicyVersionCommand({ PolicyArn: policyArn, VersionId: 'v2' }))
  expect((await add()).PolicyVersion?.VersionId).toBe('v4')
  const { Policy } = await world.iam.send(new GetPolicyCommand({ PolicyArn: policyArn }))
  expect(Policy?.DefaultVersionId).toBe('v3')
})
createPolicyVersion.refuses(
  'LimitExceeded',
  'a sixth version',
  async () => {
    for (let at = 0; at < 3; at++) await add()
  },
  'A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.',
)
createPolicyVersion.refuses(
  'LimitExceeded',
  'more than 6,144 characters',
  () => add({ PolicyDocument: statement(`s3:${'G'.repeat(6144)}`) }),
  'Cannot exceed quota for PolicySize: 6144',
)
createPolicyVersion.refuses(
  'MalformedPolicyDocument',
  'a statement without actions',
  () => add({ PolicyDocument: document.replace('"Action":"s3:GetObject",', '') }),
  'Policy statement must contain actions.',
)

createPolicyVersion.refuses(
  'NoSuchEntity',
  'a policy that there is not',
  () => world.iam.send(new CreatePolicyVersionCommand({ PolicyArn: arn('policy/none'), PolicyDocument: document })),
  `Policy ${arn('policy/none')} was not found.`,
)
createPolicyVersion.refuses(
  'InvalidInput',
  'the ARN of something else',
  () => world.iam.send(new CreatePolicyVersionCommand({ PolicyArn: arn('role/aaaaaaaa'), PolicyDocument: document })),
  `ARN ${arn('role/aaaaaaaa')} is not valid.`,
)
createPolicyVersion.refuses(
  'AccessDenied',
  'who may not',
  async () =>
    (await world.stranger()).send(new CreatePolicyVersionCommand({ PolicyArn: policyArn, PolicyDocument: document })),
  denied('CreatePolicyVersion', policyArn),
)

createPolicyVersion.refuses(
  'AccessDenied',
  'a policy of AWS, which nobody here may change',
  () => world.iam.send(new CreatePolicyVersionCommand({ PolicyArn: awsPolicy, PolicyDocument: document })),
  `User: ${arn('user/admin')} is not authorized to perform: iam:CreatePolicyVersion on resource: policy ${awsPolicy}`,
)
