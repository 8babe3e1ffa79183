export interface Association {
  /** `a-` and 17 characters `[a-z0-9]`. */
  readonly id: string
  readonly arn: string
  readonly cluster: string
  readonly namespace: string
  readonly serviceAccount: string
  readonly roleArn: string
  readonly disableSessionTags: boolean
  readonly targetRoleArn?: string
  /** Session policy as given. */
  readonly policy?: string
  /** `region/account/cluster/namespace/serviceAccount`. */
  readonly externalId: string
  /** ARN of the add-on that owns it. */
  readonly ownerArn?: string
  readonly tags: Readonly<Record<string, string>>
  /** Epoch milliseconds. */
  readonly createdAt: number
  readonly modifiedAt: number
}

/** The key is the rule: one role a service account of a cluster. */
export function associationKey(cluster: string, namespace: string, serviceAccount: string): string {
  return `${cluster}/${namespace}/${serviceAccount}`
}
