import { maybeTexts } from '../said'
import { findTagged, onTags } from './tagging'

/** Takes tags off a cluster, an association or an add-on. */
export const untagResource = onTags({
  name: 'UntagResource',
  more: (said) => maybeTexts(said.tagKeys) ?? [],
  conditions: (keys) => ({ 'aws:TagKeys': keys }),
  async handle(arn, keys, parts) {
    await parts.store.change(async (tx) => {
      const it = await findTagged(tx, arn)
      await it.retag(tx, Object.fromEntries(Object.entries(it.tags).filter(([key]) => !keys.includes(key))))
    })
    return {}
  },
})
