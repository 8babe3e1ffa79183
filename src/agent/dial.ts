import { connect } from 'node:net'
import { Unreachable } from './credentials'

/**
 * Whether something listens at the address, within `time` milliseconds. `fetch` has one limit for everything; an address that swallows
 * packets is told apart from an upstream that thinks by knocking first.
 */
export function dial(host: string, port: number, time: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: host.replace(/^\[|\]$/g, ''), port })
    const give = (why: string): void => {
      socket.destroy()
      reject(new Unreachable(`EKS Auth cannot be reached at ${host}:${port}: ${why}.`))
    }
    const timer = setTimeout(() => give(`no connection within ${time} ms`), time)
    socket.once('connect', () => {
      clearTimeout(timer)
      socket.destroy()
      resolve()
    })
    socket.once('error', (why) => {
      clearTimeout(timer)
      give('code' in why ? String(why.code) : why.message)
    })
  })
}
