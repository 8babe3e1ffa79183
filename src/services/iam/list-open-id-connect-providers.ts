import { operation } from '../operation'

/** The OIDC providers, those that are clusters among them. AWS has no pages here. */
export const listOpenIDConnectProviders = operation({
  service: 'iam',
  name: 'ListOpenIDConnectProviders',
  input: () => undefined,
  need: (_, { partition, account }) => ({
    action: 'iam:ListOpenIDConnectProviders',
    resource: `arn:${partition}:iam::${account}:oidc-provider/*`,
  }),
  async handle(_, { store }) {
    const providers = await store.oidcProviders.list()
    return { OpenIDConnectProviderList: providers.map(({ arn }) => ({ Arn: arn })) }
  },
})
