import type { Clock } from '../../src/agent'

/** Real time, which can be moved on. Alarms that are passed go off at once. */
export interface MovableClock extends Clock {
  /** Both clocks go on by this; what was due in between goes off. Resolves when that has come to rest. */
  pass(milliseconds: number): Promise<void>
  /** The wall clock alone jumps. */
  jump(milliseconds: number): void
}

export function movableClock(): MovableClock {
  let ahead = 0
  let jumped = 0
  const alarms = new Set<{ readonly at: number; readonly ring: () => void }>()
  const steady = (): number => performance.now() + ahead
  return {
    steady,
    now: () => Date.now() + ahead + jumped,
    jump(milliseconds) {
      jumped += milliseconds
    },
    after(delay, work) {
      const alarm = {
        at: steady() + delay,
        ring() {
          cancel()
          work()
        },
      }
      const timer = setTimeout(alarm.ring, Math.min(delay, 2_000_000_000))
      const cancel = (): void => {
        clearTimeout(timer)
        alarms.delete(alarm)
      }
      alarms.add(alarm)
      return cancel
    },
    async pass(milliseconds) {
      const end = steady() + milliseconds
      for (;;) {
        const next = [...alarms].filter((it) => it.at <= end).sort((one, other) => one.at - other.at)[0]
        if (next === undefined) break
        ahead += Math.max(next.at - steady(), 0)
        next.ring()
        await Bun.sleep(0)
      }
      ahead += Math.max(end - steady(), 0)
      await Bun.sleep(0)
    },
  }
}
