import { expect } from 'bun:test'
import {
  CreateOpenIDConnectProviderCommand,
  ListOpenIDConnectProviderTagsCommand,
  paginateListOpenIDConnectProviderTags,
} from '@aws-sdk/client-iam'
import { all, arn, denied, iamWorld, providerArn } from './iam-world'
import { operationTests } from './operation'

const world = iamWorld()
const listOpenIDConnectProviderTags = operationTests('iam', 'ListOpenIDConnectProviderTags')
const tagsOf = (OpenIDConnectProviderArn: string) =>
  new ListOpenIDConnectProviderTagsCommand({ OpenIDConnectProviderArn })

listOpenIDConnectProviderTags.succeeds('tells the tags by their keys, in pages', async () => {
  const Tags = ['c', 'a', 'b'].map((Key) => ({ Key, Value: Key }))
  const made = await world.iam.send(new CreateOpenIDConnectProviderCommand({ Url: 'https://tagged.example.com', Tags }))
  const pages = paginateListOpenIDConnectProviderTags(
    { client: world.iam, pageSize: 1 },
    { OpenIDConnectProviderArn: made.OpenIDConnectProviderArn },
  )
  const told = await all(pages, (it) => it.Tags)
  expect([told.pages, told.items.map((it) => it.Key)]).toEqual([3, ['a', 'b', 'c']])
})

listOpenIDConnectProviderTags.succeeds('tells none of a provider that has none', async () => {
  expect((await world.iam.send(tagsOf(providerArn))).Tags).toEqual([])
})

listOpenIDConnectProviderTags.refuses(
  'NoSuchEntity',
  'a provider that there is not',
  () => world.iam.send(tagsOf(arn('oidc-provider/none'))),
  `OpenIDConnect Provider not found for arn ${arn('oidc-provider/none')}`,
)
listOpenIDConnectProviderTags.refuses(
  'InvalidInput',
  'the ARN of something else',
  () => world.iam.send(tagsOf(arn('role/aaaaaaaa'))),
  `ARN ${arn('role/aaaaaaaa')} is not valid.`,
)
listOpenIDConnectProviderTags.refuses(
  'AccessDenied',
  'who may not',
  async () => (await world.stranger()).send(tagsOf(providerArn)),
  denied('ListOpenIDConnectProviderTags', providerArn),
)
