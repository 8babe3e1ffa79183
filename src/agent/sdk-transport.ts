import type { Send } from './trust'

/** What the AWS SDK wants sent, as far as it concerns us. */
interface Wanted {
  readonly method: string
  readonly protocol: string
  readonly hostname: string
  readonly port?: number
  readonly path: string
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>
  readonly headers: Readonly<Record<string, string>>
  readonly body?: unknown
}

interface Answered {
  readonly response: {
    readonly statusCode: number
    readonly headers: Record<string, string>
    readonly body: Uint8Array
  }
}

/** Milliseconds for one request. */
const time = 5_000

/**
 * Lets the AWS SDK ask STS the way the agent asks EKS Auth: with the same authorities and proxies, of which the SDK's own transport knows
 * nothing.
 */
export function sdkTransport(send: Send): {
  readonly metadata: { readonly handlerProtocol: string }
  handle(request: Wanted): Promise<Answered>
} {
  return {
    metadata: { handlerProtocol: 'http/1.1' },
    async handle({ method, protocol, hostname, port, path, query = {}, headers, body }) {
      const host = hostname.includes(':') && !hostname.startsWith('[') ? `[${hostname}]` : hostname
      const url = `${protocol}//${host}${port === undefined ? '' : `:${port}`}${path}${said(query)}`
      // `fetch` names the host itself, and counts the bytes.
      const kept = Object.entries(headers).filter(([name]) => !/^(host|content-length)$/i.test(name))
      const response = await send(url, {
        method,
        headers: kept.map(([name, value]): [string, string] => [name, value]),
        redirect: 'manual',
        signal: AbortSignal.timeout(time),
        ...(typeof body === 'string' || body instanceof Uint8Array ? { body: new Uint8Array(Buffer.from(body)) } : {}),
      })
      return {
        response: {
          statusCode: response.status,
          headers: Object.fromEntries(response.headers),
          body: new Uint8Array(await response.arrayBuffer()),
        },
      }
    },
  }
}

function said(query: NonNullable<Wanted['query']>): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((one) =>
      one === null ? encodeURIComponent(name) : `${encodeURIComponent(name)}=${encodeURIComponent(String(one))}`,
    ),
  )
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`
}
