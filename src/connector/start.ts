import { clusterAccess, kubernetesApi, lead, ownClusterAccess, tellEvent } from '../kubernetes'
import { createLog, createMetrics, type Log, listen, type Metrics } from '../program'
import { associationCopy } from './association-copy'
import { authorityInSecret } from './authority-place'
import type { ConnectorConfig } from './config'
import { leading } from './leading'
import { names } from './manifests/names'
import { becomeMember } from './member'
import { seenAccounts } from './seen/service-accounts'
import { readState, stateInConfigMap } from './state'
import { trustIn } from './trust'
import { followCluster, type Watched, words } from './watch-cluster'
import { rolesInFile } from './webhook/decision/configured-roles'
import { officialSettings, type WebhookSettings } from './webhook/settings'
import { startWebhook } from './webhook/start'
import { keepWebhookObject } from './webhook-object'

export interface RunningConnector {
  /** The port of the webhook. */
  readonly port: number
  /** Of /healthz, /readyz and /metrics. */
  readonly healthUrl: string
  readonly log: Log
  stop(): Promise<void>
}

/**
 * The connector of a cluster: every replica serves the webhook from its own copy of associations and service accounts; one leads, and does
 * what must be done once. Throws when there is no cluster to speak to, or no port to listen on.
 */
export async function startConnector(config: ConnectorConfig, version: string): Promise<RunningConnector> {
  const logger = createLog({ format: config.logFormat, level: config.logLevel })
  const log = (message: string, facts: Readonly<Record<string, unknown>>): void => logger.warn(facts, message)
  const note = (message: string, facts: Readonly<Record<string, unknown>>): void => logger.info(facts, message)
  const access = await (config.kubeconfig === ''
    ? ownClusterAccess()
    : clusterAccess({ kubeconfig: config.kubeconfig }))
  const api = kubernetesApi(access)
  const metrics = createMetrics()
  const stopping = new AbortController()
  const { signal } = stopping
  const trust = trustIn(config.ca)
  const state = stateInConfigMap(api)
  const known = await readState(state, (why) =>
    log('what was kept before a restart cannot be read', { why: words(why) }),
  )

  const { clusterName, endpoint, region, activation, tokenFile } = config
  const member = becomeMember(
    { clusterName, endpoint, region, activation, tokenFile, fetch: trust.fetch },
    { api, state, known: known.membership, signal, log },
  )
  const associations = associationCopy({ clusterName, client: member.client })
  if (known.associations !== undefined && known.membership?.clusterName === clusterName)
    associations.set(known.associations)
  const accounts = seenAccounts(api, { signal, log })
  let unheard: string | undefined

  const roles = config.roles === '' ? undefined : rolesInFile(config.roles)
  const webhook = await startWebhook({
    settings: webhookSettings(config, trust.pem()),
    associations,
    serviceAccounts: accounts,
    configuredRole: roles?.of,
    tellEvent: ({ namespace, regarding, type, reason, note }) => {
      const told = { about: { ...regarding, namespace }, type, reason, action: 'Admission', note }
      tellEvent(api, { controller: 'podid.dev/connector', instance: config.podName }, told).catch((why) =>
        log('an Event could not be told', { reason, why: words(why) }),
      )
    },
    trouble: () => member.trouble() ?? unheard,
    authority: authorityInSecret(api),
    metrics,
    log: logger,
    now: () => Date.now(),
    host: config.host,
    port: config.port,
    names: webhookNames(config),
    certificateLife: config.certificateLife,
    farewell: config.farewell,
  })

  let watched: Watched | undefined
  const listeners: (() => void)[] = []
  const following = member.activated.then(async () => {
    const client = member.client()
    if (client === undefined) return
    logger.info({ cluster: clusterName }, 'the cluster is activated; following the control plane')
    await followCluster({
      ...{ client, clusterName, signal, log },
      onTrouble: (why) => {
        unheard = why
      },
      onAnswer(answer) {
        unheard = undefined
        watched = answer
        associations.set(answer.associations)
        for (const listener of listeners) listener()
      },
    })
  })

  /** Who wants to know of another authority of the webhook, in this term. */
  const renewals = new Set<() => void>()
  webhook.onChange(() => {
    for (const listener of renewals) listener()
  })
  let leads = false
  const election = lead(api, {
    namespace: names.namespace,
    name: names.lease,
    identity: config.podName,
    duration: config.leaseDuration,
    signal,
    onTrouble: (why) => log('the Lease could not be kept', { why: words(why) }),
    async work(term) {
      leads = true
      logger.info({ pod: config.podName }, 'this replica leads')
      try {
        await Promise.all([
          keepWebhookObject({
            ...{ api, log, name: names.connector, signal: term },
            wanted: () => webhook.configuration(webhookObject(config)),
            onChange: (listener) => renewals.add(listener),
          }),
          leading(
            {
              ...{ config, version, api, member, associations, accounts, log, note },
              ca: () => trust.pem() !== '',
              wanted: () => watched,
              onWanted: (listener) => listeners.push(listener),
              keepAssociations: () => state.keepAssociations(clusterName, associations.all()),
            },
            term,
          ),
        ])
      } finally {
        leads = false
        listeners.splice(0)
        renewals.clear()
      }
    },
  })

  metrics.gauge('podid_connector_leads', '1 on the replica that leads.', () => (leads ? 1 : 0))
  metrics.gauge('podid_connector_associations', 'Associations in the local copy.', () => associations.all().length)
  metrics.gauge('podid_connector_activated', '1 once the cluster is activated.', () => (member.client() ? 1 : 0))
  const health = serveHealth(config, metrics, () => webhook.waitsFor())
  logger.info(
    { cluster: clusterName, endpoint, port: webhook.port, health: health.url, kubernetes: access.server },
    'the connector is listening',
  )

  return {
    port: webhook.port,
    healthUrl: health.url,
    log: logger,
    async stop() {
      // The webhook goes on answering while the API server learns that it goes; meanwhile the Lease is given up.
      stopping.abort()
      await Promise.all([webhook.stop(), election, following, accounts.ended])
      roles?.stop()
      await health.stop(1_000)
    },
  }
}

