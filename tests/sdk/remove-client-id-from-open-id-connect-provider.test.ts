import { expect } from 'bun:test'
import {
  AddClientIDToOpenIDConnectProviderCommand,
  GetOpenIDConnectProviderCommand,
  ListOpenIDConnectProvidersCommand,
  RemoveClientIDFromOpenIDConnectProviderCommand,
} from '@aws-sdk/client-iam'
import { arn, denied, iamWorld, providerArn } from './iam-world'
import { operationTests } from './operation'

const world = iamWorld()
const removeClientIDFromOpenIDConnectProvider = operationTests('iam', 'RemoveClientIDFromOpenIDConnectProvider')

removeClientIDFromOpenIDConnectProvider.succeeds(
  'takes an audience away; taking away what is not there is no mistake',
  async () => {
    const of = { OpenIDConnectProviderArn: providerArn }
    for (const ClientID of ['a', 'b'])
      await world.iam.send(new AddClientIDToOpenIDConnectProviderCommand({ ...of, ClientID }))
    for (const ClientID of ['a', 'none'])
      await world.iam.send(new RemoveClientIDFromOpenIDConnectProviderCommand({ ...of, ClientID }))
    expect((await world.iam.send(new GetOpenIDConnectProviderCommand(of))).ClientIDList).toEqual(['b'])
  },
)

removeClientIDFromOpenIDConnectProvider.refuses(
  'NoSuchEntity',
  'a provider that there is not',
  () =>
    world.iam.send(
      new RemoveClientIDFromOpenIDConnectProviderCommand({
        OpenIDConnectProviderArn: arn('oidc-provider/none'),
        ClientID: 'c',
      }),
    ),
  `OpenIDConnect Provider not found for arn ${arn('oidc-provider/none')}`,
)
removeClientIDFromOpenIDConnectProvider.refuses(
  'InvalidInput',
  'the ARN of something else',
  () =>
    world.iam.send(
      new RemoveClientIDFromOpenIDConnectProviderCommand({
        OpenIDConnectProviderArn: arn('role/aaaaaaaa'),
        ClientID: 'c',
      }),
    ),
  `ARN ${arn('role/aaaaaaaa')} is not valid.`,
)
removeClientIDFromOpenIDConnectProvider.refuses(
  'AccessDenied',
  'who may not',
  async () =>
    (await world.stranger()).send(
      new RemoveClientIDFromOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: providerArn, ClientID: 'c' }),
    ),
  denied('RemoveClientIDFromOpenIDConnectProvider', providerArn),
)

removeClientIDFromOpenIDConnectProvider.refuses(
  'UnmodifiableEntity',
  'a provider that stands for a cluster',
  async () => {
    await world.clusterRole()
    const { OpenIDConnectProviderList = [] } = await world.iam.send(new ListOpenIDConnectProvidersCommand({}))
    const ofCluster = OpenIDConnectProviderList.find((it) => it.Arn?.includes('podid/clusters/'))
    return world.iam.send(
      new RemoveClientIDFromOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: ofCluster?.Arn, ClientID: 'c' }),
    )
  },
  /^Cannot perform the operation on the protected provider 'podid\/clusters\/\w+' - this provider is only modifiable by podid$/,
)
