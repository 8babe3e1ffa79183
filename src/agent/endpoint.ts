import type { Peer } from '../program'
import type { Clock } from './clock'
import { type PodIdentity, Refused, Unreachable } from './credentials'
import type { Entry } from './entry'
import type { Limit } from './fairness'
import type { Identities } from './identity'
import type { Kept } from './kept'
import { patient } from './question'

/** What an answer was, for logs and metrics: never a token. */
export interface Answered {
  readonly status: number
  /** AWS's name, or `OK`. */
  readonly code: string
  readonly pod?: PodIdentity
  readonly message?: string
  readonly requestId?: string
  /** For `OK`: whether it was there, or had to be fetched. */
  readonly from?: 'hit' | 'miss'
}

export interface EndpointParts {
  /** The addresses by which pods may call, without port: those the agent is bound to. */
  readonly hosts: () => ReadonlySet<string>
  readonly identities: Identities
  readonly kept: Kept
  readonly podLimit: Limit
  readonly sourceLimit: Limit
  readonly clock: Clock
  /** Milliseconds: SDKs give up after one second. */
  readonly patience: number
  readonly answered: (it: Answered) => void
}

const given = { headers: { 'content-type': 'application/json' } }

/**
 * Answers `GET /v1/credentials` as the official agent does on success, and refuses as JSON `{"code","message"}`, which SDKs understand. A pod
 * that proved itself before and whose credentials are there is answered without a promise.
 */
export function endpoint(
  parts: EndpointParts,
): (request: Request, peer: Pick<Peer, 'address'>) => Response | Promise<Response> {
  const { identities, kept, clock, answered } = parts

  const refuse = (why: unknown, pod?: PodIdentity): Response => {
    const refused = asRefusal(why)
    const { status, code, message, requestId } = refused
    answered({
      status,
      code,
      message,
      ...(requestId === undefined ? {} : { requestId }),
      ...(pod === undefined ? {} : { pod }),
    })
    return refusal(refused)
  }

  const give = (pod: PodIdentity, entry: Entry, from: 'hit' | 'miss'): Response => {
    answered({ status: 200, code: 'OK', pod, from })
    return new Response(entry.body, given)
  }

  const spare = (wait: number, who: string): void => {
    if (wait > 0)
      throw new Refused(429, 'ThrottlingException', `Too Many Requests: ${who} asks too often.`, undefined, wait)
  }

  /** All that needs time: a token that is not known, or credentials that are not there. */
  const slowly = async (token: string, known: PodIdentity | undefined): Promise<Response> => {
    let pod = known
    const fetched = async (): Promise<readonly [PodIdentity, Entry, 'hit' | 'miss']> => {
      if (known !== undefined) return [known, await kept.fetch(known), 'miss']
      const found = await identities.whoAsks(token)
      pod = found
      // Who is not proved has been counted by its address.
      if (found.proved) spare(parts.podLimit(found.key), 'this pod')
      const ready = kept.ready(found)
      return ready === undefined ? [found, await kept.fetch(found), 'miss'] : [found, ready, 'hit']
    }
    try {
      return give(...(await patient(fetched(), parts.patience, clock)))
    } catch (why) {
      return refuse(why, pod)
    }
  }

  return (request, peer) => {
    let pod: PodIdentity | undefined
    try {
      const path = pathOf(request.url)
      if (path !== '/v1/credentials') throw new Refused(404, 'NotFound', 'The agent answers /v1/credentials only.')
      if (request.method !== 'GET') throw new Refused(405, 'MethodNotAllowed', 'Ask with GET.')
      const host = hostname(request.headers.get('host') ?? '')
      const hosts = parts.hosts()
      if (!hosts.has(host)) throw wrongAddress(host, hosts)
      const token = request.headers.get('authorization') ?? ''
      pod = identities.known(token)
      if (pod === undefined) spare(parts.sourceLimit(peer.address()), 'this address')
      else {
        spare(parts.podLimit(pod.key), 'this pod')
        const entry = kept.ready(pod)
        if (entry !== undefined) return give(pod, entry, 'hit')
      }
      return slowly(token, pod)
    } catch (why) {
      return refuse(why, pod)
    }
  }
}

function asRefusal(why: unknown): Refused {
  if (why instanceof Refused) return why
  if (why instanceof Unreachable)
    return new Refused(503, 'ServiceUnavailableException', why.message, undefined, why.retryAfter)
  return new Refused(500, 'InternalServerException', 'The agent failed; its log says how.')
}

function refusal({ status, code, message, requestId, retryAfter }: Refused): Response {
  const text = requestId === undefined ? message : `[${requestId}]: (${code}): ${message}`
  const headers = new Headers({ 'content-type': 'application/json', 'x-content-type-options': 'nosniff' })
  if (status === 503 || status === 429)
    headers.set('retry-after', String(Math.max(Math.ceil((retryAfter ?? 1_000) / 1_000), 1)))
  return new Response(JSON.stringify({ code, message: text }), { status, headers })
}

function wrongAddress(host: string, hosts: ReadonlySet<string>): Refused {
  const message = `Access Denied. Called agent through invalid address, please use either [${[...hosts].join(' ')}] address not ${host.slice(0, 100)}`
  return new Refused(403, 'AccessDenied', message)
}

function pathOf(url: string): string {
  const start = url.indexOf('/', url.indexOf('://') + 3)
  if (start < 0) return '/'
  const end = url.indexOf('?', start)
  return end < 0 ? url.slice(start) : url.slice(start, end)
}

/** `127.0.0.1:4081` → `127.0.0.1`; `[fd00:ec2::23]:80` and `fd00:ec2::23` → `fd00:ec2::23`. */
export function hostname(host: string): string {
  if (host.startsWith('[')) return host.slice(1, host.indexOf(']') < 0 ? undefined : host.indexOf(']'))
  const colon = host.lastIndexOf(':')
  return colon >= 0 && host.indexOf(':') === colon ? host.slice(0, colon) : host
}
