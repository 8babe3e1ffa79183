import { maybeTags } from '../said'
import { onPolicy, own } from './managed-policies'
import { acceptable, requestTags, withTags } from './tags'

/** Adds or changes tags of a managed policy. */
export const tagPolicy = onPolicy({
  operation: 'TagPolicy',
  more: (said) => acceptable(maybeTags(said.Tags) ?? [], 'with case'),
  conditions: requestTags,
  async handle(arn, added, { store, caller }) {
    await store.change(async (tx) => {
      const policy = await own(tx, arn, { operation: 'TagPolicy', caller })
      await tx.policies.update(arn, () => ({ ...policy, tags: withTags(policy.tags, added, 'with case') }))
    })
    return {}
  },
})
