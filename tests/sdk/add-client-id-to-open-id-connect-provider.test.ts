import { expect } from 'bun:test'
import {
  AddClientIDToOpenIDConnectProviderCommand,
  CreateOpenIDConnectProviderCommand,
  GetOpenIDConnectProviderCommand,
  ListOpenIDConnectProvidersCommand,
} from '@aws-sdk/client-iam'
import { arn, denied, iamWorld, providerArn } from './iam-world'
import { operationTests } from './operation'

const world = iamWorld()
const addClientIDToOpenIDConnectProvider = operationTests('iam', 'AddClientIDToOpenIDConnectProvider')

addClientIDToOpenIDConnectProvider.succeeds('adds an audience; adding what is there is no mistake', async () => {
  const of = { OpenIDConnectProviderArn: providerArn }
  for (const ClientID of ['a', 'b', 'a'])
    await world.iam.send(new AddClientIDToOpenIDConnectProviderCommand({ ...of, ClientID }))
  expect((await world.iam.send(new GetOpenIDConnectProviderCommand(of))).ClientIDList).toEqual(['a', 'b'])
})
addClientIDToOpenIDConnectProvider.refuses(
  'LimitExceeded',
  'an audience beyond a hundred',
  async () => {
    const ClientIDList = Array.from({ length: 100 }, (_, at) => `c${at}`)
    const full = { Url: 'https://full.example.com', ClientIDList }
    const { OpenIDConnectProviderArn } = await world.iam.send(new CreateOpenIDConnectProviderCommand(full))
    const more = { OpenIDConnectProviderArn, ClientID: 'one-more' }
    return world.iam.send(new AddClientIDToOpenIDConnectProviderCommand(more))
  },
  'Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: 100',
)

addClientIDToOpenIDConnectProvider.refuses(
  'NoSuchEntity',
  'a provider that there is not',
  () =>
    world.iam.send(
      new AddClientIDToOpenIDConnectProviderCommand({
        OpenIDConnectProviderArn: arn('oidc-provider/none'),
        ClientID: 'c',
      }),
    ),
  `OpenIDConnect Provider not found for arn ${arn('oidc-provider/none')}`,
)
addClientIDToOpenIDConnectProvider.refuses(
  'InvalidInput',
  'the ARN of something else',
  () =>
    world.iam.send(
      new AddClientIDToOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: arn('role/aaaaaaaa'), ClientID: 'c' }),
    ),
  `ARN ${arn('role/aaaaaaaa')} is not valid.`,
)
addClientIDToOpenIDConnectProvider.refuses(
  'AccessDenied',
  'who may not',
  async () =>
    (await world.stranger()).send(
      new AddClientIDToOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: providerArn, ClientID: 'c' }),
    ),
  denied('AddClientIDToOpenIDConnectProvider', providerArn),
)

addClientIDToOpenIDConnectProvider.refuses(
  'UnmodifiableEntity',
  'a provider that stands for a cluster',
  async () => {
    await world.clusterRole()
    const { OpenIDConnectProviderList = [] } = await world.iam.send(new ListOpenIDConnectProvidersCommand({}))
    const ofCluster = OpenIDConnectProviderList.find((it) => it.Arn?.includes('podid/clusters/'))
    return world.iam.send(
      new AddClientIDToOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: ofCluster?.Arn, ClientID: 'c' }),
    )
  },
  /^Cannot perform the operation on the protected provider 'podid\/clusters\/\w+' - this provider is only modifiable by podid$/,
)
