import type { Clock } from './clock'

/** Seconds' worth that may be used at once. */
const burst = 5
/** Askers remembered; who is forgotten begins with a full measure. */
const most = 16_384

/** Whether one of many may ask now; else the milliseconds until it may. */
export type Limit = (who: string) => number

/** A token bucket for each asker: `perSecond` a second, five seconds' worth at once. 0 turns it off. */
export function limit(perSecond: number, clock: Clock): Limit {
  if (perSecond <= 0) return () => 0
  const full = perSecond * burst
  const buckets = new Map<string, { left: number; at: number }>()
  return (who) => {
    const now = clock.steady()
    const bucket = buckets.get(who)
    if (bucket === undefined) {
      const [oldest] = buckets.keys()
      if (buckets.size >= most && oldest !== undefined) buckets.delete(oldest)
      buckets.set(who, { left: full - 1, at: now })
      return 0
    }
    bucket.left = Math.min(full, bucket.left + ((now - bucket.at) * perSecond) / 1_000)
    bucket.at = now
    if (bucket.left < 1) return ((1 - bucket.left) * 1_000) / perSecond
    bucket.left -= 1
    return 0
  }
}
