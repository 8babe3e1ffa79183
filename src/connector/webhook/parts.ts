import type { Log, Metrics } from '../../program'
import type { AssociationsView } from './associations'
import type { AuthorityPlace } from './certificate/place'
import type { ConfigurationSettings } from './configuration'
import type { TellEvent } from './events'
import type { ConfiguredRole } from './mutation/identity'
import type { ServiceAccountsView } from './service-accounts'
import type { WebhookSettings } from './settings'

/** What the webhook needs of its cluster and its program. */
export interface WebhookParts {
  readonly settings: WebhookSettings
  readonly associations: AssociationsView
  readonly serviceAccounts: ServiceAccountsView
  /** Roles told otherwise than by annotations; absent: none. */
  readonly configuredRole?: (namespace: string, serviceAccount: string) => ConfiguredRole | undefined
  readonly tellEvent: TellEvent
  /** Why the control plane is not heard, in words a person can act on; undefined when it is. */
  readonly trouble?: () => string | undefined
  readonly authority: AuthorityPlace
  readonly metrics: Metrics
  readonly log: Log
  readonly now: () => number
  readonly host: string
  /** 0: any free port. */
  readonly port: number
  /** Of the certificate: `podid-connector.podid-system.svc`, an IP address, …. */
  readonly names: readonly string[]
  /** Milliseconds that a certificate is good for; absent: 30 days. */
  readonly certificateLife?: number
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
  /** Looks now whether the certificate or its authority is to be renewed, as is done every minute. */
  renewCertificate(): Promise<void>
  stop(): Promise<void>
}
