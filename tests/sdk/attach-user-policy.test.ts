import { expect } from 'bun:test'
import {
  AttachUserPolicyCommand,
  CreatePolicyCommand,
  GetPolicyCommand,
  ListAttachedUserPoliciesCommand,
} from '@aws-sdk/client-iam'
import { arn, awsPolicy, denied, document, iamWorld, policyArn, user } from './iam-world'
import { operationTests } from './operation'

const world = iamWorld()
const attachUserPolicy = operationTests('iam', 'AttachUserPolicy', {
  never: {
    PolicyNotAttachable: 'no policy here is only for roles that AWS makes for its services',
  },
})

attachUserPolicy.succeeds('attaches policies of the account and of AWS, once each', async () => {
  for (const PolicyArn of [policyArn, awsPolicy, policyArn])
    await world.iam.send(new AttachUserPolicyCommand({ ...user, PolicyArn }))
  const { AttachedPolicies } = await world.iam.send(new ListAttachedUserPoliciesCommand(user))
  expect(AttachedPolicies).toEqual([
    { PolicyName: 'AmazonS3ReadOnlyAccess', PolicyArn: awsPolicy },
    { PolicyName: 'p', PolicyArn: policyArn },
  ])
  const { Policy } = await world.iam.send(new GetPolicyCommand({ PolicyArn: policyArn }))
  expect(Policy?.AttachmentCount).toBe(1)
})

attachUserPolicy.refuses(
  'NoSuchEntity',
  'a user that there is not',
  () => world.iam.send(new AttachUserPolicyCommand({ UserName: 'nobody', PolicyArn: policyArn })),
  'The user with name nobody cannot be found.',
)
attachUserPolicy.refuses(
  'AccessDenied',
  'who may not',
  async () => (await world.stranger()).send(new AttachUserPolicyCommand({ ...user, PolicyArn: policyArn })),
  denied('AttachUserPolicy', arn('user/a/u')),
)
attachUserPolicy.refuses(
  'ValidationError',
  'a name with a character that names cannot have',
  () => world.iam.send(new AttachUserPolicyCommand({ UserName: 'a b', PolicyArn: policyArn })),
  /'userName' failed to satisfy constraint: Member must satisfy regular expression pattern/,
)

attachUserPolicy.refuses(
  'NoSuchEntity',
  'a policy that there is not',
  () => world.iam.send(new AttachUserPolicyCommand({ ...user, PolicyArn: arn('policy/none') })),
  `Policy ${arn('policy/none')} does not exist or is not attachable.`,
)

attachUserPolicy.refuses(
  'InvalidInput',
  'the ARN of something else',
  () => world.iam.send(new AttachUserPolicyCommand({ ...user, PolicyArn: arn('role/aaaaaaaa') })),
  `ARN ${arn('role/aaaaaaaa')} is not valid.`,
)

attachUserPolicy.refuses(
  'ValidationError',
  'a name where an ARN belongs',
  () => world.iam.send(new AttachUserPolicyCommand({ ...user, PolicyArn: 'AmazonS3ReadOnlyAccess' })),
  'Invalid ARN:  Could not be parsed!',
)
attachUserPolicy.refuses(
  'LimitExceeded',
  'an eleventh policy',
  async () => {
    for (let at = 0; at < 9; at++) {
      await world.iam.send(new CreatePolicyCommand({ PolicyName: `n${at}`, PolicyDocument: document }))
      await world.iam.send(new AttachUserPolicyCommand({ ...user, PolicyArn: arn(`policy/n${at}`) }))
    }
  },
  'Cannot exceed quota for PoliciesPerUser: 10',
)
