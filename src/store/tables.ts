import type {
  AccessKey,
  Addon,
  Association,
  AuditEvent,
  Cluster,
  ClusterReport,
  ManagedPolicy,
  OidcProvider,
  ReportedItem,
  Role,
  Update,
  User,
} from '../domain'
import { eventIndexes } from './event-indexes'
import type { TableSpec } from './table'

/** Separates the parts of index values: no name of ours may contain it. */
const sep = '\u001f'
const table = <Row>(name: string, indexes: TableSpec<Row>['indexes'] = {}): TableSpec<Row> => ({ name, indexes })

/** Milliseconds as text that sorts. */
export function sortableTime(at: number): string {
  return at.toString().padStart(15, '0')
}

/** The key of an update: its cluster and id. */
export function updateKey(cluster: string, id: string): string {
  return `${cluster}${sep}${id}`
}

/** How the keys of what a cluster reported begin: all of it, of a kind, of a kind in a namespace. */
export function reportedBy(cluster: string, ...within: readonly string[]): string {
  return [cluster, ...within, ''].join(sep)
}

/** The key of an upload's part. */
export function partKey(uploadId: string, number: number): string {
  return partsOf(uploadId) + number.toString().padStart(5, '0')
}

/** How the keys of an upload's parts begin. */
export function partsOf(uploadId: string): string {
  return uploadId + sep
}

/** An answer kept for a clientRequestToken. */
export interface KeptAnswer {
  /** Its own key, by which it is swept away when it is old. */
  readonly key: string
  readonly operation: string
  /** SHA-256 of the parameters, hex. */
  readonly parameters: string
  /** What it made, such as an association's id. */
  readonly result: string
  readonly at: number
}

/** A code by which a browser may sign in, once. */
export interface SignInCode {
  /** Its own key, the code's SHA-256, hex. */
  readonly key: string
  readonly userName: string
  readonly userId: string
  /** The access key that it was asked for with: what is given for it rests on that key. */
  readonly accessKeyId: string
  readonly expiresAt: number
  /** The id of the request that asked for it. */
  readonly askedBy: string
}

/** A signing key of a built-in issuer; the private JWK is sealed with the master key. */
export interface SigningKey {
  readonly cluster: string
  readonly kid: string
  readonly sealedJwk: string
  readonly createdAt: number
}

export interface Bucket {
  readonly name: string
  readonly region: string
  readonly owner: string
  readonly createdAt: number
  readonly policy?: string
}

export interface StoredObject {
  readonly bucket: string
  readonly key: string
  /** Names the file under the data folder. */
  readonly blob: string
  readonly size: number
  /** Without quotes. */
  readonly etag: string
  readonly modifiedAt: number
  readonly contentType?: string
  /** Further headers to give back: cache-control, content-disposition, content-encoding, content-language, expires. */
  readonly headers: Readonly<Record<string, string>>
  /** User metadata, without the `x-amz-meta-` prefix. */
  readonly metadata: Readonly<Record<string, string>>
  /** Base64 by algorithm: CRC32, CRC32C, CRC64NVME, SHA1, SHA256; and ChecksumType. */
  readonly checksums: Readonly<Record<string, string>>
  readonly tagging?: string
  /** Of an object that came in parts: which upload made it, and the sizes of its parts in order, as [how many, bytes each]. */
  readonly upload?: { readonly id: string; readonly parts: readonly (readonly [number, number])[] }
}

export interface Upload {
  readonly bucket: string
  readonly key: string
  readonly uploadId: string
  readonly startedAt: number
  readonly startedBy: string
  readonly contentType?: string
  readonly headers: Readonly<Record<string, string>>
  readonly metadata: Readonly<Record<string, string>>
  readonly checksumAlgorithm?: string
  readonly checksumType?: string
}

export interface UploadPart {
  readonly uploadId: string
  readonly number: number
  readonly blob: string
  readonly size: number
  readonly etag: string
  readonly checksums: Readonly<Record<string, string>>
  readonly modifiedAt: number
}

