import { expect } from 'bun:test'
import { ListPolicyTagsCommand, TagPolicyCommand, UntagPolicyCommand } from '@aws-sdk/client-iam'
import { arn, awsPolicy, denied, iamWorld, policyArn } from './iam-world'
import { operationTests } from './operation'

const world = iamWorld()
const untagPolicy = operationTests('iam', 'UntagPolicy')

untagPolicy.succeeds('takes tags away by their keys, case and all; what is not there is no mistake', async () => {
  const Tags = ['a', 'A', 'b'].map((Key) => ({ Key, Value: '' }))
  await world.iam.send(new TagPolicyCommand({ PolicyArn: policyArn, Tags }))
  await world.iam.send(new UntagPolicyCommand({ PolicyArn: policyArn, TagKeys: ['a', 'none'] }))
  const told = await world.iam.send(new ListPolicyTagsCommand({ PolicyArn: policyArn }))
  expect(told.Tags?.map((it) => it.Key)).toEqual(['A', 'b'])
})

untagPolicy.refuses(
  'NoSuchEntity',
  'a policy that there is not',
  () => world.iam.send(new UntagPolicyCommand({ PolicyArn: arn('policy/none'), TagKeys: ['k'] })),
  `Policy ${arn('policy/none')} was not found.`,
)
untagPolicy.refuses(
  'InvalidInput',
  'the ARN of something else',
  () => world.iam.send(new UntagPolicyCommand({ PolicyArn: arn('role/aaaaaaaa'), TagKeys: ['k'] })),
  `ARN ${arn('role/aaaaaaaa')} is not valid.`,
)
untagPolicy.refuses(
  'AccessDenied',
  'who may not',
  async () => (await world.stranger()).send(new UntagPolicyCommand({ PolicyArn: policyArn, TagKeys: ['k'] })),
  denied('UntagPolicy', policyArn),
)

untagPolicy.refuses(
  'AccessDenied',
  'a policy of AWS, which nobody here may change',
  () => world.iam.send(new UntagPolicyCommand({ PolicyArn: awsPolicy, TagKeys: ['k'] })),
  `User: ${arn('user/admin')} is not authorized to perform: iam:UntagPolicy on resource: policy ${awsPolicy}`,
)