function serveHealth(
  config: ConnectorConfig,
  metrics: Metrics,
  waitsFor: () => readonly string[],
): ReturnType<typeof listen> {
  return listen({
    host: config.metricsAddress,
    port: config.metricsPort,
    async answer(request) {
      const { pathname } = new URL(request.url, 'http://localhost')
      if (pathname === '/healthz') return new Response('ok\n')
      if (pathname === '/metrics')
        return new Response(metrics.text(), {
          headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' },
        })
      if (pathname !== '/readyz') return new Response('not found\n', { status: 404 })
      const waits = waitsFor()
      return waits.length === 0
        ? new Response('ok\n')
        : new Response(`not ready: ${waits.join('; ')}\n`, { status: 503 })
    },
    failed: () => new Response('failed\n', { status: 500 }),
    maxBody: 0,
    idle: 30,
  })
}

function webhookSettings(config: ConnectorConfig, ca: string): WebhookSettings {
  const { endpoint, region, askBudget, podRegion, regionalSts, tokenExpiration } = config
  return {
    ...officialSettings,
    region: podRegion,
    ...{ askBudget, regionalSts, tokenExpiration },
    ...(config.injectEndpoint ? { injectEndpoint: { url: endpoint, region, ca } } : {}),
  }
}

/** What the certificate is for: the Service by all of its names, or the host of the address. */
function webhookNames({ webhookUrl }: ConnectorConfig): readonly string[] {
  const service = `${names.connector}.${names.namespace}`
  const host = URL.parse(webhookUrl)?.hostname
  return host === undefined
    ? [`${service}.svc`, service, `${service}.svc.cluster.local`]
    : [host.replace(/^\[|\]$/g, '')]
}

function webhookObject({ webhookUrl, failurePolicy, systemNamespaces }: ConnectorConfig) {
  const service = { namespace: names.namespace, name: names.connector, port: 443 }
  return {
    name: names.connector,
    address: webhookUrl === '' ? { service } : { url: webhookUrl },
    failurePolicy,
    ownNamespace: names.namespace,
    systemNamespaces: ['kube-system', ...systemNamespaces],
  }
}
