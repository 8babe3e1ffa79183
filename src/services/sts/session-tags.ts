import type { Session, Tag } from '../../domain'
import { wrongParameter } from './faults'

/** The tags a session is to have, and whether it needs `sts:TagSession`. */
export interface SessionTags {
  readonly tags: readonly Tag[]
  readonly transitive: readonly string[]
}

const lower = (key: string): string => key.toLowerCase()

/**
 * What was asked for, if it agrees with itself. Keys are compared without case and kept as they are written.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
 */
export function askedTags(tags: readonly Tag[], transitiveKeys: readonly string[]): SessionTags {
  const byKey = new Map(tags.map((tag) => [lower(tag.key), tag]))
  if (byKey.size < tags.length)
    throw wrongParameter('Duplicate tag keys found. Please note that Tag keys are case insensitive.')
  if (tags.some(({ key }) => lower(key).startsWith('aws:')))
    throw wrongParameter('Tag keys that begin with aws: are reserved for system use.')
  const transitive = transitiveKeys.map((key) => byKey.get(lower(key))?.key)
  const known = transitive.filter((key) => key !== undefined)
  if (known.length < transitive.length)
    throw wrongParameter('The specified transitive tag key must be included in the requested tags.')
  return { tags, transitive: [...new Set(known)] }
}

/** With what comes from the session that asks: its transitive tags go on as they are, and cannot be set anew. */
export function withInherited(asked: SessionTags, caller: Session | undefined): SessionTags {
  const kept = new Set(caller?.transitive.map(lower))
  const inherited = caller?.tags.filter(({ key }) => kept.has(lower(key))) ?? []
  if (asked.tags.some(({ key }) => kept.has(lower(key))))
    throw wrongParameter(
      "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
    )
  return {
    tags: [...inherited, ...asked.tags],
    transitive: [...inherited.map(({ key }) => key), ...asked.transitive],
  }
}

/** The condition keys that tell of them. Empty lists are absent keys. */
export function tagConditions({ tags, transitive }: SessionTags): Readonly<Record<string, string | readonly string[]>> {
  return {
    ...Object.fromEntries(tags.map(({ key, value }) => [`aws:RequestTag/${key}`, value])),
    ...(tags.length > 0 ? { 'aws:TagKeys': tags.map(({ key }) => key) } : {}),
    ...(transitive.length > 0 ? { 'sts:TransitiveTagKeys': transitive } : {}),
  }
}
