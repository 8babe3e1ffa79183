import type { Log, Metrics } from '../../program'
import type { AssociationsView } from './associations'
import type { AuthorityPlace } from './certificate/place'
import type { ConfigurationSettings } from './configuration'
import type { TellEvent } from './events'
import type { ServiceAccountsView } from './service-accounts'
import type { WebhookSettings } from './settings'

/** What the webhook needs of its cluster and its program. */
export interface WebhookParts {
  readonly settings: WebhookSettings
  readonly associations: AssociationsView
  readonly serviceAccounts: ServiceAccountsView
  readonly tellEvent: TellEvent
  readonly authority: AuthorityPlace
  readonly metrics: Metrics
  readonly log: Log
  readonly now: () => number
  readonly host: string
  /** 0: any free port. */
  readonly port: number
  /** Of the certificate: `podid-connector.podid-system.svc`, an IP address, …. */
  readonly names: readonly string[]
  /** Milliseconds that a stopping webhook goes on answering, so that the API server learns that it is going. */
  readonly farewell: number
}

export interface Webhook {
  readonly port: number
  /** Empty when it can decide and is reachable, else what it waits for, in words: serves /readyz, which is answered on the same port. */
  waitsFor(): readonly string[]
  /** What the MutatingWebhookConfiguration must be now. */
  configuration(settings: Omit<ConfigurationSettings, 'caBundle'>): Readonly<Record<string, unknown>>
  /** Called whenever `configuration` would answer otherwise than before. */
  onChange(listener: () => void): void
  stop(): Promise<void>
}

/** `startWebhook(parts)` in `start.ts`: resolves once it listens with a certificate of the shared authority. */
export type StartWebhook = (parts: WebhookParts) => Promise<Webhook>
