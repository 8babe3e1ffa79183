import { useState, useSyncExternalStore } from 'react'
import type { LookedUp } from './looked-up'

interface Held {
  readonly shown: LookedUp | undefined
  /** Records that came meanwhile. */
  readonly waiting: number
  show(): void
}

/** Who reads further down, or has a record open, keeps what is shown until asked for: rows do not move under the eyes. */
export function useHeld(question: string, data: LookedUp | undefined, hold: boolean): Held {
  const [kept, keep] = useState<{ readonly question: string; readonly data: LookedUp }>()
  const stays = hold && kept?.question === question
  if (data !== undefined && !stays && (kept?.question !== question || kept.data !== data)) keep({ question, data })
  const shown = stays ? kept.data : data
  return {
    shown,
    waiting: data === undefined || shown === undefined ? 0 : newer(data, shown),
    show: () => data && keep({ question, data }),
  }
}

/** How many records of the one are not in the other. */
export function newer(data: LookedUp, shown: LookedUp): number {
  const known = new Set(shown.records.map(({ id }) => id))
  const at = data.records.findIndex(({ id }) => known.has(id))
  return at === -1 ? data.records.length : at
}

/** Whether the page is scrolled down. */
export function useScrolled(): boolean {
  return useSyncExternalStore(
    (changed) => {
      addEventListener('scroll', changed, { passive: true })
      return () => removeEventListener('scroll', changed)
    },
    () => scrollY > 100,
  )
}
