import type { Log } from '../program'
import { firstEventId, type Store, sortableTime, updateKey } from '../store'

const hour = 3_600_000
/** Milliseconds that an answer is kept for its clientRequestToken. */
const answerLife = 24 * hour
/** Milliseconds that an update of a cluster or an add-on is told of. */
const updateLife = 90 * 24 * hour
/** Rows a change: small enough not to keep writers waiting. */
const handful = 200

type Swept = 'events' | 'dataEvents' | 'keptAnswers' | 'signInCodes' | 'updates'

/** Removes audit records, kept answers, codes to sign in with and updates that are older than they are to be. Resolves with how many. */
export async function sweep(store: Store, now: number, auditRetention: number): Promise<number> {
  const oldest = { to: firstEventId(now - auditRetention) }
  const keptSince = sortableTime(Math.max(now - answerLife, 0))
  const updatedSince = sortableTime(Math.max(now - updateLife, 0))
  return (
    (await removeAll(store, 'events', async (limit) => (await store.events.list(oldest, { limit })).map(eventId))) +
    (await removeAll(store, 'dataEvents', async (limit) =>
      (await store.dataEvents.list(oldest, { limit })).map(eventId),
    )) +
    (await removeAll(store, 'keptAnswers', async (limit) =>
      (await store.keptAnswers.list({ by: 'byTime', to: keptSince }, { limit })).map((it) => it.key),
    )) +
    (await removeAll(store, 'signInCodes', async (limit) =>
      (await store.signInCodes.list({ by: 'byTime', to: sortableTime(now) }, { limit })).map((it) => it.key),
    )) +
    (await removeAll(store, 'updates', async (limit) =>
      (
        await store.updates.list({ by: 'byTime', to: updatedSince }, { limit })
      ).map((it) => updateKey(it.cluster, it.id)),
    ))
  )
}

function eventId(it: { readonly eventId: string }): string {
  return it.eventId
}

async function removeAll(
  store: Store,
  table: Swept,
  old: (limit: number) => Promise<readonly string[]>,
): Promise<number> {
  for (let removed = 0; ; ) {
    const keys = await old(handful)
    await store.change(async (tx) => {
      for (const key of keys) await tx[table].remove(key)
    })
    removed += keys.length
    if (keys.length < handful) return removed
  }
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
