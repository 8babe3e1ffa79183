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
  readonly configurationValues?: string
  readonly tags: Readonly<Record<string, string>>
  readonly createdAt: number
  readonly modifiedAt: number
  /** DeleteAddon with preserve: leave what is installed running. */
  readonly preserve?: boolean
}

export function addonKey(cluster: string, name: string): string {
  return `${cluster}/${name}`
}

/** What an add-on's cluster may tell of it; `DELETED`: nothing of it is left. */
export type ToldAddonStatus = 'ACTIVE' | 'CREATE_FAILED' | 'UPDATE_FAILED' | 'DEGRADED' | 'DELETE_FAILED' | 'DELETED'

/**
 * The add-on once its cluster has told this; undefined when it is gone. While it is being deleted, only what is said of the deletion
 * counts, and nothing is gone that nobody asked to delete.
 */
export function told(addon: Addon, status: ToldAddonStatus, issues: Addon['issues'], now: number): Addon | undefined {
  const leaving = addon.status === 'DELETING' || addon.status === 'DELETE_FAILED'
  if (leaving !== (status === 'DELETED' || status === 'DELETE_FAILED')) return addon
  if (status === 'DELETED') return undefined
  return { ...addon, status, issues, modifiedAt: now }
}
