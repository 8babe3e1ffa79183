import { expect } from 'bun:test'
import { ListOpenIDConnectProvidersCommand } from '@aws-sdk/client-iam'
import { arn, denied, iamWorld, providerArn } from './iam-world'
import { operationTests } from './operation'

const world = iamWorld()
const listOpenIDConnectProviders = operationTests('iam', 'ListOpenIDConnectProviders')

listOpenIDConnectProviders.succeeds('tells all of them, without pages, those that stand for clusters too', async () => {
  await world.clusterRole()
  const { OpenIDConnectProviderList } = await world.iam.send(new ListOpenIDConnectProvidersCommand({}))
  const arns = OpenIDConnectProviderList?.map((it) => it.Arn) ?? []
  expect(arns).toContain(providerArn)
  expect(arns.some((it) => it?.startsWith(arn('oidc-provider/podid/clusters/')))).toBeTrue()
})
listOpenIDConnectProviders.refuses(
  'AccessDenied',
  'who may not',
  async () => (await world.stranger()).send(new ListOpenIDConnectProvidersCommand({})),
  denied('ListOpenIDConnectProviders', arn('oidc-provider/*')),
)
