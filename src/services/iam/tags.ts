import type { Tag } from '../../domain'
import type { Answer } from '../operation'
import { invalid, overLimit } from './faults'
import { quotas } from './quotas'

/** `without`: roles and users, whose tag keys are compared without case. `with`: all else. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html */
export type TagCase = 'without case' | 'with case'

function compared(key: string, how: TagCase): string {
  return how === 'without case' ? key.toLowerCase() : key
}

/** Tags that no request may set: AWS's own, and the one that ties a role to its cluster. */
function refuseReserved(key: string): void {
  const lower = key.toLowerCase()
  if (lower.startsWith('aws:')) throw invalid('aws: prefixed tag key names are not allowed for external use.')
  if (lower === 'podid:cluster') throw invalid('The tag key podid:cluster is reserved: it is given by podid alone.')
}

/** Refuses reserved and repeated keys. */
export function acceptable(tags: readonly Tag[], how: TagCase): readonly Tag[] {
  for (const { key } of tags) refuseReserved(key)
  if (new Set(tags.map(({ key }) => compared(key, how))).size !== tags.length) {
    throw invalid(
      how === 'without case'
        ? 'Duplicate tag keys found. Please note that Tag keys are case insensitive.'
        : 'Duplicate tag keys found.',
    )
  }
  return tags
}

/** What is there, and what is added in place of tags of the same key. */
export function withTags(present: readonly Tag[], added: readonly Tag[], how: TagCase): readonly Tag[] {
  const tags = new Map(present.map((tag) => [compared(tag.key, how), tag]))
  for (const tag of added) tags.set(compared(tag.key, how), tag)
  if (tags.size > quotas.tags) throw overLimit('The number of tags has reached the maximum limit.')
  return [...tags.values()]
}

export function withoutTags(present: readonly Tag[], keys: readonly string[], how: TagCase): readonly Tag[] {
  const gone = new Set(keys.map((key) => compared(key, how)))
  return present.filter(({ key }) => !gone.has(compared(key, how)))
}

export function tagsOnTheWire(tags: readonly Tag[]): readonly Answer[] {
  return tags.map(({ key, value }) => ({ Key: key, Value: value }))
}

/** For members that AWS leaves out when there is no tag. */
export function someTags(tags: readonly Tag[]): readonly Answer[] | undefined {
  return tags.length === 0 ? undefined : tagsOnTheWire(tags)
}

type Conditions = Readonly<Record<string, string | readonly string[]>>

/** `aws:RequestTag/…` and `aws:TagKeys`. */
export function requestTags(tags: readonly Tag[]): Conditions {
  return {
    ...Object.fromEntries(tags.map(({ key, value }) => [`aws:RequestTag/${key}`, value])),
    'aws:TagKeys': tags.map(({ key }) => key),
  }
}

/** `aws:ResourceTag/…`, and `iam:ResourceTag/…`, its older name. */
export function resourceTags(tags: readonly Tag[] | undefined): Conditions {
  return Object.fromEntries(
    (tags ?? []).flatMap(({ key, value }) => [
      [`aws:ResourceTag/${key}`, value],
      [`iam:ResourceTag/${key}`, value],
    ]),
  )
}
