import { maybeTexts } from '../said'
import { onPolicy, own } from './managed-policies'
import { withoutTags } from './tags'

/** Removes tags of a managed policy. */
export const untagPolicy = onPolicy({
  operation: 'UntagPolicy',
  more: (said) => maybeTexts(said.TagKeys) ?? [],
  conditions: (keys) => ({ 'aws:TagKeys': keys }),
  async handle(arn, keys, { store, caller }) {
    await store.change(async (tx) => {
      const policy = await own(tx, arn, { operation: 'UntagPolicy', caller })
      await tx.policies.update(arn, () => ({ ...policy, tags: withoutTags(policy.tags, keys, 'with case') }))
    })
    return {}
  },
})
