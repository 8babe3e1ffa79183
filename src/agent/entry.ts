import type { Clock } from './clock'
import type { PodCredentials, PodIdentity } from './credentials'

/** Credentials with less left than this are not handed out, milliseconds. */
export const lastMinute = 60_000

/** What is kept of one pod. Members that change are told which clock they go by. */
export interface Entry {
  /** With the token that lives longest of those it showed. */
  pod: PodIdentity
  readonly credentials: PodCredentials
  /** The answer to the pod, ready to be sent. */
  readonly body: string
  /** Wall clock. */
  readonly fetchedAt: number
  /** Steady: when the credentials' life ends however the wall clock jumps. */
  readonly endsAt: number
  /** Wall clock: when a pod last asked. */
  askedAt: number
  /** Steady: when its renewal was first due. */
  dueAt: number
  /** Steady: when to try a renewal next. */
  renewAt: number
  /** Roughly what it takes in memory. */
  readonly bytes: number
}

/** The official field order; `Expiration` in whole seconds where it is whole, else with its fraction. */
export function bodyOf({ accessKeyId, secretAccessKey, sessionToken, accountId, expiresAt }: PodCredentials): string {
  const Expiration = new Date(expiresAt).toISOString().replace(/\.?0*Z$/, 'Z')
  return JSON.stringify({
    AccessKeyId: accessKeyId,
    SecretAccessKey: secretAccessKey,
    Token: sessionToken,
    AccountId: accountId,
    Expiration,
  })
}

/** Made when credentials come, from the upstream or (with their own moments) from the disk. */
export function entryOf(
  pod: PodIdentity,
  credentials: PodCredentials,
  clock: Clock,
  since: { readonly fetchedAt: number; readonly askedAt: number },
): Entry {
  const body = bodyOf(credentials)
  return {
    pod,
    credentials,
    body,
    ...since,
    endsAt: clock.steady() + (credentials.expiresAt - clock.now()),
    dueAt: Number.POSITIVE_INFINITY,
    renewAt: Number.POSITIVE_INFINITY,
    bytes: 2 * (pod.token.length + pod.key.length + body.length) + credentials.sessionToken.length + 512,
  }
}

/** Milliseconds until the last minute begins, by whichever clock is stricter: a wall clock that was set back prolongs nothing. */
export function leftOf({ credentials, endsAt }: Pick<Entry, 'credentials' | 'endsAt'>, clock: Clock): number {
  return Math.min(credentials.expiresAt - clock.now(), endsAt - clock.steady()) - lastMinute
}
