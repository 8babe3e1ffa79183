import { listen } from './listen'

/** What is counted, in a registry of its own so that two programs in one process do not mix. */
export interface Metrics {
  counter(name: string, about: string, labels: readonly string[]): (...values: readonly string[]) => void
  histogram(name: string, about: string, buckets: readonly number[]): (value: number) => void
  gauge(name: string, about: string, read: () => number): void
  /** All of it in Prometheus's text format, version 0.0.4. */
  text(): string
}

const contentType = 'text/plain; version=0.0.4; charset=utf-8'

/** The process's own numbers are read when asked for. */
export function createMetrics(): Metrics {
  const families: { readonly head: string; readonly lines: () => readonly string[] }[] = []
  const family = (name: string, kind: string, about: string, lines: () => readonly string[]): void => {
    const help = about.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')
    families.push({ head: `# HELP ${name} ${help}\n# TYPE ${name} ${kind}`, lines })
  }
  const gauge: Metrics['gauge'] = (name, about, read) =>
    family(name, 'gauge', about, () => [`${name} ${numeral(read())}`])

  gauge('process_resident_memory_bytes', 'Resident memory in bytes.', () => process.memoryUsage.rss())
  family('process_cpu_seconds_total', 'counter', 'User and system CPU time in seconds.', () => [
    `process_cpu_seconds_total ${cpuSeconds()}`,
  ])
  gauge('process_start_time_seconds', 'Start of the process, seconds since the epoch.', startedAt)

  return {
    gauge,
    counter(name, about, labels) {
      const tallies = new Map<string, { readonly said: string; count: number }>()
      family(name, 'counter', about, () => [...tallies.values()].map(({ said, count }) => `${name}${said} ${count}`))
      // What has no labels is there from the start, so that its first count is seen as one.
      if (labels.length === 0) tallies.set('', { said: '', count: 0 })
      return (...values) => {
        const key = values.length === 1 ? (values[0] ?? '') : values.join('\u0000')
        const tally = tallies.get(key)
        if (tally === undefined) tallies.set(key, { said: labelled(labels, values), count: 1 })
        else tally.count += 1
      }
    },
    histogram(name, about, buckets) {
      const counts = buckets.map(() => 0)
      let sum = 0
      let count = 0
      family(name, 'histogram', about, () => {
        const below = (at: number): number => counts.slice(0, at + 1).reduce((all, some) => all + some, 0)
        const rows = buckets.map((most, at) => `${name}_bucket{le="${most}"} ${below(at)}`)
        return [...rows, `${name}_bucket{le="+Inf"} ${count}`, `${name}_sum ${numeral(sum)}`, `${name}_count ${count}`]
      })
      return (value) => {
        sum += value
        count += 1
        const at = buckets.findIndex((most) => value <= most)
        if (at >= 0) counts[at] = (counts[at] ?? 0) + 1
      }
    },
    text: () => families.map(({ head, lines }) => `${[head, ...lines()].join('\n')}\n`).join('\n'),
  }
}

function labelled(names: readonly string[], values: readonly string[]): string {
  if (names.length === 0) return ''
  const pairs = names.map((name, at) => `${name}="${escaped(values[at] ?? '')}"`)
  return `{${pairs.join(',')}}`
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
}

function numeral(value: number): string {
  if (Number.isFinite(value)) return String(value)
  return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf'
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

function startedAt(): number {
  return Math.round(Date.now() / 1000 - process.uptime())
}

/** Prometheus's text on a port of its own: `/metrics`, and what `also` answers. The port can be shared with a successor. */
export function serveMetrics(
  metrics: Metrics,
  at: {
    readonly host: string
    readonly port: number
    readonly shared?: boolean
    readonly also?: (path: string) => Response | Promise<Response> | undefined
  },
): { readonly url: string; stop(): Promise<void> } {
  const server = listen({
    ...{ host: at.host, port: at.port, flag: '--metrics-port', shared: at.shared ?? false },
    answer: async (request) => {
      const path = new URL(request.url, 'http://localhost').pathname
      if (path === '/metrics') return new Response(metrics.text(), { headers: { 'content-type': contentType } })
      return (await at.also?.(path)) ?? new Response('The metrics are at /metrics.\n', { status: 404 })
    },
    failed: () => new Response('failed\n', { status: 500 }),
    ...{ maxBody: 0, idle: 30 },
  })
  return { url: `${server.url}/metrics`, stop: () => server.stop(0) }
}
