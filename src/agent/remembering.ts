import type { Log } from '../program'
import type { Breaker } from './breaker'
import type { Clock } from './clock'
import type { AgentConfig } from './config'
import { Refused } from './credentials'
import { leftOf } from './entry'
import { hopeless } from './hopeless'
import { kept as createKept, type Kept } from './kept'
import type { Meters } from './meters'
import { type Attempt, questions } from './question'
import { type Renewal, renewals } from './renewal'
import { diskShelf } from './shelf'
import { tidy } from './tidy'
import { factsOf } from './told'

/** Milliseconds between two looks for what has run out. */
const sweep = 60_000
/** Files of the state folder read at a stretch. */
const slice = 20

/** Questions, what is kept of their answers, and its renewal, put together. */
export function remembering(
  config: AgentConfig,
  given: {
    readonly attempt: Attempt
    readonly breaker: Breaker
    readonly clock: Clock
    readonly log: Log
    readonly meters: Meters
    readonly folder: string | undefined
    readonly realm: string
  },
): {
  readonly kept: Kept
  readonly renewal: Renewal
  /** Resolves when all that is in the state folder is read; pods are served before. */
  readonly restored: Promise<void>
  stop(): Promise<void>
} {
  const { clock, breaker, log, meters, folder, realm } = given
  const nothing = config.maxCacheSize === 0 || config.maxCredentialRetentionBeforeRenewal === 0
  let toldAt = Number.NEGATIVE_INFINITY
  const shelf =
    folder === undefined || nothing
      ? undefined
      : diskShelf({
          ...{ folder, clock, realm },
          failed(why) {
            if (clock.steady() - toldAt < sweep) return
            toldAt = clock.steady()
            const message = why instanceof Error ? why.message : 'unknown failure'
            log.warn({ folder, why: message }, 'what is kept cannot be written to the state folder')
          },
        })

  const fetched = tidy(clock)
  const ask = hopeless(questions(given.attempt, { clock, breaker, waits: meters.waited }), clock)
  const kept = createKept(ask, {
    clock,
    most: nothing ? 0 : config.maxCacheSize,
    mostBytes: config.maxCacheBytes,
    ...(shelf === undefined ? {} : { shelf }),
    renewal: () => renewal,
    evicted: () => meters.gone('evicted'),
    missed: meters.miss,
    waited: meters.waited,
    stale: meters.stale,
    fetched({ pod, credentials }) {
      fetched()
      log.info(
        {
          ...factsOf(pod),
          association: credentials.associationId,
          requestId: credentials.requestId,
          expiresAt: new Date(credentials.expiresAt).toISOString(),
        },
        'credentials fetched',
      )
    },
  })
  const renewal: Renewal = renewals({
    ...{ clock, breaker, perSecond: config.maxServiceQps, retention: config.maxCredentialRetentionBeforeRenewal },
    current: kept.current,
    async ask(pod) {
      try {
        await kept.refresh(pod)
        meters.renewed('renewed')
      } catch (why) {
        const final = why instanceof Refused && why.final
        const code = why instanceof Refused ? why.code : 'Unknown'
        meters.renewed(final ? 'final' : 'failed')
        meters.cacheError(final ? 'NonRecoverable' : 'Recoverable', code)
        const message = why instanceof Error ? why.message : 'unknown failure'
        log.warn(
          { ...factsOf(pod), code, why: message },
          final ? 'renewal refused for good; what was kept is dropped' : 'renewal failed; serving what is kept',
        )
        throw why
      }
    },
    ghost(entry, why) {
      meters.gone(why)
      log.info({ ...factsOf(entry.pod), why }, 'credentials are not renewed any more')
      if (why === 'token expired') kept.drop(entry)
    },
  })
  let stopped = false
  const restored = (async () => {
    let count = 0
    for (const entry of shelf?.all() ?? []) {
      kept.restore(entry)
      count += 1
      // Pods that ask meanwhile are not kept waiting: theirs is looked up.
      if (count % slice === 0) await new Promise((resolve) => setImmediate(resolve))
      if (stopped) return
    }
    fetched(count)
    if (count > 0) log.info({ pods: count }, 'what was kept before the start is served again')
  })()

  let cancel = (): void => {}
  const sweepLater = (): void => {
    cancel = clock.after(sweep, () => {
      for (const entry of [...kept.entries.values()]) {
        if (leftOf(entry, clock) > 0) continue
        kept.drop(entry)
        meters.gone('expired')
      }
      shelf?.sweep().catch(() => {})
      sweepLater()
    })
  }
  sweepLater()

  return {
    kept,
    renewal,
    restored,
    async stop() {
      stopped = true
      cancel()
      renewal.stop()
      await shelf?.settled()
    },
  }
}
