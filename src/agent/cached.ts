import type { GetCredentials, PodCredentials, PodIdentity } from './credentials'
import { Refused } from './credentials'

/** Credentials with less left than this are not handed out, milliseconds. */
const lastMinute = 60_000

/** Least time between two tries to renew an entry, milliseconds. */
const pause = 60_000

interface Entry {
  readonly credentials: PodCredentials
  /** When to renew, epoch milliseconds; moved on before each try, so that a failing upstream is not hammered. */
  renewAt: number
}

/**
 * Keeps credentials until their last minute. From half of their life on (or `renewAfter`) an asker is still answered from here while one
 * renewal goes on behind; a refusal that is final drops the entry, any other failure leaves it. Least recently asked goes first.
 */
export function cached(
  ask: GetCredentials,
  given: {
    readonly now: () => number
    readonly size: number
    readonly renewAfter: number
    readonly onRenewalFailed?: (pod: PodIdentity, why: unknown) => void
  },
): GetCredentials {
  const entries = new Map<string, Entry>()

  const fetched = async (pod: PodIdentity): Promise<PodCredentials> => {
    try {
      const credentials = await ask(pod)
      entries.delete(pod.key)
      entries.set(pod.key, { credentials, renewAt: renewalTime(credentials, given) })
      for (const oldest of entries.keys()) {
        if (entries.size <= given.size) break
        entries.delete(oldest)
      }
      return credentials
    } catch (why) {
      if (why instanceof Refused && why.final) entries.delete(pod.key)
      throw why
    }
  }

  return async (pod) => {
    const entry = entries.get(pod.key)
    if (entry === undefined || entry.credentials.expiresAt - given.now() <= lastMinute) return fetched(pod)
    entries.delete(pod.key)
    entries.set(pod.key, entry)
    if (given.now() >= entry.renewAt) {
      entry.renewAt = given.now() + pause
      fetched(pod).catch((why) => given.onRenewalFailed?.(pod, why))
    }
    return entry.credentials
  }
}

function renewalTime(
  { expiresAt }: PodCredentials,
  given: { readonly now: () => number; readonly renewAfter: number },
): number {
  const now = given.now()
  return now + Math.min(given.renewAfter, (expiresAt - now) / 2)
}
