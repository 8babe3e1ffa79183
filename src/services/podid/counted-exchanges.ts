import { eventsWith, exchangeName, exchangesAt, firstEventId, type Store } from '../../store'

/** Epoch milliseconds, `to` exclusive. */
export interface Period {
  readonly from: number
  readonly to: number
}

export interface Count extends Period {
  /** Those that were answered with credentials. */
  readonly exchanges: number
  readonly refusals: number
}

/** Records counted in one call: what an index of a million takes, a tenth of a second or so. */
const most = 1_000_000
/** Periods counted before others get their turn. */
const handful = 10

/** The counts of the periods, the newest first as they are given; those that would be beyond the bound are left out. */
export async function counted(
  { events }: Pick<Store, 'events'>,
  clusterArn: string | undefined,
  periods: readonly Period[],
  bound = most,
): Promise<readonly Count[]> {
  const all = clusterArn === undefined ? eventsWith(exchangeName) : eventsWith(exchangesAt(clusterArn))
  const refused = eventsWith(clusterArn ?? exchangeName)
  const byAll = clusterArn === undefined ? 'byName' : 'byResource'
  const byRefused = clusterArn === undefined ? 'byRefusedExchange' : 'byRefusedExchangeAt'
  const count = (by: string, prefix: string, { from, to }: Period, atMost: number): Promise<number> =>
    events.count({ by, prefix, from: prefix + firstEventId(from), to: prefix + firstEventId(to) }, atMost)
  const counts: Count[] = []
  let left = bound
  for (const [at, period] of periods.entries()) {
    const there = await count(byAll, all, period, left + 1)
    if (there > left) return counts
    const refusals = there === 0 ? 0 : await count(byRefused, refused, period, there)
    counts.push({ ...period, exchanges: there - refusals, refusals })
    left -= there
    if (at % handful === handful - 1) await nextTurn()
  }
  return counts
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
