/** One link of the road from a pod to its credentials. */
export interface Link {
  /** `cluster`, `active`, `keys`, … */
  readonly name: string
  /** UNKNOWN: nobody can say; it does not count as broken. */
  readonly state: 'WHOLE' | 'BROKEN' | 'UNKNOWN'
  /** What was seen, in a sentence. */
  readonly reason: string
  /** What to do about it. */
  readonly remedy?: string
}

export function whole(name: string, reason: string): Link {
  return { name, state: 'WHOLE', reason }
}

export function broken(name: string, reason: string, remedy: string): Link {
  return { name, state: 'BROKEN', reason, remedy }
}

export function unknown(name: string, reason: string, remedy?: string): Link {
  return { name, state: 'UNKNOWN', reason, ...(remedy === undefined ? {} : { remedy }) }
}

/** `12 seconds`, `3 minutes`, `2 hours` */
export function spoken(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1_000))
  if (seconds < 120) return `${seconds} seconds`
  return seconds < 7_200 ? `${Math.round(seconds / 60)} minutes` : `${Math.round(seconds / 3_600)} hours`
}
