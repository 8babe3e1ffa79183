import { giveUpUnattended } from '../services'
import type { House } from './house'

const often = 5_000

/**
 * Looks every few seconds whether the built-in clusters have connectors, until stopped. Silence counts from the start of this process, so that
 * connectors have their time to come back; and anew after this process slept (a closed lid), since none could be heard meanwhile.
 */
export function watchAttendance(house: House, patience: number): { stop(): Promise<void> } {
  const every = Math.min(often, patience / 4)
  let since = house.now()
  let looked = since
  let current: Promise<void> = Promise.resolve()
  let busy = false
  const look = async (): Promise<void> => {
    const now = house.now()
    if (Math.abs(now - looked) > 3 * every) since = now
    looked = now
    try {
      for (const addon of await giveUpUnattended(house, { since, patience }))
        house.log.info({ addon }, 'no connector of its cluster has been heard: the add-on is given up')
    } catch (error) {
      house.log.warn({ err: error }, 'the attendance of clusters could not be looked at')
    }
  }
  const timer = setInterval(() => {
    if (busy) return
    busy = true
    current = look().finally(() => {
      busy = false
    })
  }, every)
  timer.unref()
  return {
    stop() {
      clearInterval(timer)
      return current
    },
  }
}
