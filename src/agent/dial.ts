import { Unreachable } from './credentials'

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
