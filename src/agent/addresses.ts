import { type Listening, type Log, listen, type Peer, PortTaken } from '../program'
import type { Clock } from './clock'
import { linkLocal } from './link-local'

/** Milliseconds between two tries to bind what is not there. */
const again = 5_000

/** What becomes of one address. */
export interface Address {
  readonly host: string
  /** Absent: it is bound. */
  readonly trouble?: string
}

export interface Addresses {
  /** Hosts that are bound now, without brackets. */
  hosts(): ReadonlySet<string>
  urls(): readonly string[]
  state(): readonly Address[]
  stop(deadline: number): Promise<void>
}

/**
 * Binds what exists, says what does not, and tries again: an address may come later. Ports are shared with a successor (SO_REUSEPORT), so
 * that an upgrade leaves no gap. Throws only when no address could be bound and one is held by another program.
 */
export function bindAll(given: {
  readonly hosts: readonly string[]
  readonly port: number
  readonly answer: (request: Request, peer: Peer) => Response | Promise<Response>
  readonly clock: Clock
  readonly log: Log
}): Addresses {
  const { clock, log } = given
  const bound = new Map<string, Listening>()
  const missing = new Map<string, string>()
  let hosts: ReadonlySet<string> = new Set()
  let cancel: (() => void) | undefined
  let stopped = false

  const tryBind = (host: string): unknown => {
    try {
      const { answer, port } = given
      const failed = (): Response => new Response(null, { status: 500 })
      bound.set(host, listen({ host, port, answer, failed, maxBody: 1_024, idle: 30, shared: true }))
      hosts = new Set(bound.keys())
      if (missing.delete(host)) log.info({ host, port }, 'this address is there now, and bound')
      return undefined
    } catch (why) {
      const message = inWords(host, why)
      if (missing.get(host) !== message)
        log.warn({ host, port: given.port, why: message }, 'this address cannot be bound; trying again now and then')
      missing.set(host, message)
      return why
    }
  }
  const retry = (): void => {
    if (stopped || missing.size === 0) return
    cancel = clock.after(again, () => {
      for (const host of [...missing.keys()]) tryBind(host)
      retry()
    })
  }

  const failures = given.hosts.map(bare).map(tryBind)
  const taken = failures.find((it) => it instanceof PortTaken)
  if (bound.size === 0 && taken !== undefined) throw taken
  retry()

  return {
    hosts: () => hosts,
    urls: () => [...bound.values()].map((it) => it.url),
    state: () => [
      ...[...bound.keys()].map((host) => ({ host })),
      ...[...missing].map(([host, trouble]) => ({ host, trouble })),
    ],
    async stop(deadline) {
      stopped = true
      cancel?.()
      await Promise.all([...bound.values()].map((it) => it.stop(deadline)))
    },
  }
}

function bare(host: string): string {
  return host.replace(/^\[|\]$/g, '')
}

function inWords(host: string, why: unknown): string {
  const there = !(why instanceof Error && 'code' in why && why.code === 'EADDRNOTAVAIL')
  const ours = host === linkLocal.v4 || host === linkLocal.v6
  if (!there) return `this machine has no such address${ours ? "; 'podid agent initialize' makes it" : ''}`
  return why instanceof Error ? why.message : 'unknown failure'
}
