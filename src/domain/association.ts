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

/** A label of RFC 1123, as Kubernetes wants for namespaces. */
export function isNamespace(text: string): boolean {
  return text.length <= 63 && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(text)
}

/** A subdomain of RFC 1123, as Kubernetes wants for service accounts and pods. */
export function isSubdomain(text: string): boolean {
  return text.length <= 253 && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(text)
}

/** What the trust policy of a target role may ask for: https://docs.aws.amazon.com/eks/latest/userguide/pod-id-assign-target-role.html */
export function externalIdOf(
  region: string,
  account: string,
  { cluster, namespace, serviceAccount }: Pick<Association, 'cluster' | 'namespace' | 'serviceAccount'>,
): string {
  return [region, account, cluster, namespace, serviceAccount].join('/')
}
