import { expect } from 'bun:test'
import {
  GetOpenIDConnectProviderCommand,
  ListOpenIDConnectProvidersCommand,
  UpdateOpenIDConnectProviderThumbprintCommand,
} from '@aws-sdk/client-iam'
import { arn, denied, iamWorld, providerArn } from './iam-world'
import { operationTests } from './operation'

const world = iamWorld()
const updateOpenIDConnectProviderThumbprint = operationTests('iam', 'UpdateOpenIDConnectProviderThumbprint')

const set = (ThumbprintList: string[]) =>
  world.iam.send(
    new UpdateOpenIDConnectProviderThumbprintCommand({ OpenIDConnectProviderArn: providerArn, ThumbprintList }),
  )
updateOpenIDConnectProviderThumbprint.succeeds('puts the list in place of the one before', async () => {
  const of = { OpenIDConnectProviderArn: providerArn }
  for (const list of [['a'.repeat(40), 'b'.repeat(40)], ['C'.repeat(40)]]) {
    await set(list)
    expect((await world.iam.send(new GetOpenIDConnectProviderCommand(of))).ThumbprintList).toEqual(list)
  }
})
updateOpenIDConnectProviderThumbprint.refuses(
  'InvalidInput',
  'more than five',
  () => set(Array.from({ length: 6 }, () => 'a'.repeat(40))),
  'Thumbprint list must contain fewer than 5 entries.',
)
updateOpenIDConnectProviderThumbprint.refuses(
  'ValidationError',
  'what is not forty characters long',
  () => set(['abc']),
  /'thumbprintList' failed to satisfy constraint: Member must satisfy constraint: \[Member must have length less than or equal to 40, Member must have length greater than or equal to 40/,
)

updateOpenIDConnectProviderThumbprint.refuses(
  'NoSuchEntity',
  'a provider that there is not',
  () =>
    world.iam.send(
      new UpdateOpenIDConnectProviderThumbprintCommand({
        OpenIDConnectProviderArn: arn('oidc-provider/none'),
        ThumbprintList: [],
      }),
    ),
  `OpenIDConnect Provider not found for arn ${arn('oidc-provider/none')}`,
)
updateOpenIDConnectProviderThumbprint.refuses(
  'InvalidInput',
  'the ARN of something else',
  () =>
    world.iam.send(
      new UpdateOpenIDConnectProviderThumbprintCommand({
        OpenIDConnectProviderArn: arn('role/aaaaaaaa'),
        ThumbprintList: [],
      }),
    ),
  `ARN ${arn('role/aaaaaaaa')} is not valid.`,
)
updateOpenIDConnectProviderThumbprint.refuses(
  'AccessDenied',
  'who may not',
  async () =>
    (await world.stranger()).send(
      new UpdateOpenIDConnectProviderThumbprintCommand({ OpenIDConnectProviderArn: providerArn, ThumbprintList: [] }),
    ),
  denied('UpdateOpenIDConnectProviderThumbprint', providerArn),
)

updateOpenIDConnectProviderThumbprint.refuses(
  'UnmodifiableEntity',
  'a provider that stands for a cluster',
  async () => {
    await world.clusterRole()
    const { OpenIDConnectProviderList = [] } = await world.iam.send(new ListOpenIDConnectProvidersCommand({}))
    const ofCluster = OpenIDConnectProviderList.find((it) => it.Arn?.includes('podid/clusters/'))
    return world.iam.send(
      new UpdateOpenIDConnectProviderThumbprintCommand({
        OpenIDConnectProviderArn: ofCluster?.Arn,
        ThumbprintList: [],
      }),
    )
  },
  /^Cannot perform the operation on the protected provider 'podid\/clusters\/\w+' - this provider is only modifiable by podid$/,
)
