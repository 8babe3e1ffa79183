import type { TlsText } from './tls-files'

/** Who is at the other end of the connection. */
export interface Peer {
  /** IP address as text; '' when the connection has gone. */
  address(): string
  /** The connection is TLS. */
  readonly secure: boolean
  /** Lets this request be silent for longer than the idle timeout: long polls. */
  holdOpen(): void
}

export interface ListenOptions {
  readonly host: string
  /** 0: any free port. */
  readonly port: number
  /** Take a free port when `port` is taken. */
  readonly orFree?: boolean
  readonly tls?: TlsText
  /** The certificate may be renewed later: the port is then shared between this server and its successor. */
  readonly renewable?: boolean
  /** The port is shared (SO_REUSEPORT) with an earlier or a later process of the same program, so that one can follow the other without a gap. */
  readonly shared?: boolean
  /** What chooses another port, where it is not `--port`. */
  readonly flag?: string
  readonly answer: (request: Request, peer: Peer) => Response | Promise<Response>
  /** One path that is asked for so often that its address shall not be read anew each time: what is asked there, by any method, goes to `answer`. */
  readonly often?: {
    readonly path: string
    readonly answer: (request: Request, peer: Peer) => Response | Promise<Response>
  }
  /** The last resort, when `answer` threw. */
  readonly failed: (error: Error) => Response
  /** Bytes; what is larger is refused with 413 before `answer` is asked. */
  readonly maxBody: number
  /** Seconds without a byte after which a connection is closed. */
  readonly idle: number
}

export interface Listening {
  readonly port: number
  /** `http://127.0.0.1:4080`, without trailing slash. */
  readonly url: string
  /** New connections get the new certificate, those that are open keep theirs. */
  renew(tls: TlsText): void
  /** Takes no new connection, lets requests under way finish, and cuts them after `deadline` ms. */
  stop(deadline: number): Promise<void>
}

export class PortTaken extends Error {
  override readonly name = 'PortTaken'

  constructor(host: string, port: number, flag = '--port') {
    super(`Port ${port} of ${host} is taken. Stop the program that uses it, or choose another with ${flag}.`)
  }
}

export type Server = ReturnType<typeof Bun.serve>

/** Header lines beyond 16 KiB are refused by Bun with 431, and a request with both Content-Length and Transfer-Encoding with 400. */
export function listen(options: ListenOptions): Listening {
  let current = open(options, options.port, options.tls)
  const former = new Set<Server>()
  const port = current.port ?? options.port
  return {
    port,
    url: urlOf(options, port),
    renew(tls) {
      const old = current
      current = bind(options, port, tls, true)
      former.add(old)
      old.stop().then(() => former.delete(old))
    },
    async stop(deadline) {
      const end = performance.now() + deadline
      await Promise.all([current, ...former].map((server) => drain(server, end)))
    },
  }
}

/** Where this machine finds it: what listens on every address is asked on loopback, for which it has a certificate too. */
export function urlOf({ tls, host: on }: Pick<ListenOptions, 'tls' | 'host'>, port: number): string {
  const host = on === '0.0.0.0' || on === '::' ? '127.0.0.1' : on
  return `${tls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`
}

async function drain(server: Server, end: number): Promise<void> {
  server.stop()
  while (server.pendingRequests > 0 && performance.now() < end) await Bun.sleep(5)
  await server.stop(true)
}

function open(options: ListenOptions, port: number, tls: TlsText | undefined): Server {
  try {
    const first = bind(options, port, tls, options.shared ?? false)
    if (!options.renewable || first.port === undefined) return first
    // The exclusive bind proved that nobody else has the port; only then is it opened for sharing with the successor.
    const shared = first.port
    first.stop(true)
    return bind(options, shared, tls, true)
  } catch (error) {
    if (!isTaken(error)) throw error
    if (options.orFree && port !== 0) return open(options, 0, tls)
    throw new PortTaken(options.host, port, options.flag)
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
}

function bind(options: ListenOptions, port: number, tls: TlsText | undefined, reusePort: boolean): Server {
  return Bun.serve({ ...serverOptions(options, tls !== undefined), hostname: options.host, port, reusePort, tls })
}

export function serverOptions(options: ListenOptions, secure: boolean) {
  const peerOf = (request: Request, server: Server): Peer => ({
    address: () => server.requestIP(request)?.address ?? '',
    secure,
    holdOpen: () => server.timeout(request, 0),
  })
  const { answer, often } = options
  const routes =
    often === undefined
      ? {}
      : {
          routes: {
            [often.path]: (request: Request, server: Server) => often.answer(request, peerOf(request, server)),
          },
        }
  return {
    maxRequestBodySize: options.maxBody,
    idleTimeout: options.idle,
    development: false,
    ...routes,
    fetch: (request: Request, server: Server) => answer(request, peerOf(request, server)),
    error: options.failed,
  }
}
