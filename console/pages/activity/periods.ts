import { beginOf, clusterNameOf, type Filters } from './filters'

export interface Span {
  readonly start: Date
  /** Absent: until now. */
  readonly end?: Date
  readonly periodSeconds: number
  /** `the last hour` */
  readonly length: string
}

const day = 86_400_000
/** A bar's length: one of these, so that bars begin at round times. */
const lengths = [60, 300, 900, 3_600, 10_800, 21_600, 86_400] as const
const bars = 40
/** What one call counts. */
const most = 300

/** Which time is counted, and how finely: that of the filter, or the last day. */
export function spanOf(filters: Filters, now: number): Span {
  const end = filters.to?.getTime()
  const begin = beginOf(filters, now)?.getTime() ?? (end ?? now) - day
  const seconds = Math.max(60, ((end ?? now) - begin) / 1_000)
  const periodSeconds = lengths.find((it) => seconds / it <= bars) ?? 86_400
  // More days than can be counted at once: the last of them.
  const start = Math.max(begin, (end ?? now) - (most - 1) * periodSeconds * 1_000)
  return {
    start: new Date(start),
    end: end === undefined ? undefined : new Date(end),
    periodSeconds,
    length: end !== undefined ? 'the chosen time' : lengthInWords(filters),
  }
}

/** Exchanges are counted of all clusters, or of one. */
export function clusterOf({ by }: Filters): string | undefined {
  return by?.attribute === 'cluster' ? clusterNameOf(by.value) : undefined
}

/** `12 got credentials, 1 was refused` */
export function inWords(given: number, refused: number): string {
  if (given + refused === 0) return 'No exchange'
  return `${given} got credentials, ${refused === 0 ? 'none' : refused} ${refused < 2 ? 'was' : 'were'} refused`
}

function lengthInWords({ last, from }: Filters): string {
  if (last === undefined) return from === undefined ? 'the last day' : 'the chosen time'
  const unit = { m: 'minute', h: 'hour', d: 'day' }[last.slice(-1)] ?? 'minute'
  const count = last.slice(0, -1)
  return count === '1' ? `the last ${unit}` : `the last ${count} ${unit}s`
}
