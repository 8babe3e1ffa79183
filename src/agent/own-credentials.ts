import type { Credentials } from '../client'
import type { Clock } from './clock'
import { sdkTransport } from './sdk-transport'
import type { Send } from './trust'

/** Milliseconds before their end at which the agent's own credentials are asked for anew. */
const early = 300_000
/** Credentials that do not say when they end may stand in a file that somebody rewrites. */
const reread = 60_000
/** Least time between two looks that refusals give cause for. */
const calm = 5_000

export interface OwnCredentials {
  get(): Promise<Credentials>
  /** The upstream refused them: the next question looks again, lest what is in a file by now waits for its minute. */
  doubt(): void
}

/**
 * The agent's own credentials by the AWS SDK's default chain: environment, web identity with its rotating file, shared files (read anew every
 * minute: what `--rotate-credentials` asks of the official agent), container, IMDS. One question at a time; the SDK is loaded for the first.
 */
export function ownCredentials(clock: Clock, send: Send): OwnCredentials {
  let kept: { readonly credentials: Credentials; readonly until: number } | undefined
  let asking: Promise<Credentials> | undefined
  let lookedAt = Number.NEGATIVE_INFINITY
  let doubted = false
  const ask = async (): Promise<Credentials> => {
    lookedAt = clock.steady()
    doubted = false
    const { defaultProvider } = await import('@aws-sdk/credential-provider-node')
    // A provider remembers what it read, so each question gets a new one.
    const given = await defaultProvider({ ignoreCache: true, clientConfig: { requestHandler: sdkTransport(send) } })()
    const until = given.expiration === undefined ? clock.now() + reread : given.expiration.getTime() - early
    const credentials = {
      accessKeyId: given.accessKeyId,
      secretAccessKey: given.secretAccessKey,
      ...(given.sessionToken === undefined ? {} : { sessionToken: given.sessionToken }),
    }
    kept = { credentials, until }
    return credentials
  }
  return {
    get() {
      const mayLook = clock.steady() - lookedAt >= calm
      const stale = kept === undefined || clock.now() >= kept.until || doubted
      if (kept !== undefined && (!stale || !mayLook)) return Promise.resolve(kept.credentials)
      asking ??= ask()
        .catch((why) => {
          // Better the ones that may still work than none: the upstream decides.
          if (kept !== undefined) return kept.credentials
          throw why
        })
        .finally(() => {
          asking = undefined
        })
      return asking
    },
    doubt() {
      doubted = true
    },
  }
}
