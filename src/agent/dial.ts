import { Unreachable } from './credentials'

/** Milliseconds to get a connection. */
export const dialTime = 500

/** Where an address on HTTP is dialled. */
export function placeOf(url: string): { readonly host: string; readonly port: number } {
  const { hostname, port, protocol } = new URL(url)
  return { host: hostname, port: port === '' ? (protocol === 'http:' ? 80 : 443) : Number(port) }
}

/**
 * Whether something listens at the address, within `time` milliseconds. `fetch` has one limit for everything; an address that swallows
 * packets is told apart from an upstream that thinks by knocking first.
 */
export function dial(host: string, port: number, time: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const give = (why: string): void => {
      clearTimeout(timer)
      reject(new Unreachable(`EKS Auth cannot be reached at ${host}:${port}: ${why}.`))
    }
    const timer = setTimeout(() => give(`no connection within ${time} ms`), time)
    Bun.connect({
      hostname: host.replace(/^\[|\]$/g, ''),
      port,
      // One that opens after its time is closed all the same.
      socket: { open: (socket) => socket.terminate(), data() {} },
    }).then(
      () => {
        clearTimeout(timer)
        resolve()
      },
      (why) => give(why instanceof Error && 'code' in why ? String(why.code) : 'unknown failure'),
    )
  })
}
