import { expect } from 'bun:test'
import { GetOpenIDConnectProviderCommand } from '@aws-sdk/client-iam'
import { arn, denied, iamWorld, providerArn } from './iam-world'
import { operationTests } from './operation'

const world = iamWorld()
const getOpenIDConnectProvider = operationTests('iam', 'GetOpenIDConnectProvider')

getOpenIDConnectProvider.succeeds('tells the provider; what it has none of is an empty list', async () => {
  const of = { OpenIDConnectProviderArn: providerArn }
  const { $metadata, ...told } = await world.iam.send(new GetOpenIDConnectProviderCommand(of))
  expect(told).toEqual({
    Url: 'oidc.example.com',
    ClientIDList: [],
    ThumbprintList: [],
    CreateDate: expect.any(Date),
    Tags: [],
  })
})

getOpenIDConnectProvider.refuses(
  'NoSuchEntity',
  'a provider that there is not',
  () => world.iam.send(new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: arn('oidc-provider/none') })),
  `OpenIDConnect Provider not found for arn ${arn('oidc-provider/none')}`,
)
getOpenIDConnectProvider.refuses(
  'InvalidInput',
  'the ARN of something else',
  () => world.iam.send(new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: arn('role/aaaaaaaa') })),
  `ARN ${arn('role/aaaaaaaa')} is not valid.`,
)
getOpenIDConnectProvider.refuses(
  'AccessDenied',
  'who may not',
  async () =>
    (await world.stranger()).send(new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: providerArn })),
  denied('GetOpenIDConnectProvider', providerArn),
)