/** Every table, its key in the comment. */
export const tables = {
  /** name */
  clusters: table<Cluster>('clusters', {
    byId: (it) => it.id,
  }),
  /** JWK thumbprint → who holds it, so that no two live clusters share a key. */
  clusterKeys: table<{ readonly cluster: string }>('cluster_keys', {
    byCluster: (it, key) => `${it.cluster}${sep}${key}`,
  }),
  /** associationKey(cluster, namespace, serviceAccount) */
  associations: table<Association>('associations', {
    byId: (it) => `${it.cluster}${sep}${it.id}`,
    byServiceAccount: (it) => `${it.cluster}${sep}${it.serviceAccount}${sep}${it.namespace}`,
    byRole: (it) => `${it.roleArn}${sep}${it.cluster}${sep}${it.id}`,
    byNamespace: (it) => [it.namespace, it.serviceAccount, it.cluster].join(sep),
    byAccountName: (it) => [it.serviceAccount, it.namespace, it.cluster].join(sep),
    byClusterNamespace: (it) => [it.cluster, it.namespace, it.serviceAccount].join(sep),
    byRoleNamespace: (it) => [it.roleArn, it.namespace, it.serviceAccount, it.cluster].join(sep),
    byClusterRole: (it) => [it.cluster, it.roleArn, it.namespace, it.serviceAccount].join(sep),
    byCreated: (it, key) => [sortableTime(it.createdAt), key].join(sep),
    byClusterCreated: (it, key) => [it.cluster, sortableTime(it.createdAt), key].join(sep),
    byOwner: (it) => (it.ownerArn === undefined ? undefined : `${it.ownerArn}${sep}${it.id}`),
  }),
  /** name of the cluster */
  clusterReports: table<ClusterReport>('cluster_reports'),
  /** reportedBy(cluster, kind, namespace) + name */
  reportedItems: table<ReportedItem>('reported_items'),
  /** addonKey(cluster, name) */
  addons: table<Addon>('addons'),
  /** cluster + sep + update id */
  updates: table<Update>('updates', {
    byResource: (it) => [it.cluster, it.addon ?? '', sortableTime(it.createdAt), it.id].join(sep),
    byTime: (it, key) => `${sortableTime(it.createdAt)}${sep}${key}`,
  }),
  /** operation + sep + clientRequestToken */
  keptAnswers: table<KeptAnswer>('kept_answers', { byTime: (it, key) => `${sortableTime(it.at)}${sep}${key}` }),
  /** lower-case name */
  roles: table<Role>('roles', {
    byId: (it) => it.id,
    byPath: (it) => `${it.path}${sep}${it.name}`,
    byCluster: (it) => (it.ofCluster === undefined ? undefined : `${it.ofCluster}${sep}${it.name}`),
  }),
  /** lower-case name */
  users: table<User>('users', { byId: (it) => it.id, byPath: (it) => `${it.path}${sep}${it.name}` }),
  /** access key id */
  accessKeys: table<AccessKey>('access_keys', { byUser: (it) => `${it.userName.toLowerCase()}${sep}${it.id}` }),
  /** ARN */
  policies: table<ManagedPolicy>('policies', {
    byName: (it) => it.name.toLowerCase(),
    byPath: (it) => `${it.path}${sep}${it.name}`,
  }),
  /** policyArn + sep + 'role'|'user'|'role-boundary'|'user-boundary' + sep + lower-case name */
  attachments: table<{
    readonly policyArn: string
    readonly entity: string
    readonly name: string
    readonly id: string
  }>('attachments'),
  /** ARN */
  oidcProviders: table<OidcProvider>('oidc_providers', { byUrl: (it) => it.url }),
  /** cluster + sep + kid */
  signingKeys: table<SigningKey>('signing_keys'),
  /** SHA-256 of the code, hex */
  signInCodes: table<SignInCode>('sign_in_codes', {
    byTime: (it, key) => `${sortableTime(it.expiresAt)}${sep}${key}`,
  }),
  /** name */
  buckets: table<Bucket>('buckets'),
  /** bucket + '/' + key */
  objects: table<StoredObject>('objects', { byBlob: (it) => it.blob }),
  /** bucket + '/' + key + sep + uploadId */
  uploads: table<Upload>('uploads', { byId: (it) => it.uploadId }),
  /** uploadId + sep + number padded to five digits */
  parts: table<UploadPart>('upload_parts', { byBlob: (it) => it.blob }),
  /** eventId, which sorts by time: management events. */
  events: table<AuditEvent>('events', eventIndexes),
  /** eventId: what was done with single objects, which LookupEvents does not show. */
  dataEvents: table<AuditEvent>('data_events'),
  /** Single values by name. */
  settings: table<{ readonly value: string }>('settings'),
} as const

type RowOf<Spec> = Spec extends TableSpec<infer Row> ? Row : never
export type Tables = { readonly [Name in keyof typeof tables]: import('./table').Table<RowOf<(typeof tables)[Name]>> }

/** What is remembered. Outside `change`, reads see what was committed before they began, and each write is a change of its own. */
export interface Store extends Tables {
  /** Several rows of several tables, or none. `work` may run more than once; it touches nothing but `tx`. Serializable. */
  change<Result>(work: (tx: Tables) => Promise<Result>): Promise<Result>
  /** Resolves when the store can be read and written; throws else. For /readyz. */
  check(): Promise<void>
  close(): Promise<void>
}
