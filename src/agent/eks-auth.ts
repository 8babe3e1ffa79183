import { type Client, ClientFault } from '../client'
import { parseArn } from '../domain'
import type { Clock } from './clock'
import { type PodCredentials, Refused, Unreachable } from './credentials'
import { dial, dialTime, placeOf } from './dial'
import type { Attempt } from './question'
import { recordOf } from './record'

/** Milliseconds after an answer during which its connection is taken to be there still. */
const warm = 4_000

/** What an attempt at the upstream met, for the metrics. `code`: AWS's name, `OK` or `Unreachable`. */
export type Met = (code: string, milliseconds: number) => void

/** Asks EKS Auth once, ours or Amazon's. */
export function fromEksAuth(given: {
  readonly client: Client
  readonly clusterName: string
  readonly endpoint: string
  readonly clock: Clock
  /** Requests leave by a proxy: the upstream itself cannot be dialled. */
  readonly proxied: boolean
  readonly met?: Met
  /** The agent's own credentials were refused. */
  readonly doubt?: () => void
}): Attempt {
  const { client, clusterName, clock, met = () => {} } = given
  const { host, port } = placeOf(given.endpoint)
  let answeredAt = Number.NEGATIVE_INFINITY

  return async ({ token }, time) => {
    const began = clock.steady()
    const signal = clock.deadline(Math.max(Math.round(time), 1))
    try {
      if (!given.proxied && began - answeredAt > warm) await dial(host, port, Math.min(dialTime, time))
      let requestId = ''
      const heard = (headers: Headers): void => {
        requestId = headers.get('x-amzn-requestid') ?? ''
      }
      const asked = { clusterName, token }
      const answer = await client.call('eks-auth', 'AssumeRoleForPodIdentity', asked, { signal, heard })
      answeredAt = clock.steady()
      const credentials = { ...understood(answer), requestId }
      met('OK', answeredAt - began)
      return credentials
    } catch (why) {
      const failure = asFailure(why, signal)
      if (failure instanceof Refused) answeredAt = clock.steady()
      if (failure instanceof Refused && failure.ofTheAgent) given.doubt?.()
      met(failure instanceof Refused ? failure.code : 'Unreachable', clock.steady() - began)
      throw failure
    }
  }
}

function asFailure(why: unknown, signal: AbortSignal): Refused | Unreachable {
  if (why instanceof Unreachable) return why
  // A redirect, or a success that cannot be read, is no answer of EKS Auth.
  if (why instanceof ClientFault && why.status >= 400) {
    const said = why.requestId === '' ? undefined : why.requestId
    return new Refused(why.status, why.code, why.message, said, why.retryAfter)
  }
  if (signal.aborted) return new Unreachable('EKS Auth has not answered in time.')
  return new Unreachable(`EKS Auth could not be asked: ${why instanceof Error ? why.message : 'unknown failure'}`)
}

/** Only an answer with all its parts is one. */
function understood(answer: Readonly<Record<string, unknown>>): Omit<PodCredentials, 'requestId'> {
  const credentials = recordOf(answer.credentials)
  const expiration = credentials.expiration
  const account = parseArn(word(recordOf(answer.assumedRoleUser).arn))?.account
  if (!(expiration instanceof Date) || Number.isNaN(expiration.getTime()) || account === undefined) throw incomplete()
  const { associationId } = recordOf(answer.podIdentityAssociation)
  return {
    accessKeyId: word(credentials.accessKeyId),
    secretAccessKey: word(credentials.secretAccessKey),
    sessionToken: word(credentials.sessionToken),
    accountId: account,
    expiresAt: expiration.getTime(),
    // Not needed by the pod: an upstream that leaves it out costs a word in the log.
    associationId: typeof associationId === 'string' ? associationId : '',
  }
}

function word(value: unknown): string {
  if (typeof value !== 'string' || value === '') throw incomplete()
  return value
}

function incomplete(): Unreachable {
  return new Unreachable('EKS Auth answered with something that is not its answer.')
}
