import { operation } from '../operation'
import { maybeTags, maybeTexts, text } from '../said'
import { exists, notValid, overQuota } from './faults'
import { acceptableClientId, acceptableThumbprints } from './oidc-providers'
import { quotas } from './quotas'
import { acceptable, requestTags, someTags } from './tags'

/** Where the providers that are clusters have their names. */
const clusters = 'podid/clusters/'

/** Makes known an issuer of tokens for AssumeRoleWithWebIdentity. Its keys are found by discovery, over TLS: thumbprints are kept, not used. */
export const createOpenIDConnectProvider = operation({
  service: 'iam',
  name: 'CreateOpenIDConnectProvider',
  input: (said) => ({
    url: withoutScheme(text(said.Url)),
    clientIds: [...new Set((maybeTexts(said.ClientIDList) ?? []).map(acceptableClientId))],
    thumbprints: acceptableThumbprints(maybeTexts(said.ThumbprintList) ?? []),
    tags: acceptable(maybeTags(said.Tags) ?? [], 'with case'),
  }),
  need({ url, tags }, { partition, account }) {
    const context = requestTags(tags)
    const create = { action: 'iam:CreateOpenIDConnectProvider', resource: arnOf(partition, account, url), context }
    return tags.length === 0 ? create : [create, { ...create, action: 'iam:TagOpenIDConnectProvider' }]
  },
  async handle(asked, { store, partition, account, now }) {
    const arn = arnOf(partition, account, asked.url)
    if (asked.clientIds.length > quotas.clientIdsPerProvider) {
      throw overQuota('ClientIdsPerOpenIdConnectProvider', quotas.clientIdsPerProvider)
    }
    const createdAt = now()
    await store.change(async (tx) => {
      const ofClusters = await tx.oidcProviders.count({ prefix: arnOf(partition, account, clusters) })
      if ((await tx.oidcProviders.count()) - ofClusters >= quotas.providersPerAccount) {
        throw overQuota('OpenIdConnectProvidersPerAccount', quotas.providersPerAccount)
      }
      if (!(await tx.oidcProviders.insert(arn, { arn, ...asked, createdAt }))) {
        throw exists(`Provider with url https://${asked.url} already exists.`)
      }
    })
    return { OpenIDConnectProviderArn: arn, Tags: someTags(asked.tags) }
  },
  about: ({ url }) => [{ type: 'AWS::IAM::OIDCProvider', name: url }],
})

function arnOf(partition: string, account: string, url: string): string {
  return `arn:${partition}:iam::${account}:oidc-provider/${url}`
}

/** An https URL without user, query or fragment: that is what tokens can have as their issuer, to the letter, a slash at its end included. https://openid.net/specs/openid-connect-core-1_0.html#IDToken */
function withoutScheme(said: string): string {
  const url = /^https:\/\/[\x21-\x7e]+$/.test(said) && URL.canParse(said) ? new URL(said) : undefined
  const name = said.slice('https://'.length)
  if (
    url === undefined ||
    url.username !== '' ||
    url.password !== '' ||
    /[?#@\\]/.test(name) ||
    `${name.toLowerCase()}/`.startsWith(clusters)
  ) {
    throw notValid('Invalid Open ID Connect Provider URL')
  }
  return name
}
