import { existing, onPolicy } from './managed-policies'
import { listed, page, paging } from './paging'
import { tagsOnTheWire } from './tags'

/** The tags of a managed policy. */
export const listPolicyTags = onPolicy({
  operation: 'ListPolicyTags',
  more: paging,
  async handle(arn, asked, { store }) {
    const { tags } = await existing(store, arn)
    const { items, rest } = await page([listed(tags, ({ key }) => key)], asked)
    return { Tags: tagsOnTheWire(items), ...rest }
  },
})
