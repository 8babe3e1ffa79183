import type { Address } from './addresses'
import type { Breaker } from './breaker'
import type { Clock } from './clock'

/** Milliseconds for which the answer of the upstream to a knock is believed. */
const believed = 10_000

/** What readiness looks at. */
export interface HealthParts {
  readonly clock: Clock
  readonly addresses: () => readonly Address[]
  readonly breaker: Breaker
  readonly keys: () => { readonly keys: number; readonly trouble?: string }
  /** Whether a source of keys was named at all. */
  readonly keysWanted: boolean
  /** What was kept before the start is here again. */
  readonly restored: Promise<unknown>
  /** Entries that can be served. */
  readonly warm: () => number
  /** Whether the upstream answers anything at all; throws when it does not. */
  readonly knock: () => Promise<void>
}

export interface Health {
  /** Liveness: the process works, or it could not answer. */
  live(): Response
  /** Readiness: pods can get credentials. */
  ready(): Promise<Response>
}

/** Each with a body that says what is wrong. Liveness is never readiness: a restart mends no network. */
export function health(parts: HealthParts): Health {
  const { clock, breaker } = parts
  let knocked: { readonly at: number; readonly trouble?: string } | undefined

  const upstream = async (): Promise<string | undefined> => {
    if (breaker.state === 'closed') return undefined
    if (knocked === undefined || clock.steady() - knocked.at > believed) {
      const trouble = await parts.knock().then(
        () => undefined,
        (why) => (why instanceof Error ? why.message : 'unknown failure'),
      )
      knocked = { at: clock.steady(), ...(trouble === undefined ? {} : { trouble }) }
    }
    return knocked.trouble
  }

  return {
    live: () => text(200, 'ok'),
    async ready() {
      const addresses = parts.addresses()
      const up = addresses.filter((it) => it.trouble === undefined)
      const notes = addresses.flatMap(({ host, trouble }) =>
        trouble === undefined ? [] : [`address ${host}: ${trouble}`],
      )
      if (up.length === 0) return text(503, 'not ready: no address is bound', notes)
      const { keys, trouble } = parts.keys()
      const keyless = parts.keysWanted && keys === 0 ? `keys: ${trouble ?? 'not looked at yet'}` : undefined
      const silent = await upstream()
      const wrong = [
        ...(keyless === undefined ? [] : [keyless]),
        ...(silent === undefined ? [] : [`upstream: ${silent}`]),
      ]
      if (silent === undefined) return text(200, 'ok', [...notes, ...wrong])
      await parts.restored
      const warm = parts.warm()
      return warm > 0
        ? text(200, `ok: ${warm} pods are served from what is kept`, [...notes, ...wrong])
        : text(503, 'not ready: pods cannot get credentials', [...wrong, ...notes])
    },
  }
}

function text(status: number, first: string, notes: readonly string[] = []): Response {
  return new Response(`${[first, ...notes].join('\n')}\n`, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  })
}
