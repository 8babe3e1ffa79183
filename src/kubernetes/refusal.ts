import { listAt, numberAt, textAt } from './fields'

/** Why a request to an API server came to nothing. */
export type RefusalKind =
  /** Nobody answers, or not in time: network, TLS, or an API server that is starting. */
  | 'unreachable'
  /** The API server does not know who asks. */
  | 'unauthorized'
  /** RBAC (or an admission plugin) forbids it; `permission` says what. */
  | 'forbidden'
  | 'not found'
  | 'already exists'
  /** Another change came first, or (server-side apply) another manager owns a field: `fields`. */
  | 'conflict'
  /** The resource version is too old to go on from. */
  | 'gone'
  | 'invalid'
  /** It is overloaded or in trouble, and may be asked again. */
  | 'busy'
  | 'failed'

export interface Asked {
  /** `get`, `list`, `watch`, `create`, `update`, `patch`, `delete`: as RBAC calls it. */
  readonly verb: string
  /** `daemonsets.apps`, or the path for what is no resource. */
  readonly resource: string
  readonly namespace?: string
  readonly name?: string
}

/** A field that another manager owns. */
export interface OwnedField {
  readonly field: string
  readonly manager: string
}

/** A request to an API server that came to nothing, and why, in words a person can act on. */
export class KubernetesRefusal extends Error {
  override readonly name = 'KubernetesRefusal'
  readonly kind: RefusalKind
  /** HTTP status; 0 when nobody answered. */
  readonly status: number
  readonly asked: Asked
  /** For `conflict` of server-side apply. */
  readonly fields: readonly OwnedField[]
  /** Seconds after which to ask again, when the API server said so. */
  readonly retryAfter: number | undefined

  constructor(given: {
    readonly kind: RefusalKind
    readonly message: string
    readonly asked: Asked
    readonly status?: number
    readonly fields?: readonly OwnedField[]
    readonly retryAfter?: number
  }) {
    super(given.message)
    this.kind = given.kind
    this.status = given.status ?? 0
    this.asked = given.asked
    this.fields = given.fields ?? []
    this.retryAfter = given.retryAfter
  }

  /** The permission that lacks, `patch daemonsets.apps in the namespace podid-system`; undefined when it is not that. */
  get permission(): string | undefined {
    return this.kind === 'forbidden' ? permissionText(this.asked) : undefined
  }
}

/** `patch daemonsets.apps in the namespace podid-system` */
export function permissionText({ verb, resource, namespace }: Asked): string {
  return `${verb} ${resource}${namespace === undefined ? '' : ` in the namespace ${namespace}`}`
}

/** Whether it is a refusal of one of these kinds. */
export function refusedAs(why: unknown, ...kinds: readonly RefusalKind[]): why is KubernetesRefusal {
  return why instanceof KubernetesRefusal && kinds.includes(why.kind)
}

const byReason = new Map<string, RefusalKind>([
  ['Unauthorized', 'unauthorized'],
  ['Forbidden', 'forbidden'],
  ['NotFound', 'not found'],
  ['AlreadyExists', 'already exists'],
  ['Conflict', 'conflict'],
  ['Gone', 'gone'],
  ['Expired', 'gone'],
  ['Invalid', 'invalid'],
  ['BadRequest', 'invalid'],
  ['TooManyRequests', 'busy'],
  ['ServiceUnavailable', 'busy'],
  ['ServerTimeout', 'busy'],
  ['Timeout', 'busy'],
  ['InternalError', 'busy'],
])
const byStatus = new Map<number, RefusalKind>([
  [400, 'invalid'],
  [401, 'unauthorized'],
  [403, 'forbidden'],
  [404, 'not found'],
  [409, 'conflict'],
  [410, 'gone'],
  [422, 'invalid'],
  [429, 'busy'],
])

/** The refusal that a `Status` object tells: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/ */
export function refusalOf(
  status: unknown,
  asked: Asked,
  code = numberAt(status, 'code') ?? 0,
  retryAfter = numberAt(status, 'details', 'retryAfterSeconds'),
): KubernetesRefusal {
  const kind =
    byReason.get(textAt(status, 'reason') ?? '') ?? byStatus.get(code) ?? (code >= 500 ? 'busy' : ('failed' as const))
  const said = textAt(status, 'message') ?? `it answers ${code}`
  return new KubernetesRefusal({
    kind,
    message: sentence(kind, said, asked),
    asked,
    status: code,
    retryAfter,
    fields: listAt(status, 'details', 'causes').flatMap((it) =>
      textAt(it, 'reason') === 'FieldManagerConflict'
        ? [{ field: textAt(it, 'field') ?? '', manager: managerIn(textAt(it, 'message') ?? '') }]
        : [],
    ),
  })
}

function sentence(kind: RefusalKind, said: string, asked: Asked): string {
  if (kind === 'forbidden') return `Kubernetes does not permit to ${permissionText(asked)}: ${said}`
  if (kind === 'unauthorized')
    return `The API server does not know who asks (${said}): the credentials are missing, wrong or expired.`
  return `Kubernetes refuses to ${permissionText(asked)}: ${said}`
}

/** `conflict with "kubectl" using apps/v1: .spec.replicas` */
function managerIn(message: string): string {
  return /conflicts? with "([^"]*)"/.exec(message)?.[1] ?? 'another manager'
}
