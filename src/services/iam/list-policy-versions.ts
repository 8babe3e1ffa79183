import { existing, onPolicy } from './managed-policies'
import { listed, page, paging } from './paging'
import { newestFirstKey, versionOnTheWire } from './policy-versions'

/** The versions of a managed policy, newest first. */
export const listPolicyVersions = onPolicy({
  operation: 'ListPolicyVersions',
  more: paging,
  async handle(arn, asked, { store }) {
    const policy = await existing(store, arn)
    const { items, rest } = await page([listed(policy.versions, newestFirstKey)], asked)
    return { Versions: items.map((version) => versionOnTheWire(policy, version)), ...rest }
  },
})
