import type { LookupAttributeKey } from '@aws-sdk/client-cloudtrail'
import type { Search } from './looked-up'
import { exchangeName, type Recorded } from './recorded'

/** Which records: exchanges of credentials, calls that change something, or all. */
export type Kind = 'exchanges' | 'changes' | 'all'

/** The one thing that records are looked up by, as the address says it. */
export type Attribute = keyof typeof attributes

/** What is looked for; all of it stands in the address. */
export interface Filters {
  readonly kind: Kind
  readonly refusedOnly: boolean
  readonly by?: { readonly attribute: Attribute; readonly value: string }
  /** `1h`: the last hour. */
  readonly last?: string
  readonly from?: Date
  readonly to?: Date
}

interface AttributeSpec {
  readonly key: LookupAttributeKey
  readonly label: string
  readonly placeholder: string
}

export const attributes = {
  role: { key: 'ResourceName', label: 'Role', placeholder: 'Name or ARN of a role' },
  cluster: { key: 'ResourceName', label: 'Cluster', placeholder: 'Name of a cluster' },
  user: { key: 'Username', label: 'User', placeholder: 'Name of a user or of a session' },
  key: { key: 'AccessKeyId', label: 'Access key', placeholder: 'AKIA… or ASIA…' },
  event: { key: 'EventName', label: 'Event name', placeholder: 'CreateRole' },
  source: { key: 'EventSource', label: 'Service', placeholder: 'eks.amazonaws.com' },
  resource: { key: 'ResourceName', label: 'Resource', placeholder: 'Name or ARN' },
  id: { key: 'EventId', label: 'Event ID', placeholder: '0190…' },
} as const satisfies Readonly<Record<string, AttributeSpec>>

export const attributeNames: readonly Attribute[] = [
  'role',
  'cluster',
  'user',
  'key',
  'event',
  'source',
  'resource',
  'id',
]

const kinds: readonly Kind[] = ['exchanges', 'changes', 'all']
const units: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 }

export function readFilters(params: URLSearchParams): Filters {
  const attribute = attributeNames.find((it) => (params.get(it) ?? '') !== '')
  const last = params.get('last') ?? ''
  return {
    kind: kinds.find((it) => it === params.get('kind')) ?? 'exchanges',
    refusedOnly: params.get('outcome') === 'refused',
    by: attribute === undefined ? undefined : { attribute, value: params.get(attribute) ?? '' },
    last: lengthOf(last) === undefined ? undefined : last,
    from: dateIn(params.get('from')),
    to: dateIn(params.get('to')),
  }
}

/** The filters as the address says them, beside all else that stands there. */
export function writeFilters(params: URLSearchParams, filters: Filters): URLSearchParams {
  const next = new URLSearchParams(params)
  for (const name of ['kind', 'outcome', 'last', 'from', 'to', ...attributeNames]) next.delete(name)
  if (filters.kind !== 'exchanges') next.set('kind', filters.kind)
  if (filters.refusedOnly) next.set('outcome', 'refused')
  if (filters.by !== undefined && filters.by.value !== '') next.set(filters.by.attribute, filters.by.value)
  if (filters.last !== undefined) next.set('last', filters.last)
  if (filters.from !== undefined) next.set('from', filters.from.toISOString())
  if (filters.to !== undefined) next.set('to', filters.to.toISOString())
  return next
}

export function isFiltered({ kind, refusedOnly, by, last, from, to }: Filters): boolean {
  return (
    kind !== 'exchanges' ||
    refusedOnly ||
    by !== undefined ||
    last !== undefined ||
    from !== undefined ||
    to !== undefined
  )
}

/** From when, at this moment; undefined: from the beginning. */
export function beginOf({ last, from }: Filters, now: number): Date | undefined {
  const length = lengthOf(last ?? '')
  return length === undefined ? from : new Date(now - length)
}

/** What the server is asked for by one attribute, and what is then left out here: LookupEvents takes no second one. */
export function searchOf(filters: Filters, now: number): Pick<Search, 'asked' | 'fits'> {
  const { kind, refusedOnly, by, to } = filters
  const times = { StartTime: beginOf(filters, now), EndTime: to }
  // All that is done with a cluster would bury its exchanges, which are found by their own name.
  const byKind = by === undefined || (kind === 'exchanges' && by.attribute === 'cluster')
  const attribute = byKind ? ofKind(kind) : { AttributeKey: attributes[by.attribute].key, AttributeValue: by.value }
  const narrowed = refusedOnly || (by !== undefined && kind !== 'all')
  return {
    asked: { LookupAttributes: attribute === undefined ? undefined : [attribute], ...times },
    fits: narrowed ? (record) => fits(filters, record) : undefined,
  }
}

function ofKind(
  kind: Kind,
): { readonly AttributeKey: LookupAttributeKey; readonly AttributeValue: string } | undefined {
  if (kind === 'all') return undefined
  return kind === 'changes'
    ? { AttributeKey: 'ReadOnly', AttributeValue: 'false' }
    : { AttributeKey: 'EventName', AttributeValue: exchangeName }
}

function fits({ kind, refusedOnly, by }: Filters, { exchange, readOnly, refused }: Recorded): boolean {
  if (refusedOnly && refused === undefined) return false
  if (kind === 'changes') return !readOnly
  if (kind === 'all') return true
  if (exchange === undefined) return false
  return by?.attribute !== 'cluster' || exchange.cluster === clusterNameOf(by.value)
}

/** `arn:aws:eks:r:1:cluster/blue` → `blue`; a name as it is. */
export function clusterNameOf(value: string): string {
  return /:cluster\/(.+)$/.exec(value)?.[1] ?? value
}

/** A role is looked up by its ARN; who types its name means that of this account. */
export function roleArnOf(typed: string, here: string): string {
  if (typed === '' || typed.includes(':')) return typed
  const [, partition = 'aws', , , account = ''] = here.split(':')
  return `arn:${partition}:iam::${account}:role/${typed}`
}

/** `90m` → milliseconds. */
export function lengthOf(last: string): number | undefined {
  const [, count = '', unit = ''] = /^([1-9][0-9]{0,4})([mhd])$/.exec(last) ?? []
  const size = units[unit]
  return size === undefined ? undefined : Number(count) * size
}

function dateIn(text: string | null): Date | undefined {
  const date = new Date(text ?? '')
  return Number.isNaN(date.getTime()) ? undefined : date
}
