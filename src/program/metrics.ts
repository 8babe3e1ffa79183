import { Counter, Gauge, Histogram, Registry } from 'prom-client'

/** What is counted, in a registry of its own so that two programs in one process do not mix. */
export interface Metrics {
  readonly registry: Registry
  counter(name: string, about: string, labels: readonly string[]): (...values: readonly string[]) => void
  histogram(name: string, about: string, buckets: readonly number[]): (value: number) => void
  gauge(name: string, about: string, read: () => number): void
}

/** The process's own numbers are read when asked for; prom-client's default collectors rest on Node.js internals that Bun answers with noise. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  const gauge: Metrics['gauge'] = (name, help, read) => {
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read())
      },
    })
  }
  gauge('process_resident_memory_bytes', 'Resident memory in bytes.', () => process.memoryUsage.rss())
  gauge('process_cpu_seconds_total', 'User and system CPU time in seconds.', cpuSeconds)
  gauge('process_start_time_seconds', 'Start of the process, seconds since the epoch.', startedAt)
  return { registry, gauge, counter: counterIn(registry), histogram: histogramIn(registry) }
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

function startedAt(): number {
  return Math.round(Date.now() / 1000 - process.uptime())
}

/** Counted in a map of our own and told when asked for: prom-client hashes its labels at every single count. */
const counterIn =
  (registry: Registry): Metrics['counter'] =>
  (name, help, labelNames) => {
    const tallies = new Map<string, { readonly values: readonly string[]; count: number }>()
    new Counter({
      name,
      help,
      labelNames: [...labelNames],
      registers: [registry],
      collect() {
        this.reset()
        for (const { values, count } of tallies.values()) this.labels(...values).inc(count)
      },
    })
    return (...values) => {
      const key = values.join('\u0000')
      const tally = tallies.get(key)
      if (tally === undefined) tallies.set(key, { values, count: 1 })
      else tally.count += 1
    }
  }

const histogramIn =
  (registry: Registry): Metrics['histogram'] =>
  (name, help, buckets) => {
    const histogram = new Histogram({ name, help, buckets: [...buckets], registers: [registry] })
    const child = histogram.labels()
    return (value) => child.observe(value)
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
  const server = Bun.serve({
    hostname: at.host,
    port: at.port,
    reusePort: at.shared ?? false,
    fetch: async (request) => {
      const path = new URL(request.url, 'http://localhost').pathname
      if (path === '/metrics')
        return new Response(await metrics.registry.metrics(), {
          headers: { 'content-type': metrics.registry.contentType },
        })
      return (await at.also?.(path)) ?? new Response('The metrics are at /metrics.\n', { status: 404 })
    },
  })
  return { url: `http://${at.host}:${server.port}/metrics`, stop: () => server.stop(true) }
}
