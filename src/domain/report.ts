/** What a cluster's connector told of it last, beside its items. */
export interface ClusterReport {
  readonly cluster: string
  /** When the connector was heard last, epoch milliseconds. */
  readonly at: number
  /** The listing that items now belong to: drawn by the connector whenever it looks at everything anew. */
  readonly listing?: string
  /** When that listing was whole; absent while its first part only has come. */
  readonly listedAt?: number
  readonly kubernetesVersion?: string
  readonly nodeCount?: number
  /** The pod of the connector that leads. */
  readonly connectorName?: string
  readonly connectorVersion?: string
  /** What the API server publishes, by `kid`: held against the keys we have. */
  readonly issuer?: string
  readonly publishedKeyIds?: readonly string[]
}

export type ReportedKind = 'NAMESPACE' | 'SERVICE_ACCOUNT' | 'AGENT' | 'POD'

/** Something that there is in a cluster. Never a Secret, never what a pod's environment holds. */
export interface ReportedItem {
  readonly cluster: string
  readonly kind: ReportedKind
  /** '' for a namespace. */
  readonly namespace: string
  /** An agent is named by its node, since that is how it is looked for. */
  readonly name: string
  readonly listing: string
  readonly uid?: string
  readonly serviceAccount?: string
  /** A pod: where it is. */
  readonly nodeName?: string
  /** An agent: its pod. */
  readonly podName?: string
  readonly phase?: string
  /** An agent: it answers on its node. A pod: its containers are ready. */
  readonly ready?: boolean
  /** A pod: it has the variables and the token of a pod identity. */
  readonly injected?: boolean
  /** A pod: seconds that the token lives which it asks for. */
  readonly tokenSeconds?: number
  /** Why it is not ready, in words. */
  readonly reason?: string
}

/** Milliseconds a connector may be silent before it counts as gone: it reports every minute. */
export const connectorSilence = 180_000

/** Whether everything in the cluster has been reported once. */
export function reportIsWhole(
  report: ClusterReport | undefined,
): report is ClusterReport & { readonly listedAt: number } {
  return report?.listedAt !== undefined
}
