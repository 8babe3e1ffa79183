import { found } from '../fault'
import { noProvider, onProvider } from './oidc-providers'
import { tagsOnTheWire } from './tags'

/** Shows an OIDC provider. */
export const getOpenIDConnectProvider = onProvider({
  operation: 'GetOpenIDConnectProvider',
  more: () => undefined,
  async handle(arn, _, { store }) {
    const provider = found(await store.oidcProviders.get(arn), () => noProvider(arn))
    return {
      Url: provider.url,
      ClientIDList: provider.clientIds,
      ThumbprintList: provider.thumbprints,
      CreateDate: new Date(provider.createdAt),
      Tags: tagsOnTheWire(provider.tags),
    }
  },
})
