import { agentSchema } from './agent-schema'

/** A service account of an add-on whose pods may have a role. */
export interface AddonServiceAccount {
  readonly name: string
  /** Names of AWS's managed policies that its pods do their work with. */
  readonly policies: readonly string[]
}

/** An add-on that may be wished for. Whether a cluster can install it, its connector says. */
export interface KnownAddon {
  readonly name: string
  readonly type: string
  readonly publisher: string
  readonly owner: string
  readonly namespace: string
  /** Those that the add-on's own associations may be for, from the version `podIdentitySince` on. */
  readonly serviceAccounts: readonly AddonServiceAccount[]
  readonly podIdentitySince?: string
  /** Published versions that tools ask for by name, the newest first; others of the same form are taken too. */
  readonly versions: readonly string[]
  /** JSON schema (draft 7) of what `configurationValues` may say. */
  readonly schema: Readonly<Record<string, unknown>>
}

/** Nothing can be said of what podid does not install itself. */
const nothing = { $schema: 'http://json-schema.org/draft-07/schema#', type: 'object', additionalProperties: false }
const driver = { publisher: 'eks', owner: 'aws', type: 'storage', namespace: 'kube-system', schema: nothing }

const known: readonly KnownAddon[] = [
  {
    name: 'eks-pod-identity-agent',
    type: 'security',
    publisher: 'podid',
    owner: 'podid',
    namespace: 'kube-system',
    serviceAccounts: [],
    schema: agentSchema,
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
    ...driver,
    name: 'aws-ebs-csi-driver',
    serviceAccounts: [{ name: 'ebs-csi-controller-sa', policies: ['service-role/AmazonEBSCSIDriverPolicy'] }],
    podIdentitySince: 'v1.31.0-eksbuild.1',
    versions: ['v1.35.0-eksbuild.1', 'v1.31.0-eksbuild.1', 'v1.30.0-eksbuild.1'],
  },
  {
    ...driver,
    name: 'aws-efs-csi-driver',
    serviceAccounts: [
      { name: 'efs-csi-controller-sa', policies: ['service-role/AmazonEFSCSIDriverPolicy'] },
      { name: 'efs-csi-node-sa', policies: ['service-role/AmazonEFSCSIDriverPolicy'] },
    ],
    podIdentitySince: 'v2.0.5-eksbuild.1',
    versions: ['v2.0.7-eksbuild.1'],
  },
  {
    ...driver,
    name: 'aws-mountpoint-s3-csi-driver',
    serviceAccounts: [{ name: 's3-csi-driver-sa', policies: ['AmazonS3ReadOnlyAccess'] }],
    podIdentitySince: 'v1.8.0-eksbuild.1',
    versions: ['v1.8.1-eksbuild.1'],
  },
  {
    ...driver,
    name: 'amazon-cloudwatch-observability',
    type: 'observability',
    namespace: 'amazon-cloudwatch',
    serviceAccounts: [
      { name: 'cloudwatch-agent', policies: ['CloudWatchAgentServerPolicy', 'AWSXrayWriteOnlyAccess'] },
    ],
    podIdentitySince: 'v2.1.0-eksbuild.1',
    versions: ['v2.1.2-eksbuild.1'],
  },
  {
    ...driver,
    name: 'external-dns',
    type: 'networking',
    owner: 'community',
    namespace: 'external-dns',
    serviceAccounts: [{ name: 'external-dns', policies: ['AmazonRoute53FullAccess'] }],
    podIdentitySince: 'v0.16.1-eksbuild.1',
    versions: ['v0.16.1-eksbuild.2'],
  },
]

export const catalogue: ReadonlyMap<string, KnownAddon> = new Map(known.map((it) => [it.name, it]))

const version = /^v(\d{1,4})\.(\d{1,4})\.(\d{1,4})-eksbuild\.(\d{1,4})$/

/** Of any published version; our own build is what is installed. */
export function isVersion(text: string): boolean {
  return version.test(text)
}

/** The service accounts that may have roles in this version; empty when the version knows nothing of Pod Identity. */
export function serviceAccountsOf(
  { serviceAccounts, podIdentitySince }: KnownAddon,
  ofVersion: string,
): readonly AddonServiceAccount[] {
  return podIdentitySince !== undefined && isBefore(ofVersion, podIdentitySince) ? [] : serviceAccounts
}

function isBefore(one: string, other: string): boolean {
  const [these, those] = [numbers(one), numbers(other)]
  const at = these.findIndex((it, at) => it !== those[at])
  return at >= 0 && (these[at] ?? 0) < (those[at] ?? 0)
}

function numbers(text: string): readonly number[] {
  return (version.exec(text) ?? []).slice(1).map(Number)
}
