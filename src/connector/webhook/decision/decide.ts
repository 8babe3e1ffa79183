import type { AssociationsView } from '../associations'
import { type ConfiguredRole, type Identity, identityOf, namesRole } from '../mutation/identity'
import type { Annotations, ServiceAccountsView } from '../service-accounts'
import type { WebhookSettings } from '../settings'
import { type Account, accountNow } from './annotations-of'
import type { Asked, Asking } from './asking'

/** Why a pod has the identity that it has, or none: the label of a metric and a word for the audit log. */
export type Reason =
  | 'association-known'
  | 'association-asked'
  | 'role-annotation'
  | 'role-configured'
  | 'no-identity'
  | 'control-plane-late'
  | 'control-plane-failed'
  | 'control-plane-away'
  | 'service-account-unread'

export interface Decision {
  readonly identity: Identity | undefined
  readonly reason: Reason
  /** What could not be asked, so that the decision rests on what was known before; undefined: it is sure. */
  readonly doubt:
    | 'control-plane-late'
    | 'control-plane-failed'
    | 'control-plane-away'
    | 'service-account-unread'
    | undefined
}

export interface DecidingParts {
  readonly settings: WebhookSettings
  readonly associations: Pick<AssociationsView, 'knows'>
  readonly serviceAccounts: Pick<ServiceAccountsView, 'annotations' | 'ask'>
  readonly configuredRole?: (namespace: string, serviceAccount: string) => ConfiguredRole | undefined
  readonly asking: Pick<Asking, 'ask'>
}

/**
 * Which identity a pod of this service account gets. A local yes is enough; a local no is asked about, since it may be older than the
 * pod. Both questions, to the control plane and to the API server, are under way at once.
 */
export function decide(parts: DecidingParts, namespace: string, serviceAccount: string): Decision | Promise<Decision> {
  const { associations, serviceAccounts } = parts
  const known = associations.knows(namespace, serviceAccount)
  const annotations = serviceAccounts.annotations(namespace, serviceAccount)
  if (known && annotations !== undefined)
    return decided(parts, namespace, serviceAccount, { associated: true }, { annotations, sure: true }, true)
  return decideByAsking(parts, namespace, serviceAccount, known, annotations)
}

async function decideByAsking(
  parts: DecidingParts,
  namespace: string,
  serviceAccount: string,
  known: boolean,
  annotations: Annotations | undefined,
): Promise<Decision> {
  const { settings, serviceAccounts, asking } = parts
  const [asked, account] = await Promise.all([
    known ? { associated: true } : asking.ask(namespace, serviceAccount),
    namesRole(annotations, settings)
      ? { annotations, sure: true }
      : accountNow(serviceAccounts, namespace, serviceAccount, settings.askBudget),
  ])
  // What WatchCluster brought meanwhile counts as well.
  const knows = known || parts.associations.knows(namespace, serviceAccount)
  return decided(parts, namespace, serviceAccount, asked, account, knows)
}

function decided(
  { settings, configuredRole }: DecidingParts,
  namespace: string,
  serviceAccount: string,
  asked: Asked,
  { annotations, sure }: Account,
  known: boolean,
): Decision {
  const associated = known || ('associated' in asked && asked.associated)
  const configured = configuredRole?.(namespace, serviceAccount)
  const identity = identityOf({ associated, annotations, configured }, settings)
  const unasked = !associated && 'unasked' in asked ? (`control-plane-${asked.unasked}` as const) : undefined
  const unread =
    !sure && (identity === undefined || annotations === undefined) ? ('service-account-unread' as const) : undefined
  const doubt = unasked ?? unread
  if (identity === undefined) return { identity, reason: doubt ?? 'no-identity', doubt }
  if (identity.method === 'pod-identity')
    return { identity, reason: known ? 'association-known' : 'association-asked', doubt: undefined }
  return { identity, reason: namesRole(annotations, settings) ? 'role-annotation' : 'role-configured', doubt }
}
