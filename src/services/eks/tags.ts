import type { Fault } from '../fault'
import type { Need } from '../operation'

/** Tags as EKS has them: a map, keys compared with their case. */
export type Tags = Readonly<Record<string, string>>

const most = 50
const writable = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u

/** Refuses reserved keys, characters AWS does not take in tags, and more than fifty. `refusal` gives the fault of the operation. */
export function acceptableTags(tags: Tags, refusal: (message: string) => Fault): Tags {
  for (const [key, value] of Object.entries(tags)) {
    if (key.toLowerCase().startsWith('aws:'))
      throw refusal('aws: prefixed tag key names are not allowed for external use.')
    if (key === '' || !writable.test(key) || key.length > 128) throw refusal('A tag key is not valid.')
    if (!writable.test(value) || value.length > 256) throw refusal('A tag value is not valid.')
  }
  if (Object.keys(tags).length > most) throw refusal(`A resource has at most ${most} tags.`)
  return tags
}

type Conditions = NonNullable<Need['context']>

/** `aws:RequestTag/…` and `aws:TagKeys`. */
export function requestTags(tags: Tags): Conditions {
  return {
    ...Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:RequestTag/${key}`, value])),
    'aws:TagKeys': Object.keys(tags),
  }
}

/** `aws:ResourceTag/…` */
export function resourceTags(row: { readonly tags: Tags } | undefined): Conditions {
  return Object.fromEntries(Object.entries(row?.tags ?? {}).map(([key, value]) => [`aws:ResourceTag/${key}`, value]))
}
