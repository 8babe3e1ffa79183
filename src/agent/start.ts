import type { Credentials } from '../client'
import { createLog, createMetrics, type Listening, type Log, listen, serveMetrics } from '../program'
import { bindAll } from './addresses'
import { breaker as createBreaker } from './breaker'
import { type Clock, realClock } from './clock'
import type { AgentConfig } from './config'
import { endpoint } from './endpoint'
import { limit } from './fairness'
import { health as createHealth } from './health'
import { identities as createIdentities } from './identity'
import { keyring } from './keyring'
import { createMeters } from './meters'
import { remembering } from './remembering'
import { whyUnfit } from './state-file'
import { teller } from './told'
import { upstream as createUpstream } from './upstream'

export interface Agent {
  /** Where pods ask, one address a bound host. */
  readonly urls: readonly string[]
  readonly probeUrl: string
  readonly metricsUrl: string
  readonly log: Log
  /** Takes no new connection, answers what is under way, and leaves what is kept on the disk. */
  stop(): Promise<void>
}

/** What a test puts in the place of the world. */
export interface World {
  readonly clock?: Clock
  /** The agent's own credentials; else the AWS SDK's default chain finds them. */
  readonly credentials?: () => Promise<Credentials>
  /** The folder with the agent's own service account token, for the API server. */
  readonly serviceAccount?: string
  /** Takes the lines of the log. */
  readonly logTo?: { readonly write: (line: string) => void }
}

/** Puts the parts together and listens. Throws when every address is held by another program. */
export async function startAgent(config: AgentConfig, world: World = {}): Promise<Agent> {
  const clock = world.clock ?? realClock
  const log = createLog({
    format: world.logTo === undefined ? config.logFormat : 'json',
    level: config.logLevel,
    ...(world.logTo === undefined ? {} : { to: world.logTo }),
  })
  const metrics = createMetrics()
  const meters = createMeters(metrics, {
    entries: () => kept.entries.size,
    bytes: () => kept.entries.bytes,
    lag: () => renewal.lag(),
    keys: () => keys.state().keys,
  })
  const upstream = createUpstream(config, clock, meters.upstream, world.credentials)
  const realm = `${config.clusterName}\u0000${upstream.url}`
  const folder = stateFolder(config, log)
  const keys = keyring(config, {
    ...{ client: upstream.client, clock, log, folder, realm },
    changed: () => identities.forget(),
    ...(world.serviceAccount === undefined ? {} : { serviceAccount: world.serviceAccount }),
  })
  const identities = createIdentities(keys.get, clock)
  const breaker = createBreaker(clock)
  const {
    kept,
    renewal,
    restored,
    stop: stopRemembering,
  } = remembering(config, {
    ...{ attempt: upstream.attempt, breaker, clock, log, meters, folder, realm },
  })
  const answer = endpoint({
    hosts: () => addresses.hosts(),
    ...{ identities, kept, clock, patience: config.patience },
    podLimit: limit(config.maxPodRps, clock),
    sourceLimit: limit(config.maxSourceRps, clock),
    answered: teller(log, meters, clock),
  })
  const addresses = bindAll({ hosts: config.bindHosts, port: config.port, answer, clock, log })
  const health = createHealth({
    ...{ clock, breaker, addresses: addresses.state, keys: keys.state, keysWanted: keys.wanted, knock: upstream.knock },
    restored,
    warm: () => kept.entries.size,
  })
  const probes = (path: string): Response | Promise<Response> | undefined =>
    path === '/healthz' ? health.live() : path === '/readyz' ? health.ready() : undefined
  const probe = probeServer(config.probePort, probes)
  const metricsServer = serveMetrics(metrics, {
    ...{ host: config.metricsAddress, port: config.metricsPort, shared: true, also: probes },
  })
  // The first pod shall not wait for the keys.
  void keys.get(false)
  log.info(
    { cluster: config.clusterName, addresses: addresses.urls(), upstream: upstream.url },
    'the agent is listening',
  )
  return {
    get urls() {
      return addresses.urls()
    },
    probeUrl: probe.url,
    metricsUrl: metricsServer.url,
    log,
    async stop() {
      await Promise.all([addresses.stop(5_000), probe.stop(1_000), metricsServer.stop()])
      await stopRemembering()
    },
  }
}

/** Undefined where nothing is to be kept, or where it would not be safe; that is told, and costs warmth after a restart only. */
function stateFolder({ stateDir, maxCacheSize }: AgentConfig, log: Log): string | undefined {
  if (stateDir === '' || maxCacheSize === 0) return undefined
  const why = whyUnfit(stateDir)
  if (why === undefined) return stateDir
  log.warn({ folder: stateDir, why }, 'nothing is kept over a restart: the state folder cannot be used')
  return undefined
}

function probeServer(port: number, probes: (path: string) => Response | Promise<Response> | undefined): Listening {
  return listen({
    host: '127.0.0.1',
    port,
    flag: '--probe-port',
    answer: (request) =>
      probes(new URL(request.url, 'http://localhost').pathname) ?? new Response('not found\n', { status: 404 }),
    failed: () => new Response('failed\n', { status: 500 }),
    maxBody: 0,
    idle: 30,
    shared: true,
  })
}
