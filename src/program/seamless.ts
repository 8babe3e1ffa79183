import { type Listening, type ListenOptions, PortTaken, type Server, serverOptions, urlOf } from './listen'
import { join as joined } from './splice'
import type { TlsText } from './tls-files'

/** Milliseconds for which a stop waits for the last answers to get through, and for idle connections to be closed by their clients. */
const onItsWay = 500

/** One certificate's server, which only the doorman connects to. */
interface Backend {
  readonly server: Server
  readonly port: number
  connections: number
}

/**
 * As `listen`, and no connection is lost when the certificate changes, whatever state it is in. A Bun server cannot change its certificate,
 * and one that stops resets what waits to be accepted and closes what is between two requests. So a doorman has the port for good, and
 * hands each connection, still encrypted, to the server of the certificate that counts when it arrives; the former server says
 * `Connection: close` with each answer and ends when its last connection has. Costs 20 to 40 µs a request.
 */
export function listenSeamlessly(options: ListenOptions & { readonly tls: TlsText }): Listening & {
  /** From now on every answer asks for its connection to be closed: before a stop, so that clients go elsewhere by themselves. */
  sayFarewell(): void
} {
  let leaving = false
  const open = (tls: TlsText): Backend => {
    let backend: Backend | undefined
    const answer: ListenOptions['answer'] = async (request, peer) => {
      const response = await options.answer(request, peer)
      if (leaving || backend !== current) response.headers.set('connection', 'close')
      return response
    }
    const server = Bun.serve({ ...serverOptions({ ...options, answer }, true), hostname: '127.0.0.1', port: 0, tls })
    backend = { server, port: server.port ?? 0, connections: 0 }
    return backend
  }
  let current = open(options.tls)
  const all = new Set([current])
  const retire = (backend: Backend): void => {
    if (backend === current || backend.connections > 0) return
    all.delete(backend)
    backend.server.stop(true)
  }
  const doorman = doormanAt(options, () => {
    const backend = current
    backend.connections += 1
    return {
      port: backend.port,
      gone: () => {
        backend.connections -= 1
        retire(backend)
      },
    }
  })
  return {
    port: doorman.port,
    url: urlOf(options, doorman.port),
    renew(tls) {
      const former = current
      current = open(tls)
      all.add(current)
      retire(former)
    },
    sayFarewell() {
      leaving = true
    },
    async stop(deadline) {
      const end = performance.now() + deadline
      leaving = true
      doorman.stop(false)
      for (const { server } of all) server.stop()
      const waits = (): boolean => [...all].some(({ server }) => server.pendingRequests > 0)
      while (waits() && performance.now() < end) await Bun.sleep(5)
      // An answer is given to the connection before it is on its way through the doorman; who has it closes.
      const farewell = Math.min(performance.now() + onItsWay, end)
      while ([...all].some(({ connections }) => connections > 0) && performance.now() < farewell) await Bun.sleep(5)
      await Promise.all([...all].map(({ server }) => server.stop(true)))
      doorman.stop(true)
    },
  }
}

function doormanAt({ host, port }: ListenOptions, next: () => { readonly port: number; gone(): void }) {
  try {
    return joined(host, port, next)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') throw new PortTaken(host, port)
    throw error
  }
}
