import { expect } from 'bun:test'
import { ListPolicyTagsCommand, TagPolicyCommand } from '@aws-sdk/client-iam'
import { arn, awsPolicy, denied, iamWorld, policyArn } from './iam-world'
import { operationTests } from './operation'

const world = iamWorld()
const tagPolicy = operationTests('iam', 'TagPolicy', {
  differs: 'the key `podid:cluster` is reserved too',
})

const tag = (...Tags: { Key: string; Value: string }[]) =>
  world.iam.send(new TagPolicyCommand({ PolicyArn: policyArn, Tags }))
tagPolicy.succeeds('adds and changes tags, whose keys differ by case here', async () => {
  await tag({ Key: 'a', Value: '1' }, { Key: 'A', Value: '' })
  await tag({ Key: 'a', Value: '2' })
  const { Tags } = await world.iam.send(new ListPolicyTagsCommand({ PolicyArn: policyArn }))
  expect(Tags).toEqual([
    { Key: 'A', Value: '' },
    { Key: 'a', Value: '2' },
  ])
})
tagPolicy.refuses(
  'InvalidInput',
  'one key twice',
  () => tag({ Key: 'a', Value: '' }, { Key: 'a', Value: '' }),
  'Duplicate tag keys found.',
)
tagPolicy.refuses(
  'LimitExceeded',
  'a fifty-first tag',
  () => tag(...Array.from({ length: 50 }, (_, at) => ({ Key: `k${at}`, Value: '' }))),
  'The number of tags has reached the maximum limit.',
)

tagPolicy.refuses(
  'NoSuchEntity',
  'a policy that there is not',
  () => world.iam.send(new TagPolicyCommand({ PolicyArn: arn('policy/none'), Tags: [{ Key: 'k', Value: 'v' }] })),
  `Policy ${arn('policy/none')} was not found.`,
)
tagPolicy.refuses(
  'InvalidInput',
  'the ARN of something else',
  () => world.iam.send(new TagPolicyCommand({ PolicyArn: arn('role/aaaaaaaa'), Tags: [{ Key: 'k', Value: 'v' }] })),
  `ARN ${arn('role/aaaaaaaa')} is not valid.`,
)
tagPolicy.refuses(
  'AccessDenied',
  'who may not',
  async () =>
    (await world.stranger()).send(new TagPolicyCommand({ PolicyArn: policyArn, Tags: [{ Key: 'k', Value: 'v' }] })),
  denied('TagPolicy', policyArn),
)

tagPolicy.refuses(
  'AccessDenied',
  'a policy of AWS, which nobody here may change',
  () => world.iam.send(new TagPolicyCommand({ PolicyArn: awsPolicy, Tags: [{ Key: 'k', Value: 'v' }] })),
  `User: ${arn('user/admin')} is not authorized to perform: iam:TagPolicy on resource: policy ${awsPolicy}`,
)
