import type { Clock } from './clock'

/** Fetches after which tidying is worth its ten milliseconds. */
const enough = 100
/** Milliseconds after that many, so that a burst is tidied up after once. */
const later = 2_000

/**
 * Gives memory back after bursts of fetches: what they leave behind would stay resident, since the runtime lets its heap grow on a machine with
 * much memory, and an agent that is on every node shall be small on each. Call the answer for every fetch.
 */
export function tidy(clock: Clock, shrink: () => void = () => Bun.shrink()): (fetches?: number) => void {
  let since = 0
  let waiting = false
  return (fetches = 1) => {
    since += fetches
    if (waiting || since < enough) return
    waiting = true
    clock.after(later, () => {
      waiting = false
      since = 0
      shrink()
    })
  }
}
