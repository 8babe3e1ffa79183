import type { Log } from '../program'
import { type Store, sortableTime, updateKey } from '../store'

const hour = 3_600_000
/** Milliseconds that an answer is kept for its clientRequestToken. */
const answerLife = 24 * hour
/** Milliseconds that an update of a cluster or an add-on is told of. */
const updateLife = 90 * 24 * hour
/** Rows a change: small enough not to keep writers waiting. */
const handful = 200

type Swept = 'events' | 'keptAnswers' | 'updates'

/** Removes audit records, kept answers and updates that are older than they are to be. Resolves with how many. */
export async function sweep(store: Store, now: number, auditRetention: number): Promise<number> {
  return (
    (await removeBefore(store, 'events', now - auditRetention)) +
    (await removeBefore(store, 'keptAnswers', now - answerLife)) +
    (await removeBefore(store, 'updates', now - updateLife))
  )
}

async function removeBefore(store: Store, table: Swept, time: number): Promise<number> {
  for (let removed = 0; ; ) {
    const keys = await oldKeys(store, table, sortableTime(Math.max(time, 0)))
    await store.change(async (tx) => {
      for (const key of keys) await tx[table].remove(key)
    })
    removed += keys.length
    if (keys.length < handful) return removed
  }
}

async function oldKeys(store: Store, table: Swept, to: string): Promise<readonly string[]> {
  if (table === 'updates')
    return (await store.updates.list({ by: 'byTime', to }, { limit: handful })).map((it) =>
      updateKey(it.cluster, it.id),
    )
  if (table === 'events')
    return (await store.events.list({ by: 'byTime', to }, { limit: handful })).map((it) => it.eventId)
  const rows = await store.keptAnswers.list({ by: 'byTime', to }, { limit: handful })
  return rows.map((it) => it.key)
}

/** Sweeps now and then every hour, until stopped. */
export function sweepRegularly(
  store: Store,
  now: () => number,
  auditRetention: number,
  log: Log,
): { stop(): Promise<void> } {
  let current: Promise<void> = Promise.resolve()
  const once = (): void => {
    current = sweep(store, now(), auditRetention).then(
      (count) => {
        if (count > 0) log.debug({ count }, 'old records removed')
      },
      (error) => log.warn({ err: error }, 'old records could not be removed'),
    )
  }
  const first = setTimeout(once, 60_000)
  const timer = setInterval(once, hour)
  first.unref()
  timer.unref()
  return {
    stop() {
      clearTimeout(first)
      clearInterval(timer)
      return current
    },
  }
}
