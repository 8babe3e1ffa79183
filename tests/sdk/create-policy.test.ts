import { expect } from 'bun:test'
import { CreatePolicyCommand, GetPolicyCommand, GetPolicyVersionCommand } from '@aws-sdk/client-iam'
import { arn, denied, document, iamWorld, statement } from './iam-world'
import { operationTests } from './operation'

const world = iamWorld()
const createPolicy = operationTests('iam', 'CreatePolicy')

createPolicy.succeeds('is read back as it was written', async () => {
  const Tags = [
    { Key: 'A', Value: '' },
    { Key: 'a', Value: 'v' },
  ]
  const PolicyDocument = `\n${document.replaceAll(',', ' , ')}\t`
  const asked = { PolicyName: 'Some', Path: '/x/', PolicyDocument, Description: 'für ✓', Tags }
  const { Policy } = await world.iam.send(new CreatePolicyCommand(asked))
  expect(Policy).toEqual({
    PolicyName: 'Some',
    PolicyId: expect.stringMatching(/^ANPA[A-Z2-7]{17}$/),
    Arn: arn('policy/x/Some'),
    Path: '/x/',
    DefaultVersionId: 'v1',
    AttachmentCount: 0,
    PermissionsBoundaryUsageCount: 0,
    IsAttachable: true,
    CreateDate: expect.any(Date),
    UpdateDate: expect.any(Date),
    Tags,
  })
  const PolicyArn = arn('policy/x/Some')
  const told = await world.iam.send(new GetPolicyCommand({ PolicyArn }))
  expect(Object(told.Policy)).toEqual({ ...Policy, Description: 'für ✓' })
  const { PolicyVersion } = await world.iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: 'v1' }))
  expect(decodeURIComponent(PolicyVersion?.Document ?? '')).toBe(PolicyDocument)
})
const create = (more: object) =>
  world.iam.send(new CreatePolicyCommand({ PolicyName: 'x', PolicyDocument: document, ...more }))
createPolicy.refuses(
  'EntityAlreadyExists',
  'names are unique whatever their case and path',
  () => create({ PolicyName: 'P' }),
  'A policy called P already exists. Duplicate names are not allowed.',
)
createPolicy.refuses(
  'MalformedPolicyDocument',
  'what is no JSON',
  () => create({ PolicyDocument: '{' }),
  'This policy contains invalid Json',
)
createPolicy.refuses(
  'MalformedPolicyDocument',
  'the language of 2008',
  () => create({ PolicyDocument: document.replace('2012', '2008') }),
  'Policy document must be version 2012-10-17 or greater.',
)
createPolicy.refuses(
  'MalformedPolicyDocument',
  'a resource that is no ARN',
  () => create({ PolicyDocument: statement('s3:*', 'bucket') }),
  'Resource bucket must be in ARN format or "*".',
)
createPolicy.refuses(
  'InvalidInput',
  'one tag key twice',
  () =>
    create({
      Tags: [
        { Key: 'a', Value: '' },
        { Key: 'a', Value: '' },
      ],
    }),
  'Duplicate tag keys found.',
)
createPolicy.refuses(
  'LimitExceeded',
  'more than 6,144 characters, white space left out',
  () => create({ PolicyDocument: statement(`s3:${'G'.repeat(6144)}`) }),
  'Cannot exceed quota for PolicySize: 6144',
)
createPolicy.refuses(
  'AccessDenied',
  'who may not',
  async () => (await world.stranger()).send(new CreatePolicyCommand({ PolicyName: 'x', PolicyDocument: document })),
  denied('CreatePolicy', arn('policy/x')),
)
createPolicy.refuses(
  'AccessDenied',
  'who may make policies but not tag them',
  async () => {
    const client = await world.user('maker', statement('iam:CreatePolicy'))
    const Tags = [{ Key: 'a', Value: '' }]
    return client.send(new CreatePolicyCommand({ PolicyName: 'x', PolicyDocument: document, Tags }))
  },
  /is not authorized to perform: iam:TagPolicy on resource: arn:aws:iam::\d+:policy\/x because/,
)
