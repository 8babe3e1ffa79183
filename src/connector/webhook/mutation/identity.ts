import type { Annotations } from '../service-accounts'
import type { WebhookSettings } from '../settings'
import { parseBool, parseInt64 } from './go-values'

/** Kubernetes takes no token that shall live shorter, nor longer. */
export const shortest = 600
export const longest = 2 ** 32

/** What a pod is to be told of its identity. */
export interface Identity {
  readonly method: 'pod-identity' | 'irsa'
  /** '' for pod-identity: the control plane knows it. */
  readonly roleArn: string
  readonly audience: string
  readonly regionalSts: boolean
  /** Seconds; the pod's own annotation goes before it. */
  readonly tokenExpiration: number
  readonly warnings: readonly string[]
}

/** A role that is told to the webhook otherwise than by the service account's annotation. */
export interface ConfiguredRole {
  readonly roleArn: string
  readonly audience?: string
  readonly regionalSts?: boolean
  readonly tokenExpiration?: number
}

export interface Known {
  readonly associated: boolean
  /** Of the service account; undefined when it is unknown. */
  readonly annotations: Annotations | undefined
  readonly configured?: ConfiguredRole
}

/** Which of the two ways, if any: an association goes before everything, the service account's annotation before what is configured. */
export function identityOf(
  { associated, annotations, configured }: Known,
  settings: WebhookSettings,
): Identity | undefined {
  const own = annotations === undefined ? undefined : fromAnnotations(annotations, settings)
  const other = configured === undefined ? undefined : fromConfigured(configured, settings)
  if (associated) return podIdentity(own ?? other, settings)
  const facts = own !== undefined && own.roleArn !== '' ? own : other
  if (facts === undefined || facts.roleArn === '') return undefined
  const roleArn = composed(facts.roleArn, settings)
  const odd = isRoleArn(roleArn)
    ? []
    : [`the role of its service account is not the ARN of a role; it is given to the pod as it is`]
  return { method: 'irsa', ...facts, roleArn, warnings: odd }
}

interface Facts {
  readonly roleArn: string
  readonly audience: string
  readonly regionalSts: boolean
  readonly tokenExpiration: number
}

function podIdentity(facts: Facts | undefined, settings: WebhookSettings): Identity {
  return {
    method: 'pod-identity',
    roleArn: '',
    audience: settings.podIdentity.audience,
    regionalSts: facts?.regionalSts ?? settings.regionalSts,
    tokenExpiration: facts?.tokenExpiration ?? settings.tokenExpiration,
    warnings: [],
  }
}

/** Whether the annotations name a role: there is then no need to ask whether they have changed. */
export function namesRole(annotations: Annotations | undefined, { annotationPrefix }: WebhookSettings): boolean {
  return (annotations?.[`${annotationPrefix}/role-arn`] ?? '') !== ''
}

function fromAnnotations(annotations: Annotations, settings: WebhookSettings): Facts {
  const said = (name: string): string | undefined => annotations[`${settings.annotationPrefix}/${name}`]
  return {
    roleArn: said('role-arn') ?? '',
    audience: said('audience') ?? settings.tokenAudience,
    regionalSts: parseBool(said('sts-regional-endpoints') ?? '') ?? settings.regionalSts,
    tokenExpiration: expirationOf(said('token-expiration')) ?? settings.tokenExpiration,
  }
}

function fromConfigured(role: ConfiguredRole, settings: WebhookSettings): Facts {
  return {
    roleArn: role.roleArn,
    audience: role.audience || settings.tokenAudience,
    regionalSts: role.regionalSts ?? settings.regionalSts,
    tokenExpiration: role.tokenExpiration ? within(role.tokenExpiration) : settings.tokenExpiration,
  }
}

/** Undefined when nothing is said that can be read. */
export function expirationOf(text: string | undefined): number | undefined {
  const seconds = text === undefined ? undefined : parseInt64(text)
  return seconds === undefined ? undefined : within(seconds)
}

function within(seconds: number): number {
  return Math.min(Math.max(seconds, shortest), longest)
}

function composed(role: string, { composeRoleArn }: WebhookSettings): string {
  if (composeRoleArn === undefined || role.startsWith('arn:')) return role
  return `arn:${composeRoleArn.partition}:iam::${composeRoleArn.account}:role/${role}`
}

function isRoleArn(text: string): boolean {
  return /^arn:aws[a-z0-9-]*:iam::\d{12}:role\/[\w\-/.@+=,]+$/.test(text)
}
