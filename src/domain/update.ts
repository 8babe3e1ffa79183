import type { Addon } from './addon'

export type UpdateStatus = 'InProgress' | 'Failed' | 'Cancelled' | 'Successful'

/** A change that was asked for of a cluster or of an add-on of it, and how it went: what DescribeUpdate tells. */
export interface Update {
  /** UUID. */
  readonly id: string
  readonly cluster: string
  /** The add-on's name; absent: of the cluster itself. */
  readonly addon?: string
  /** `AddonUpdate`, `DeletionProtectionUpdate`, … */
  readonly type: string
  readonly status: UpdateStatus
  /** What was asked for, in AWS's words: `AddonVersion`, `ConfigurationValues`, … */
  readonly params: readonly { readonly type: string; readonly value: string }[]
  readonly errors: readonly {
    readonly code: string
    readonly message: string
    readonly resourceIds: readonly string[]
  }[]
  readonly createdAt: number
}

/** Health issues that updates have a name for; the others are `Unknown` to them. */
const namedAlike = new Set([
  'AccessDenied',
  'ClusterUnreachable',
  'InsufficientNumberOfReplicas',
  'ConfigurationConflict',
  'AdmissionRequestDenied',
  'UnsupportedAddonModification',
  'K8sResourceNotFound',
])

/** The update of an add-on once the add-on has become so; it stays in progress while the add-on is UPDATING. */
export function ended(update: Update, { status, issues }: Pick<Addon, 'status' | 'issues'>): Update {
  if (update.status !== 'InProgress' || status === 'UPDATING') return update
  if (status === 'ACTIVE') return { ...update, status: 'Successful' }
  if (status === 'DELETING' || status === 'DELETE_FAILED') return { ...update, status: 'Cancelled' }
  const errors = issues.map(({ code, message, resourceIds }) => ({
    code: namedAlike.has(code) ? code : 'Unknown',
    message,
    resourceIds,
  }))
  return { ...update, status: 'Failed', errors }
}
