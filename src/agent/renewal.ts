import type { Breaker } from './breaker'
import type { Clock } from './clock'
import type { PodIdentity } from './credentials'
import { type Entry, leftOf } from './entry'
import { heap } from './heap'

/** Least time between two tries to renew an entry, milliseconds; as much again is drawn by chance. */
const pause = 60_000
/** Questions under way at once; more than that helps no upstream. */
const mostAtOnce = 32

export interface Renewal {
  /** A new entry, or one whose credentials are new: says when it is to be renewed, and sees to it. */
  plan(entry: Entry): void
  /** How long the renewal that is most overdue waits, milliseconds; 0 when none is. */
  lag(): number
  stop(): void
}

/**
 * Renews what is kept: from half of its life on (or after `retention`), spread by chance over a tenth of the life, at most `perSecond` a second,
 * soonest to expire first. A failure waits a minute or two, and all wait while the breaker is open. Entries nobody asked for during a
 * whole credential life, and those whose token has run out, are not renewed.
 */
export function renewals(given: {
  readonly clock: Clock
  readonly breaker: Breaker
  readonly perSecond: number
  readonly retention: number
  /** The entry as it is kept now; undefined when it has gone or has been replaced. */
  readonly current: (entry: Entry) => Entry | undefined
  readonly ask: (pod: PodIdentity) => Promise<unknown>
  /** It will not be renewed any more. */
  readonly ghost: (entry: Entry, why: 'idle' | 'token expired') => void
  readonly random?: () => number
}): Renewal {
  const { clock, breaker, random = Math.random } = given
  const step = 1_000 / given.perSecond
  const waiting = heap<Entry>((it) => it.renewAt)
  const due = heap<Entry>((it) => it.endsAt)
  let atWork = 0
  let nextAt = 0
  let cancel: (() => void) | undefined
  let wakeAt = Number.POSITIVE_INFINITY
  let stopped = false

  const wake = (at: number): void => {
    if (stopped || at >= wakeAt) return
    cancel?.()
    wakeAt = at
    // A timer that is set for very long is set in stages: longer than 2^31 ms it would go off at once.
    cancel = clock.after(Math.min(Math.max(at - clock.steady(), 0), 3_600_000), () => {
      wakeAt = Number.POSITIVE_INFINITY
      work()
    })
  }

  const gather = (): void => {
    for (let next = waiting.least(); next !== undefined && next.renewAt <= clock.steady(); next = waiting.least()) {
      waiting.take()
      if (given.current(next) === next) due.add(next)
    }
  }

  const work = (): void => {
    gather()
    while (due.size > 0 && atWork < mostAtOnce && nextAt <= clock.steady() && breaker.wait() === 0) {
      const entry = due.take()
      if (entry === undefined || given.current(entry) !== entry) continue
      const left = entry.credentials.expiresAt - clock.now()
      if (left <= 0) continue
      const why = ghostly(entry, clock.now())
      if (why !== undefined) {
        given.ghost(entry, why)
        continue
      }
      nextAt = clock.steady() + step
      void renew(entry)
    }
    if (due.size > 0 && atWork < mostAtOnce) wake(Math.max(nextAt, clock.steady() + breaker.wait()))
    const next = waiting.least()
    if (next !== undefined) wake(next.renewAt)
  }

  const renew = async (entry: Entry): Promise<void> => {
    atWork += 1
    try {
      await given.ask(entry.pod)
    } catch {
      // Told where it is asked. What was dropped is not planned again.
      if (given.current(entry) === entry) again(entry)
    } finally {
      atWork -= 1
      work()
    }
  }

  const again = (entry: Entry): void => {
    const left = leftOf(entry, clock)
    // Towards the end more tries fit in: the closer, the sooner.
    const wanted = Math.min(pause * (1 + random()), Math.max(left / 4, 1_000))
    entry.renewAt = clock.steady() + wanted
    waiting.add(entry)
  }

  return {
    plan(entry) {
      const life = entry.credentials.expiresAt - entry.fetchedAt
      const age = clock.now() - entry.fetchedAt
      const from = Math.min(life / 2, given.retention)
      const spread = Math.min(life / 10, Math.max(life - from, 0) / 2)
      entry.renewAt = clock.steady() + Math.max(from - age, 0) + random() * spread
      entry.dueAt = entry.renewAt
      waiting.add(entry)
      wake(entry.renewAt)
    },
    lag() {
      gather()
      let most = 0
      const first = due.least()
      if (first !== undefined) most = clock.steady() - first.dueAt
      return Math.max(most, 0)
    },
    stop() {
      stopped = true
      cancel?.()
    },
  }
}

function ghostly(entry: Entry, now: number): 'idle' | 'token expired' | undefined {
  if (entry.pod.tokenExpiresAt <= now) return 'token expired'
  const life = entry.credentials.expiresAt - entry.fetchedAt
  return now - entry.askedAt >= life ? 'idle' : undefined
}
