import { expect } from 'bun:test'
import { ListPolicyTagsCommand, paginateListPolicyTags, TagPolicyCommand } from '@aws-sdk/client-iam'
import { all, arn, denied, iamWorld, policyArn } from './iam-world'
import { operationTests } from './operation'

const world = iamWorld()
const listPolicyTags = operationTests('iam', 'ListPolicyTags')

listPolicyTags.succeeds('tells the tags by their keys, in pages', async () => {
  const Tags = ['c', 'a', 'b'].map((Key) => ({ Key, Value: Key }))
  await world.iam.send(new TagPolicyCommand({ PolicyArn: policyArn, Tags }))
  const pages = paginateListPolicyTags({ client: world.iam, pageSize: 1 }, { PolicyArn: policyArn })
  const told = await all(pages, (it) => it.Tags)
  expect([told.pages, told.items.map((it) => it.Key)]).toEqual([3, ['a', 'b', 'c']])
})

listPolicyTags.refuses(
  'NoSuchEntity',
  'a policy that there is not',
  () => world.iam.send(new ListPolicyTagsCommand({ PolicyArn: arn('policy/none') })),
  `Policy ${arn('policy/none')} was not found.`,
)
listPolicyTags.refuses(
  'InvalidInput',
  'the ARN of something else',
  () => world.iam.send(new ListPolicyTagsCommand({ PolicyArn: arn('role/aaaaaaaa') })),
  `ARN ${arn('role/aaaaaaaa')} is not valid.`,
)
listPolicyTags.refuses(
  'AccessDenied',
  'who may not',
  async () => (await world.stranger()).send(new ListPolicyTagsCommand({ PolicyArn: policyArn })),
  denied('ListPolicyTags', policyArn),
)
