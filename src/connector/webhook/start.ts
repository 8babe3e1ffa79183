import { listenSeamlessly } from '../../program'
import { keepCertificate } from './certificate/keep'
import { webhookConfiguration } from './configuration'
import { asking } from './decision/asking'
import { meters } from './metrics'
import type { Webhook, WebhookParts } from './parts'
import { webhookApp } from './review/app'
import { seldom } from './review/seldom'

/** Longer than API servers keep a connection that they do not use (90 s), so that it is always they who close it. Seconds. */
const idle = 180
/** An API server takes no larger object than 3 MiB, and sends a few words beside it. */
const maxBody = 8 * 1_024 * 1_024
/** Milliseconds: what is left of the API server's patience must do for the answer. */
const longestBudget = 4_000

/** Resolves once it listens with a certificate of the shared authority. Throws when that cannot be had, or the port is taken. */
export async function startWebhook(parts: WebhookParts): Promise<Webhook> {
  const { associations, serviceAccounts, log, now } = parts
  const settings = { ...parts.settings, askBudget: Math.min(parts.settings.askBudget, longestBudget) }
  const certificate = await keepCertificate({
    place: parts.authority,
    names: parts.names,
    life: parts.certificateLife,
    now,
    log,
  })
  const breaker = asking({
    ask: async (namespace, serviceAccount, signal) => {
      const began = performance.now()
      try {
        const associated = await associations.ask(namespace, serviceAccount, signal)
        meter.asked('answered', began)
        return associated
      } catch (why) {
        meter.asked(signal.aborted ? 'late' : 'failed', began)
        throw why
      }
    },
    budget: settings.askBudget,
    onChange: (closed, why) =>
      closed
        ? log.info({ why }, 'the control plane is asked about pods again')
        : log.warn({ why }, 'the control plane is not asked about pods for now: what is known here decides'),
  })
  const meter = meters(
    parts.metrics,
    () => breaker.isClosed(),
    () => certificate.current().cert,
  )

  const trouble = (): string => {
    const why = parts.trouble?.()
    return why === undefined ? '' : ` (${why})`
  }
  let leaving = false
  const waitsFor = (): readonly string[] => [
    ...(leaving ? ['nothing: it is stopping'] : []),
    ...(serviceAccounts.isLoaded() ? [] : ['the first list of service accounts']),
    ...(associations.isLoaded() ? [] : [`the associations of the cluster${trouble()}`]),
  ]
  const answer = webhookApp({
    settings,
    associations,
    serviceAccounts,
    configuredRole: parts.configuredRole,
    asking: breaker,
    tellEvent: seldom(parts.tellEvent, now),
    chance: Math.random,
    log,
    count: meter.decided,
    refused: (status) => meter.refused(String(status)),
    took: meter.took,
    waitsFor,
    trouble: () => parts.trouble?.(),
  })
  const listening = listenSeamlessly({
    host: parts.host,
    port: parts.port,
    tls: certificate.current(),
    answer,
    failed: () => new Response('failed\n', { status: 500 }),
    maxBody,
    idle,
  })
  certificate.onCertificate((shown) => listening.renew(shown))
  return {
    port: listening.port,
    waitsFor,
    configuration: (asked) => webhookConfiguration({ ...asked, caBundle: certificate.bundle() }),
    onChange: (listener) => certificate.onBundle(listener),
    renewCertificate: () => certificate.look(),
    async stop() {
      leaving = true
      listening.sayFarewell()
      await Bun.sleep(parts.farewell)
      await listening.stop(5_000)
      breaker.stop()
      certificate.stop()
    },
  }
}
