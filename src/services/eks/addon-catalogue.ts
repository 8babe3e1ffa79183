/** An add-on that may be wished for. Whether a cluster can install it, its connector says. */
export interface KnownAddon {
  readonly name: string
  readonly type: string
  readonly namespace: string
  /** The service accounts whose pods may get a role by the add-on's own associations. */
  readonly serviceAccounts: readonly string[]
  /** Published versions that tools ask for by name, the newest first; others of the same form are taken too. */
  readonly versions: readonly string[]
}

const known: readonly KnownAddon[] = [
  {
    name: 'eks-pod-identity-agent',
    type: 'security',
    namespace: 'kube-system',
    serviceAccounts: [],
    versions: [
      'v1.3.10-eksbuild.1',
      'v1.3.8-eksbuild.2',
      'v1.3.7-eksbuild.2',
      'v1.3.5-eksbuild.2',
      'v1.3.4-eksbuild.1',
      'v1.3.2-eksbuild.2',
      'v1.3.0-eksbuild.1',
      'v1.2.0-eksbuild.1',
      'v1.1.0-eksbuild.1',
      'v1.0.0-eksbuild.1',
    ],
  },
  {
    name: 'aws-ebs-csi-driver',
    type: 'storage',
    namespace: 'kube-system',
    serviceAccounts: ['ebs-csi-controller-sa'],
    versions: ['v1.35.0-eksbuild.1', 'v1.31.0-eksbuild.1'],
  },
  {
    name: 'aws-efs-csi-driver',
    type: 'storage',
    namespace: 'kube-system',
    serviceAccounts: ['efs-csi-controller-sa', 'efs-csi-node-sa'],
    versions: ['v2.0.7-eksbuild.1'],
  },
  {
    name: 'aws-mountpoint-s3-csi-driver',
    type: 'storage',
    namespace: 'kube-system',
    serviceAccounts: ['s3-csi-driver-sa'],
    versions: ['v1.8.1-eksbuild.1'],
  },
  {
    name: 'amazon-cloudwatch-observability',
    type: 'observability',
    namespace: 'amazon-cloudwatch',
    serviceAccounts: ['cloudwatch-agent'],
    versions: ['v2.1.2-eksbuild.1'],
  },
  {
    name: 'external-dns',
    type: 'networking',
    namespace: 'external-dns',
    serviceAccounts: ['external-dns'],
    versions: ['v0.16.1-eksbuild.2'],
  },
]

export const catalogue: ReadonlyMap<string, KnownAddon> = new Map(known.map((it) => [it.name, it]))

/** Of any published version; our own build is what is installed. */
export function isVersion(text: string): boolean {
  return /^v\d{1,4}\.\d{1,4}\.\d{1,4}-eksbuild\.\d{1,4}$/.test(text)
}
