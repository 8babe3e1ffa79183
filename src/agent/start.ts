import { client } from '../client'
import { createLog, createMetrics, type Listening, type Log, listen, serveMetrics } from '../program'
import { cached } from './cached'
import type { AgentConfig } from './config'
import { fromEksAuth } from './eks-auth'
import { endpoint } from './endpoint'
import { whoAsks } from './identity'
import { keysFromServer } from './keys'
import { once } from './once'
import { patient } from './patient'

/** Milliseconds: SDKs give up after one second. */
const patience = 900
/** Milliseconds for one question to EKS Auth, retries included. */
const deadline = 5_000

export interface Agent {
  /** Where pods ask, one address a bound host. */
  readonly urls: readonly string[]
  readonly probeUrl: string
  readonly log: Log
  stop(): Promise<void>
}

/** Puts the layers together and listens. Throws when no address at all can be bound. */
export async function startAgent(config: AgentConfig): Promise<Agent> {
  const log = createLog({ format: config.logFormat, level: config.logLevel })
  const now = (): number => Date.now()
  const upstream = client({
    endpoint: config.endpoint === '' ? `https://eks-auth.${config.region}.api.aws` : config.endpoint,
    region: config.region,
    credentials: await ownCredentials(),
  })
  const getKeys = keysFromServer(upstream, config.clusterName, now)
  const credentials = patient(
    cached(once(fromEksAuth(upstream, config.clusterName, deadline)), {
      now,
      size: config.maxCacheSize,
      renewAfter: config.maxCredentialRetentionBeforeRenewal,
      onRenewalFailed: (pod, why) =>
        log.warn(
          { namespace: pod.namespace, pod: pod.pod, why: why instanceof Error ? why.message : 'unknown' },
          'renewal failed; serving what is kept',
        ),
    }),
    patience,
  )
  const metrics = createMetrics()
  const answers = metrics.counter('pod_identity_http_response', 'Answers to pods by status.', ['code'])

  const hosts = new Set(config.bindHosts.map(bare))
  const answer = endpoint({
    hosts,
    whoAsks: (token) => whoAsks(token, getKeys, now()),
    credentials,
    onAnswer: ({ status, code, pod, message }) => {
      answers(String(status))
      const facts = {
        status,
        code,
        namespace: pod?.namespace,
        serviceAccount: pod?.serviceAccount,
        pod: pod?.pod,
        message,
      }
      if (status === 200) log.debug(facts, 'credentials given')
      else log.warn(facts, 'credentials refused')
    },
  })

  const listeners = bind(config, answer, log)
  const probe = listen({
    host: '127.0.0.1',
    port: config.probePort,
    answer: async (request) => {
      if (request.url.endsWith('/healthz')) return new Response('ok\n')
      if (!request.url.endsWith('/readyz')) return new Response('not found\n', { status: 404 })
      return (await getKeys(false)) === undefined && config.endpoint !== ''
        ? new Response('the control plane has not given the keys of the cluster yet\n', { status: 503 })
        : new Response('ok\n')
    },
    failed: () => new Response('failed\n', { status: 500 }),
    maxBody: 0,
    idle: 30,
  })
  const metricsServer = serveMetrics(metrics, { host: config.metricsAddress, port: config.metricsPort })
  log.info(
    { cluster: config.clusterName, addresses: listeners.map((it) => it.url), version: 1 },
    'the agent is listening',
  )
  return {
    urls: listeners.map((it) => it.url),
    probeUrl: probe.url,
    log,
    async stop() {
      await Promise.all([...listeners, probe, metricsServer].map((it) => it.stop(2_000)))
    },
  }
}

/** Binds what there is; says what there is not. */
function bind(config: AgentConfig, answer: (request: Request) => Promise<Response>, log: Log): readonly Listening[] {
  const bound: Listening[] = []
  let last: unknown
  for (const host of config.bindHosts) {
    try {
      bound.push(
        listen({
          host: bare(host),
          port: config.port,
          answer,
          failed: () => new Response(null, { status: 500 }),
          maxBody: 1_024,
          idle: 30,
        }),
      )
    } catch (why) {
      last = why
      log.warn(
        { host, port: config.port, why: why instanceof Error ? why.message : 'unknown' },
        'this address cannot be bound',
      )
    }
  }
  if (bound.length === 0) throw last
  return bound
}

function bare(host: string): string {
  return host.replace(/^\[|\]$/g, '')
}

/** The AWS SDK's default chain, for the agent itself. */
async function ownCredentials(): Promise<
  () => Promise<{ accessKeyId: string; secretAccessKey: string; sessionToken?: string }>
> {
  const { defaultProvider } = await import('@aws-sdk/credential-provider-node')
  const provide = defaultProvider()
  let kept: Awaited<ReturnType<typeof provide>> | undefined
  return async () => {
    const fresh =
      kept !== undefined && (kept.expiration === undefined || kept.expiration.getTime() - Date.now() > 300_000)
    const given = fresh && kept !== undefined ? kept : await provide()
    kept = given
    return given
  }
}
