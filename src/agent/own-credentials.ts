import type { Credentials } from '../client'
import type { Clock } from './clock'

/** Milliseconds before their end at which the agent's own credentials are asked for anew. */
const early = 300_000
/** Credentials that do not say when they end may stand in a file that somebody rewrites. */
const reread = 60_000

/**
 * The agent's own credentials by the AWS SDK's default chain: environment, web identity with its rotating file, shared files (read anew every
 * minute: what `--rotate-credentials` asks of the official agent), container, IMDS. One question at a time.
 */
export function ownCredentials(clock: Clock): () => Promise<Credentials> {
  let kept: { readonly credentials: Credentials; readonly until: number } | undefined
  let asking: Promise<Credentials> | undefined
  const ask = async (): Promise<Credentials> => {
    const { defaultProvider } = await import('@aws-sdk/credential-provider-node')
    // A provider remembers what it read, so each question gets a new one.
    const given = await defaultProvider({ ignoreCache: true })()
    const until = given.expiration === undefined ? clock.now() + reread : given.expiration.getTime() - early
    const credentials = {
      accessKeyId: given.accessKeyId,
      secretAccessKey: given.secretAccessKey,
      ...(given.sessionToken === undefined ? {} : { sessionToken: given.sessionToken }),
    }
    kept = { credentials, until }
    return credentials
  }
  return () => {
    if (kept !== undefined && clock.now() < kept.until) return Promise.resolve(kept.credentials)
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
  }
}
