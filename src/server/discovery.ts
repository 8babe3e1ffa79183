import { discoverKeys } from '../kubernetes'

type Keys = readonly Record<string, unknown>[]

/** Milliseconds that found keys are kept: a rotated key is believed after this at the latest. */
const life = 300_000
/** Milliseconds that a failure is kept, so that a broken issuer is not asked at every exchange. */
const failureLife = 10_000
const most = 1_000

/** The keys an OIDC issuer publishes, asked once for many who ask at once; undefined when they cannot be had. */
export function createDiscovery(
  now: () => number,
  failed: (issuer: string, why: string) => void,
  ask: (issuer: string) => Promise<Keys> = discoverKeys,
): (issuer: string) => Promise<Keys | undefined> {
  const kept = new Map<string, { readonly until: number; readonly keys: Promise<Keys | undefined> }>()
  return (issuer) => {
    const before = kept.get(issuer)
    if (before !== undefined && before.until > now()) return before.keys
    const keys = ask(issuer).catch((error): undefined => {
      kept.set(issuer, { until: now() + failureLife, keys: Promise.resolve(undefined) })
      failed(issuer, error instanceof Error ? error.message : String(error))
    })
    kept.delete(issuer)
    kept.set(issuer, { until: now() + life, keys })
    const [oldest] = kept.keys()
    if (kept.size > most && oldest !== undefined) kept.delete(oldest)
    return keys
  }
}
