import { found } from '../fault'
import { noProvider, onProvider } from './oidc-providers'
import { listed, page, paging } from './paging'
import { tagsOnTheWire } from './tags'

/** The tags of an OIDC provider. */
export const listOpenIDConnectProviderTags = onProvider({
  operation: 'ListOpenIDConnectProviderTags',
  more: paging,
  async handle(arn, asked, { store }) {
    const { tags } = found(await store.oidcProviders.get(arn), () => noProvider(arn))
    const { items, rest } = await page([listed(tags, ({ key }) => key)], asked)
    return { Tags: tagsOnTheWire(items), ...rest }
  },
})
