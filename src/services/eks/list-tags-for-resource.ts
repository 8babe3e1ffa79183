import { findTagged, onTags } from './tagging'

/** Shows the tags of a cluster, an association or an add-on. */
export const listTagsForResource = onTags({
  name: 'ListTagsForResource',
  more: () => undefined,
  handle: async (arn, _, parts) => ({ tags: (await findTagged(parts.store, arn)).tags }),
})
