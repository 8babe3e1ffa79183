export type AddonStatus =
  | 'CREATING'
  | 'ACTIVE'
  | 'CREATE_FAILED'
  | 'UPDATING'
  | 'DELETING'
  | 'DELETE_FAILED'
  | 'DEGRADED'
  | 'UPDATE_FAILED'

export interface Addon {
  readonly cluster: string
  readonly name: string
  readonly arn: string
  /** As asked for, such as `v1.0.0-eksbuild.1`; published versions are mapped to our build. */
  readonly version: string
  readonly status: AddonStatus
  readonly issues: readonly {
    readonly code: string
    readonly message: string
    readonly resourceIds: readonly string[]
  }[]
  readonly namespace: string
  readonly serviceAccountRoleArn?: string
  /** JSON or YAML, as given. */
  readonly configurationValues?: string
  /** What to do about what is in the way on the cluster: NONE, OVERWRITE or PRESERVE; as last said. */
  readonly resolveConflicts?: string
  readonly tags: Readonly<Record<string, string>>
  readonly createdAt: number
  readonly modifiedAt: number
  /** DeleteAddon with preserve: leave what is installed running. */
  readonly preserve?: boolean
  /** The update that its cluster has not told the end of yet. */
  readonly updateId?: string
}

export function addonKey(cluster: string, name: string): string {
  return `${cluster}/${name}`
}

/** What an add-on's cluster may tell of it; `DELETED`: nothing of it is left. */
export type ToldAddonStatus = 'ACTIVE' | 'CREATE_FAILED' | 'UPDATE_FAILED' | 'DEGRADED' | 'DELETE_FAILED' | 'DELETED'

/**
 * The add-on once its cluster has told this; undefined when it is gone. While it is being deleted, only what is said of the deletion
 * counts, and nothing is gone that nobody asked to delete. A failure is named after what was going on.
 */
export function told(addon: Addon, status: ToldAddonStatus, issues: Addon['issues'], now: number): Addon | undefined {
  const leaving = addon.status === 'DELETING' || addon.status === 'DELETE_FAILED'
  if (leaving !== (status === 'DELETED' || status === 'DELETE_FAILED')) return addon
  if (status === 'DELETED') return undefined
  const { updateId, ...rest } = addon
  return { ...rest, status: failureOf(addon.status, status), issues, modifiedAt: now }
}

function failureOf(before: AddonStatus, said: Exclude<ToldAddonStatus, 'DELETED'>): AddonStatus {
  if (said !== 'CREATE_FAILED' && said !== 'UPDATE_FAILED') return said
  if (before === 'CREATING' || before === 'CREATE_FAILED') return 'CREATE_FAILED'
  return before === 'UPDATING' || before === 'UPDATE_FAILED' ? 'UPDATE_FAILED' : 'DEGRADED'
}
