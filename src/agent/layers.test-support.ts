import { breaker as createBreaker } from './breaker'
import { type HandClock, handClock } from './clock.test-support'
import type { PodCredentials, PodIdentity } from './credentials'
import { kept as createKept, type Kept, type Shelf } from './kept'
import { questions } from './question'
import { type Renewal, renewals } from './renewal'

export const hour = 3_600_000

/** An upstream that does as it is told, and counts. */
export interface Scripted {
  calls: number
  /** When each was asked, steady milliseconds, and for whom. */
  readonly asked: { readonly at: number; readonly key: string }[]
  fail: Error | undefined
  /** Milliseconds until it answers. */
  takes: number
  /** Milliseconds of life of what it gives. */
  life: number
}

export interface Layers {
  readonly clock: HandClock
  readonly upstream: Scripted
  readonly kept: Kept
  readonly renewal: Renewal
  readonly gone: string[]
}

/** The agent's layers over a scripted upstream, on a clock moved by hand; chance always draws one half. */
export function layers(
  given: {
    readonly most?: number
    readonly mostBytes?: number
    readonly perSecond?: number
    readonly shelf?: Shelf
    readonly clock?: HandClock
  } = {},
): Layers {
  const clock = given.clock ?? handClock()
  const upstream: Scripted = { calls: 0, asked: [], fail: undefined, takes: 0, life: 6 * hour }
  const gone: string[] = []
  const random = (): number => 0.5
  const breaker = createBreaker(clock, random)
  const attempt = async (pod: PodIdentity): Promise<PodCredentials> => {
    upstream.calls += 1
    upstream.asked.push({ at: clock.steady(), key: pod.key })
    if (upstream.takes > 0) await new Promise<void>((resolve) => clock.after(upstream.takes, resolve))
    else await Promise.resolve()
    if (upstream.fail !== undefined) throw upstream.fail
    return credentials(clock.now() + upstream.life)
  }
  const kept = createKept(questions(attempt, { clock, breaker, random }), {
    clock,
    most: given.most ?? 2_000,
    mostBytes: given.mostBytes ?? 64_000_000,
    ...(given.shelf === undefined ? {} : { shelf: given.shelf }),
    renewal: () => renewal,
    evicted: ({ pod }) => gone.push(`evicted ${pod.key}`),
  })
  const renewal: Renewal = renewals({
    clock,
    breaker,
    perSecond: given.perSecond ?? 3,
    retention: 3 * hour,
    random,
    current: kept.current,
    ask: kept.refresh,
    ghost(entry, why) {
      gone.push(`${why} ${entry.pod.key}`)
      if (why === 'token expired') kept.drop(entry)
    },
  })
  return { clock, upstream, kept, renewal, gone }
}

export function pod(key: string, more: Partial<PodIdentity> = {}): PodIdentity {
  return { key, proved: true, token: `token of ${key}`, tokenExpiresAt: Number.POSITIVE_INFINITY, ...more }
}

export function credentials(expiresAt: number): PodCredentials {
  return {
    accessKeyId: 'ASIA',
    secretAccessKey: 's',
    sessionToken: 't',
    accountId: '000000000000',
    expiresAt,
    associationId: 'a-1',
    requestId: 'r-1',
  }
}
