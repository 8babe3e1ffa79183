import { join } from 'node:path'
import {
  createLog,
  createMetrics,
  type Listening,
  type Log,
  listen,
  ownCertificate,
  PortTaken,
  serveMetrics,
  stopInOrder,
  tlsFromFiles,
  watchTls,
} from '../program'
import { createApp } from './app'
import { watchAttendance } from './attendance'
import type { ServerConfig } from './config'
import { serveConsole } from './console/serve'
import type { House } from './house'
import { keepMasterKey } from './keep-master-key'
import { masterKeyFile } from './master-key'
import { removeOrphansLater } from './orphans'
import { assemble, type World } from './parts'
import { sweepRegularly } from './sweep'

/** A control plane that listens. */
export interface RunningServer {
  /** `http://127.0.0.1:4080`, without trailing slash. */
  readonly url: string
  readonly metricsUrl: string
  readonly account: string
  readonly region: string
  readonly authority: 'embedded' | 'sts'
  /** With `--tls-self-signed`: what clients are to trust, `AWS_CA_BUNDLE`. */
  readonly caFile?: string
  readonly log: Log
  readonly house: House
  /** Lets calls under way finish, then closes everything. Never throws; takes some ten seconds at most. */
  stop(): Promise<void>
}

/** Bytes. The largest object of one PUT, 5 GiB, and its chunk signatures. */
const maxBody = 5.5 * 1024 ** 3
/** Milliseconds for calls under way when the server stops. */
const patience = 8_000
/** Seconds without a byte. */
const idle = 120
/** Milliseconds between looks at the TLS files, and at our own certificate's age. */
const tlsEvery = 30_000
const day = 86_400_000

/** Starts the control plane. Throws, in words, what keeps it from starting. */
export async function startServer(
  config: ServerConfig,
  world: World = { now: () => Date.now() },
): Promise<RunningServer> {
  const log = createLog({ format: config.logFormat, level: config.logLevel })
  const metrics = createMetrics()
  const stopping = new AbortController()
  let url = config.url
  const tls = await tlsOf(config, world)
  const house = await assemble(config, { log, metrics, stopping: stopping.signal, url: () => url, world })
  let listening: Listening | undefined
  try {
    const app = createApp(house, {
      trouble: () => troubleOf(house),
      url: () => url,
      console: serveConsole(config.region),
    })
    listening = listen({
      host: config.host,
      port: config.port,
      orFree: config.freePort,
      tls,
      renewable: tls !== undefined,
      answer: app,
      failed: (error) => {
        log.error({ err: error }, 'a request failed beside the pipeline')
        return new Response('Internal failure\n', { status: 500 })
      },
      maxBody,
      idle,
    })
    if (url === '') url = listening.url
    const metricsServer = serveMetricsOf(config, metrics)
    const renewal = renew(config, tls?.cert ?? '', listening, log, world)
    const attendance = watchAttendance(house, config.connectorPatience)
    const keys = keepMasterKey({ ...house, file: masterKeyFile(config), data: config.data })
    const sweeping = sweepRegularly(house.store, world.now, config.auditRetention, log)
    const orphans = removeOrphansLater(house, log)
    log.info({ url, account: config.account, region: config.region, store: config.store.split(':', 1)[0] }, 'listening')
    const server = listening
    return {
      url,
      metricsUrl: metricsServer.url,
      account: config.account,
      region: config.region,
      authority: config.authority,
      caFile: config.tlsSelfSigned ? join(config.data, 'tls', 'ca.crt') : undefined,
      log,
      house,
      async stop() {
        // Long polls end first; else each would hold the others up to its own patience.
        stopping.abort()
        renewal.stop()
        await stopInOrder(
          [
            { name: 'requests', stop: () => server.stop(patience) },
            { name: 'last uses', stop: () => house.uses.settled() },
            { name: 'attendance', stop: () => attendance.stop() },
            { name: 'master key', stop: () => keys.stop() },
            { name: 'sweep', stop: () => sweeping.stop() },
            { name: 'orphans', stop: () => orphans.stop() },
            { name: 'metrics', stop: () => metricsServer.stop() },
            { name: 'store', stop: () => house.store.close() },
          ],
          patience + 4_000,
          log,
        )
      },
    }
  } catch (error) {
    await listening?.stop(0)
    await house.store.close()
    throw error
  }
}

async function troubleOf({ store, stopping }: House): Promise<string | undefined> {
  if (stopping.aborted) return 'stopping'
  try {
    await store.check()
    return undefined
  } catch {
    return 'the store cannot be reached'
  }
}

async function tlsOf(config: ServerConfig, world: World): Promise<{ cert: string; key: string } | undefined> {
  if (config.tlsSelfSigned) return ownCertificate(join(config.data, 'tls'), namesOf(config), world.now())
  return config.tlsCert === '' ? undefined : tlsFromFiles({ certFile: config.tlsCert, keyFile: config.tlsKey })
}

function namesOf({ tlsName, host }: ServerConfig): readonly string[] {
  const own = host === '0.0.0.0' || host === '::' ? [] : [host]
  return [...new Set(['localhost', '127.0.0.1', ...own, ...tlsName])]
}

function renew(config: ServerConfig, shown: string, listening: Listening, log: Log, world: World): { stop(): void } {
  if (config.tlsCert !== '')
    return watchTls({ certFile: config.tlsCert, keyFile: config.tlsKey }, tlsEvery, listening.renew, log)
  if (!config.tlsSelfSigned) return { stop() {} }
  let known = shown
  const timer = setInterval(() => {
    ownCertificate(join(config.data, 'tls'), namesOf(config), world.now()).then(
      (own) => {
        if (known !== own.cert) listening.renew(own)
        known = own.cert
      },
      (error) => log.warn({ err: error }, 'our own certificate could not be renewed'),
    )
  }, day / 4)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}

function serveMetricsOf(
  { metricsHost: host, metricsPort: port, freePort }: ServerConfig,
  metrics: ReturnType<typeof createMetrics>,
): ReturnType<typeof serveMetrics> {
  try {
    return serveMetrics(metrics, { host, port })
  } catch (error) {
    if (freePort) return serveMetrics(metrics, { host, port: 0 })
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
      throw new PortTaken(host, port, '--metrics-port')
    throw error
  }
}
