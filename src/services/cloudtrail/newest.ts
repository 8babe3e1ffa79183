import type { AuditEvent } from '../../domain'
import { eventsWith, firstEventId, type Store } from '../../store'

/** Records that stand together in the table of events: those of a value in an index, one, or all. */
export interface Stretch {
  readonly by?: string
  readonly value?: string
  readonly id?: string
  /** Of these, only those that are about such a thing. */
  readonly resourceType?: string
  /** Of these, only those whose record holds one of these pieces of JSON. */
  readonly mentions?: readonly string[]
}

/** Epoch milliseconds, `from` inclusive, `to` exclusive. */
export interface Times {
  readonly from?: number
  readonly to?: number
}

export interface Found {
  readonly events: readonly AuditEvent[]
  /** The id of the last record that was looked at, when there may be more. */
  readonly last?: string
}

/** Rows read at a time. */
const stride = 51
/** Records looked at in one call: where many are passed over, the rest is left to the next page. */
const mostSeen = 2_000

/** Newest first, what lies in any of the stretches, before the record `before`. */
export async function newest(
  store: Pick<Store, 'events'>,
  stretches: readonly Stretch[],
  { most, times, before }: { readonly most: number; readonly times: Times; readonly before?: string },
): Promise<Found> {
  const walks = stretches.map((it) => walk(store, it, times, before))
  const heads = await Promise.all(walks.map(async (it) => (await it.next()).value))
  const events: AuditEvent[] = []
  let last: string | undefined
  for (let seen = 0; ; seen += 1) {
    const at = latest(heads)
    const head = heads[at]
    if (head === undefined) return { events }
    const again = head.eventId === last
    if (!again && (events.length === most || seen === mostSeen)) return { events, last }
    last = head.eventId
    if (!again && fits(head, stretches[at])) events.push(head)
    heads[at] = (await walks[at]?.next())?.value
  }
}

function latest(heads: readonly (AuditEvent | undefined)[]): number {
  let best = 0
  for (const [at, head] of heads.entries())
    if (head !== undefined && head.eventId > (heads[best]?.eventId ?? '')) best = at
  return best
}

function fits({ resources, record }: AuditEvent, { resourceType, mentions }: Stretch = {}): boolean {
  return (
    (resourceType === undefined || resources.some((it) => it.type === resourceType)) &&
    (mentions === undefined || mentions.some((it) => record.includes(it)))
  )
}

async function* walk(
  { events }: Pick<Store, 'events'>,
  { by, value, id }: Stretch,
  { from, to }: Times,
  before: string | undefined,
): AsyncGenerator<AuditEvent, undefined> {
  const start = value === undefined ? '' : eventsWith(value)
  const range = {
    by,
    prefix: start + (id ?? ''),
    from: from === undefined ? undefined : start + firstEventId(from),
    to: to === undefined ? undefined : start + firstEventId(to),
    descending: true,
  }
  for (let after = before; ; ) {
    const rows = await events.list(range, { limit: stride, after: after === undefined ? undefined : start + after })
    yield* id === undefined ? rows : rows.filter((it) => it.eventId === id)
    after = rows.at(-1)?.eventId
    if (rows.length < stride) return undefined
  }
}
