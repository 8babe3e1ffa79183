import type { Clock } from './clock'

/** A clock moved by hand. Alarms go off in their order as it passes them; `settle` lets what they began come to its next wait. */
export interface HandClock extends Clock {
  /** Moves both clocks on, alarm by alarm. */
  pass(milliseconds: number): Promise<void>
  /** The wall clock alone jumps. */
  jump(milliseconds: number): void
}

export function handClock(start = Date.UTC(2026, 3, 1, 12)): HandClock {
  let wall = start
  let steady = 0
  let count = 0
  const alarms = new Map<number, { readonly at: number; readonly work: () => void }>()
  const clock: HandClock = {
    now: () => wall,
    steady: () => steady,
    after(delay, work) {
      const name = count++
      alarms.set(name, { at: steady + Math.max(delay, 0), work })
      return () => alarms.delete(name)
    },
    deadline(milliseconds) {
      const over = new AbortController()
      clock.after(milliseconds, () => over.abort())
      return over.signal
    },
    jump(milliseconds) {
      wall += milliseconds
    },
    async pass(milliseconds) {
      const end = steady + milliseconds
      await settle()
      for (;;) {
        const [next] = [...alarms].filter(([, it]) => it.at <= end).sort(([, one], [, other]) => one.at - other.at)
        if (next === undefined) break
        const [name, { at, work }] = next
        alarms.delete(name)
        wall += Math.max(at - steady, 0)
        steady = Math.max(at, steady)
        work()
        await settle()
      }
      wall += end - steady
      steady = end
      await settle()
    },
  }
  return clock
}

/** Until promises that wait for nothing outside have come to rest. */
async function settle(): Promise<void> {
  for (let n = 0; n < 20; n += 1) await Promise.resolve()
}
