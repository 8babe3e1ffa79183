import { maybeTextMap } from '../said'
import { badRequest, findTagged, onTags } from './tagging'
import { acceptableTags, requestTags } from './tags'

/** Puts tags on a cluster, an association or an add-on, in place of those of the same keys. */
export const tagResource = onTags({
  name: 'TagResource',
  more: (said) => maybeTextMap(said.tags) ?? {},
  conditions: requestTags,
  async handle(arn, tags, parts) {
    acceptableTags(tags, badRequest)
    await parts.store.change(async (tx) => {
      const it = await findTagged(tx, arn)
      await it.retag(tx, acceptableTags({ ...it.tags, ...tags }, badRequest))
    })
    return {}
  },
})
