import { expect } from 'bun:test'
import {
  CreateOpenIDConnectProviderCommand,
  DeleteOpenIDConnectProviderCommand,
  GetOpenIDConnectProviderCommand,
  ListOpenIDConnectProvidersCommand,
} from '@aws-sdk/client-iam'
import { arn, denied, iamWorld, providerArn } from './iam-world'
import { operationTests } from './operation'
import { refusal } from './world'

const world = iamWorld()
const deleteOpenIDConnectProvider = operationTests('iam', 'DeleteOpenIDConnectProvider')

deleteOpenIDConnectProvider.succeeds('takes the provider away', async () => {
  await world.iam.send(new CreateOpenIDConnectProviderCommand({ Url: 'https://x.example.com' }))
  const of = { OpenIDConnectProviderArn: arn('oidc-provider/x.example.com') }
  await world.iam.send(new DeleteOpenIDConnectProviderCommand(of))
  expect(await refusal(world.iam.send(new GetOpenIDConnectProviderCommand(of)))).toBe(
    `NoSuchEntityException 404: OpenIDConnect Provider not found for arn ${of.OpenIDConnectProviderArn}`,
  )
})

deleteOpenIDConnectProvider.refuses(
  'NoSuchEntity',
  'a provider that there is not',
  () => world.iam.send(new DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: arn('oidc-provider/none') })),
  `OpenId connect Provider ${arn('oidc-provider/none')} cannot be found.`,
)
deleteOpenIDConnectProvider.refuses(
  'InvalidInput',
  'the ARN of something else',
  () => world.iam.send(new DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: arn('role/aaaaaaaa') })),
  `ARN ${arn('role/aaaaaaaa')} is not valid.`,
)
deleteOpenIDConnectProvider.refuses(
  'AccessDenied',
  'who may not',
  async () =>
    (await world.stranger()).send(new DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: providerArn })),
  denied('DeleteOpenIDConnectProvider', providerArn),
)

deleteOpenIDConnectProvider.refuses(
  'UnmodifiableEntity',
  'a provider that stands for a cluster',
  async () => {
    await world.clusterRole()
    const { OpenIDConnectProviderList = [] } = await world.iam.send(new ListOpenIDConnectProvidersCommand({}))
    const ofCluster = OpenIDConnectProviderList.find((it) => it.Arn?.includes('podid/clusters/'))
    return world.iam.send(new DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: ofCluster?.Arn }))
  },
  /^Cannot perform the operation on the protected provider 'podid\/clusters\/\w+' - this provider is only modifiable by podid$/,
)
