type Socket = Bun.Socket<Side>

/** One end of a connection that is handed on, and what waits to be written to it. */
interface Side {
  other: Socket | undefined
  readonly waiting: Uint8Array[]
  /** What this end said before there was another. */
  readonly early: Uint8Array[]
  /** The other end has said its last: this one ends when all is written. */
  ending: boolean
  gone: () => void
}

const side = (gone: () => void): Side => ({ other: undefined, waiting: [], early: [], ending: false, gone })

/** Listens on `port` and hands each connection, byte by byte, to a port of this machine that `next` names; `gone` is told when it ends. */
export function join(
  host: string,
  port: number,
  next: () => { readonly port: number; gone(): void },
): Bun.TCPSocketListener<Side> {
  return Bun.listen<Side>({
    hostname: host,
    port,
    exclusive: true,
    socket: {
      ...moves,
      open(socket) {
        const { port: to, gone } = next()
        socket.data = side(gone)
        Bun.connect<Side>({
          hostname: '127.0.0.1',
          port: to,
          data: side(() => {}),
          socket: {
            ...moves,
            open(upstream) {
              upstream.data.other = socket
              socket.data.other = upstream
              for (const data of socket.data.early.splice(0)) write(upstream, data, socket)
              if (socket.readyState <= 0) upstream.end()
            },
            connectError: () => void socket.end(),
          },
        }).catch(() => socket.end())
      },
    },
  })
}

const moves = {
  data(socket: Socket, data: Buffer): void {
    const { other, early } = socket.data
    if (other === undefined) early.push(new Uint8Array(data))
    else write(other, data, socket)
  },
  drain(socket: Socket): void {
    const { waiting, other } = socket.data
    while (waiting.length > 0) {
      const [first] = waiting
      if (first === undefined) break
      const written = socket.write(first)
      if (written < first.length) {
        waiting[0] = first.subarray(Math.max(written, 0))
        return
      }
      waiting.shift()
    }
    if (socket.data.ending) socket.end()
    else other?.resume()
  },
  close(socket: Socket): void {
    const { other, gone } = socket.data
    if (other !== undefined) finish(other)
    gone()
  },
  error(socket: Socket): void {
    socket.end()
  },
} as const

/** Writes what the socket takes; the rest waits, and so does whoever sends it. */
function write(to: Socket, data: Uint8Array, from: Socket): void {
  const { waiting } = to.data
  const written = waiting.length > 0 ? 0 : Math.max(to.write(data), 0)
  if (written === data.length) return
  // The buffer is Bun's own and is used again.
  waiting.push(new Uint8Array(data.subarray(written)))
  from.pause()
}

function finish(socket: Socket): void {
  if (socket.data.waiting.length === 0) socket.end()
  else socket.data.ending = true
}
