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
  readonly associationArns: readonly string[]
  readonly tags: Readonly<Record<string, string>>
  readonly createdAt: number
  readonly modifiedAt: number
  /** DeleteAddon with preserve: leave what is installed running. */
  readonly preserve?: boolean
}

export function addonKey(cluster: string, name: string): string {
  return `${cluster}/${name}`
}
