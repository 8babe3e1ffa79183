import type { Clock } from './clock'
import { Refused, Unreachable } from './credentials'

/** Failures in a row after which nobody asks for a while. A throttled upstream says so itself: once is enough. */
const patienceWith = 5
const shortest = 1_000
const longest = 60_000

/** Whether the upstream may be asked now. One for all: what one question learns, all heed, foreground and renewal alike. */
export interface Breaker {
  /** Asks, or throws Unreachable at once while the upstream is left in peace. */
  through<Answer>(ask: () => Promise<Answer>): Promise<Answer>
  /** Milliseconds until the upstream may be asked again; 0 when it may be asked now. */
  wait(): number
  /** `unknown` before the first answer. */
  readonly state: 'closed' | 'open' | 'trying' | 'unknown'
}

/**
 * Throttling, 5xx and silence are counted together. Open, it lets nothing through; when its time is over one question tries, and its
 * answer decides for all. The time doubles with each failure, with jitter, up to a minute; Retry-After is heeded.
 */
export function breaker(clock: Clock, random: () => number = Math.random): Breaker {
  let failures = 0
  let openings = 0
  let openedAt = Number.NEGATIVE_INFINITY
  let openUntil = 0
  let trying = false
  let answered = false

  const well = (): void => {
    failures = 0
    openings = 0
    openUntil = 0
    answered = true
  }
  const failed = (why: unknown, began: number): void => {
    // What was asked before the last opening tells nothing new.
    if (began < openedAt) return
    failures += 1
    const throttled = why instanceof Refused && why.status < 500
    if (failures < patienceWith && !throttled && openUntil === 0) return
    const pause = Math.min(shortest * 2 ** Math.min(openings, 10), longest) * (0.5 + random() / 2)
    const wanted = Math.min((why instanceof Refused ? why.retryAfter : undefined) ?? 0, 5 * longest)
    openings += 1
    openedAt = clock.steady()
    openUntil = openedAt + Math.max(pause, wanted)
  }

  return {
    async through(ask) {
      const left = openUntil - clock.steady()
      if (left > 0) throw new Unreachable('EKS Auth is in trouble and is left in peace for a moment; ask again.', left)
      if (openUntil > 0) {
        if (trying) throw new Unreachable('EKS Auth was in trouble and is being tried; ask again.')
        trying = true
      }
      const probe = trying
      const began = clock.steady()
      try {
        const answer = await ask()
        well()
        return answer
      } catch (why) {
        // An answer that is a plain no is an answer: the upstream is well.
        if (why instanceof Refused && !why.passing) well()
        else failed(why, began)
        throw why
      } finally {
        if (probe) trying = false
      }
    },
    wait: () => Math.max(openUntil - clock.steady(), 0),
    get state() {
      if (openUntil > clock.steady()) return 'open'
      if (openUntil > 0) return 'trying'
      return answered || failures > 0 ? 'closed' : 'unknown'
    },
  }
}
