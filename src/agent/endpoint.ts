import { type GetCredentials, type PodCredentials, type PodIdentity, Refused, Unreachable } from './credentials'

/** Answers `GET /v1/credentials` as the official agent does on success, and refuses as JSON `{"code","message"}`, which SDKs understand. */
export function endpoint(given: {
  /** Hosts (without port) by which pods may call: the addresses the agent is bound to. */
  readonly hosts: ReadonlySet<string>
  readonly whoAsks: (token: string) => Promise<PodIdentity>
  readonly credentials: GetCredentials
  /** One line an answer: never a token. */
  readonly onAnswer?: (answer: {
    readonly status: number
    readonly code: string
    readonly pod?: PodIdentity
    readonly message?: string
  }) => void
}): (request: Request) => Promise<Response> {
  return async (request) => {
    let pod: PodIdentity | undefined
    try {
      if (pathOf(request.url) !== '/v1/credentials')
        throw new Refused(404, 'NotFound', 'The agent answers /v1/credentials only.')
      if (request.method !== 'GET') throw new Refused(405, 'MethodNotAllowed', 'Ask with GET.')
      const host = hostname(request.headers.get('host') ?? '')
      if (!given.hosts.has(host)) throw wrongAddress(host, given.hosts)
      pod = await given.whoAsks(request.headers.get('authorization') ?? '')
      const credentials = await given.credentials(pod)
      given.onAnswer?.({ status: 200, code: 'OK', pod })
      return new Response(body(credentials), { headers: { 'content-type': 'application/json' } })
    } catch (why) {
      const refused = asRefusal(why)
      given.onAnswer?.({
        status: refused.status,
        code: refused.code,
        message: refused.message,
        ...(pod === undefined ? {} : { pod }),
      })
      return refusal(refused)
    }
  }
}

function asRefusal(why: unknown): Refused {
  if (why instanceof Refused) return why
  if (why instanceof Unreachable) return new Refused(503, 'ServiceUnavailableException', why.message)
  return new Refused(500, 'InternalServerException', 'The agent failed; its log says how.')
}

function refusal({ status, code, message, requestId }: Refused): Response {
  const text = requestId === undefined ? message : `[${requestId}]: (${code}): ${message}`
  const headers = new Headers({ 'content-type': 'application/json', 'x-content-type-options': 'nosniff' })
  if (status === 503 || status === 429) headers.set('retry-after', '1')
  return new Response(JSON.stringify({ code, message: text }), { status, headers })
}

/** The official field order; `Expiration` in whole seconds where it is whole, else with its fraction. */
function body({ accessKeyId, secretAccessKey, sessionToken, accountId, expiresAt }: PodCredentials): string {
  const Expiration = new Date(expiresAt).toISOString().replace(/\.?0*Z$/, 'Z')
  return JSON.stringify({
    AccessKeyId: accessKeyId,
    SecretAccessKey: secretAccessKey,
    Token: sessionToken,
    AccountId: accountId,
    Expiration,
  })
}

function wrongAddress(host: string, hosts: ReadonlySet<string>): Refused {
  return new Refused(
    403,
    'AccessDenied',
    `Access Denied. Called agent through invalid address, please use either [${[...hosts].join(' ')}] address not ${host.slice(0, 100)}`,
  )
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
