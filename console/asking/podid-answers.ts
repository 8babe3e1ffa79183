import type { Shape } from './shape'

export interface ReportedItem {
  readonly kind: 'NAMESPACE' | 'SERVICE_ACCOUNT' | 'AGENT' | 'POD'
  readonly namespace?: string
  readonly name: string
  readonly uid?: string
  readonly serviceAccount?: string
  readonly nodeName?: string
  readonly podName?: string
  readonly phase?: string
  readonly ready?: boolean
  readonly injected?: boolean
  /** Life of the pod's projected token. */
  readonly tokenSeconds?: number
  readonly reason?: string
}

export interface FoundCluster {
  readonly clusterName: string
  readonly clusterArn: string
  readonly status: string
  readonly kind: 'CREATED' | 'REGISTERED'
  readonly issuer?: string
  readonly kubernetesVersion?: string
  readonly createdAt: Date
  readonly reportedAt?: Date
  readonly nodeCount?: number
  readonly readyAgentCount: number
  readonly associationCount: number
}

export interface ClusterReport {
  readonly clusterName?: string
  readonly status?: string
  readonly reportedAt?: Date
  readonly listedAt?: Date
  readonly kubernetesVersion?: string
  readonly nodeCount?: number
  readonly connectorName?: string
  readonly connectorVersion?: string
  readonly issuer?: string
  readonly publishedKeyIds?: readonly string[]
  readonly items?: readonly ReportedItem[]
  readonly count?: number
  readonly nextToken?: string
}

export interface ClusterKeys {
  readonly clusterName?: string
  readonly clusterArn?: string
  readonly id?: string
  readonly status?: string
  readonly issuer?: string
  readonly formerIssuers?: readonly string[]
  readonly keys?: readonly { readonly jwk: string; readonly addedAt?: Date; readonly retiredAt?: Date }[]
  readonly connectorRoleArn?: string
  readonly agentRoleArn?: string
  readonly keysPinned?: boolean
  readonly waitingKeys?: readonly { readonly jwk: string; readonly thumbprint?: string; readonly seenAt?: Date }[]
}

export interface FoundAssociation {
  readonly clusterName: string
  readonly namespace: string
  readonly serviceAccount: string
  readonly roleArn: string
  readonly targetRoleArn?: string
  readonly associationId: string
  readonly associationArn: string
  readonly ownerArn?: string
  readonly createdAt: Date
  readonly modifiedAt: Date
}

export interface FoundRole {
  readonly roleName: string
  readonly arn: string
  readonly roleId: string
  readonly path: string
  readonly createDate: Date
  readonly description?: string
  readonly assumeRolePolicyDocument: string
  /** The cluster whose registration made it. */
  readonly ofCluster?: string
  readonly associationCount?: number
  readonly trustsPodIdentity?: { readonly state: 'TRUSTED' | 'CONDITIONAL' | 'NOT_TRUSTED'; readonly reason?: string }
}

export interface ExplainedLink {
  readonly name: string
  readonly state: 'WHOLE' | 'BROKEN' | 'UNKNOWN'
  readonly reason?: string
  readonly remedy?: string
}

export interface Explanation {
  readonly whole: boolean
  readonly firstBroken?: string
  readonly roleArn?: string
  readonly links?: readonly ExplainedLink[]
}

export interface ActivityPeriod {
  readonly startTime: Date
  /** Those that were answered with credentials. */
  readonly exchanges: number
  readonly refusals: number
}

interface Cluster {
  readonly clusterName: string
}

interface Pages {
  readonly maxResults?: number
  readonly nextToken?: string
}

interface Activity {
  /** Without gaps, the oldest first. */
  readonly periods?: readonly ActivityPeriod[]
  readonly periodSeconds?: number
  readonly countedSince?: Date
  /** Nothing was left out for being too much. */
  readonly complete?: boolean
}

/** What AWS has no operation for; the model is `src/wire/models/podid.json`. */
export interface PodidAnswers {
  GetClusterReport: Shape<
    Cluster & Pages & { readonly kind?: ReportedItem['kind']; readonly namespace?: string },
    ClusterReport
  >
  GetClusterKeys: Shape<Cluster, ClusterKeys>
  ApproveClusterKeys: Shape<Cluster & { readonly thumbprints: readonly string[] }, ClusterKeys>
  RotateClusterKeys: Shape<Cluster, ClusterKeys>
  RenewActivation: Shape<
    Cluster,
    { readonly activationId?: string; readonly activationCode?: string; readonly activationExpiry?: Date }
  >
  SearchClusters: Shape<
    Pages & { readonly namePrefix?: string; readonly sortDirection?: 'ASCENDING' | 'DESCENDING' },
    { readonly clusters?: readonly FoundCluster[]; readonly count?: number; readonly nextToken?: string }
  >
  SearchAssociations: Shape<
    Partial<Cluster> &
      Pages & {
        readonly namespace?: string
        readonly namespacePrefix?: string
        readonly serviceAccount?: string
        readonly serviceAccountPrefix?: string
        readonly roleArn?: string
        readonly sortBy?: 'CLUSTER' | 'NAMESPACE' | 'SERVICE_ACCOUNT' | 'ROLE' | 'CREATED'
        readonly sortDirection?: 'ASCENDING' | 'DESCENDING'
      },
    { readonly associations?: readonly FoundAssociation[]; readonly count?: number; readonly nextToken?: string }
  >
  /** Cluster, namespace and service account: whose pods it is asked for whether they are trusted. */
  SearchRoles: Shape<
    Partial<Cluster> &
      Pages & {
        readonly namePrefix?: string
        readonly nameContains?: string
        readonly sortBy?: 'NAME' | 'CREATED'
        readonly sortDirection?: 'ASCENDING' | 'DESCENDING'
        readonly namespace?: string
        readonly serviceAccount?: string
        readonly disableSessionTags?: boolean
      },
    { readonly roles?: readonly FoundRole[]; readonly count?: number; readonly nextToken?: string }
  >
  ExplainPodIdentity: Shape<
    Cluster & { readonly namespace: string; readonly serviceAccount: string; readonly podName?: string },
    Explanation
  >
  GetActivity: Shape<
    Partial<Cluster> & { readonly startTime?: Date; readonly endTime?: Date; readonly periodSeconds?: number },
    Activity
  >
}
