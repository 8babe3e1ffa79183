import type { Clock } from '../../src/agent'

/** Real time, which can be moved on. Alarms that are passed go off at once. */
export interface MovableClock extends Clock {
  /** Both clocks go on by this; what was due in between goes off. Resolves when that has come to rest. */
  pass(milliseconds: number): Promise<void>
  /** The wall clock alone jumps. */
  jump(milliseconds: number): void
  /** Nothing goes off any more. */
  stop(): void
}

interface Alarm {
  readonly at: number
  readonly ring: () => void
}

const tick = 5
/** Most that one look at the time lets go by. */
const most = 20

/**
 * Its steady side is the time that this process lived: while the machine holds it up, no patience ends and no answer comes too late that only
 * waits to be read. What a deadline is set to cannot be moved on: an answer from outside takes its time.
 */
export function movableClock(): MovableClock {
  let ahead = 0
  let jumped = 0
  let lived = 0
  let looked = performance.now()
  const alarms = new Set<Alarm>()
  const deadlines = new Set<Alarm>()
  const live = (): number => {
    const now = performance.now()
    lived += Math.min(now - looked, most)
    looked = now
    return lived
  }
  const steady = (): number => live() + ahead
  const set = (among: Set<Alarm>, at: number, work: () => void): (() => void) => {
    const alarm = {
      at,
      ring() {
        among.delete(alarm)
        work()
      },
    }
    among.add(alarm)
    return () => among.delete(alarm)
  }
  const due = (among: Set<Alarm>, end: number): Alarm | undefined =>
    [...among].filter((it) => it.at <= end).sort((one, other) => one.at - other.at)[0]
  const ringing = setInterval(() => {
    for (let next = due(alarms, steady()); next !== undefined; next = due(alarms, steady())) next.ring()
    for (let next = due(deadlines, live()); next !== undefined; next = due(deadlines, live())) next.ring()
  }, tick)
  ringing.unref()
  return {
    steady,
    now: () => Date.now() + ahead + jumped,
    jump(milliseconds) {
      jumped += milliseconds
    },
    after: (delay, work) => set(alarms, steady() + delay, work),
    deadline(milliseconds) {
      const over = new AbortController()
      set(deadlines, live() + milliseconds, () => over.abort(new DOMException('It took too long.', 'TimeoutError')))
      return over.signal
    },
    async pass(milliseconds) {
      const end = steady() + milliseconds
      for (let next = due(alarms, end); next !== undefined; next = due(alarms, end)) {
        ahead += Math.max(next.at - steady(), 0)
        next.ring()
        await Bun.sleep(0)
      }
      ahead += Math.max(end - steady(), 0)
      await Bun.sleep(0)
    },
    stop: () => clearInterval(ringing),
  }
}
