import { ask } from '../../../asking/ask'

interface Changes {
  readonly put: Readonly<Record<string, string>>
  readonly away: readonly string[]
}

/** The calls that make the tags of a role so. */
export function tagCalls(RoleName: string, { put, away }: Changes) {
  const untag = { RoleName, TagKeys: [...away] }
  const tag = { RoleName, Tags: Object.entries(put).map(([Key, Value]) => ({ Key, Value })) }
  return [
    { operation: 'UntagRole', input: untag, does: () => ask('iam', 'UntagRole', untag) },
    { operation: 'TagRole', input: tag, does: () => ask('iam', 'TagRole', tag) },
  ].filter(({ input }) => ('Tags' in input ? input.Tags : input.TagKeys).length > 0)
}
