/** For whom a role is to be. */
export interface Asker {
  readonly clusterName: string
  readonly clusterArn: string
  readonly account: string
  readonly region: string
  readonly namespace: string
  readonly serviceAccount: string
  readonly sessionTags: boolean
  readonly roleTags: readonly { readonly key: string; readonly value: string }[]
  /** Epoch milliseconds. */
  readonly now: number
}

type Entry = readonly [string, string | readonly string[]]

/** What is known of an exchange before any pod makes it, by condition keys. */
export function knownOf(it: Asker): readonly Entry[] {
  return [
    ['aws:SourceArn', it.clusterArn],
    ['aws:SourceAccount', it.account],
    ['aws:PrincipalIsAWSService', 'true'],
    ['aws:PrincipalServiceName', 'pods.eks.amazonaws.com'],
    ['aws:ViaAWSService', 'false'],
    ['aws:SecureTransport', 'true'],
    ['aws:RequestedRegion', it.region],
    ['aws:ResourceAccount', it.account],
    ['aws:CurrentTime', `${new Date(it.now).toISOString().slice(0, 19)}Z`],
    ['aws:EpochTime', String(Math.floor(it.now / 1000))],
    ...it.roleTags.map(({ key, value }): Entry => [`aws:ResourceTag/${key}`, value]),
    ...(it.sessionTags ? tagsOf(it) : []),
  ]
}

function tagsOf(it: Asker): readonly Entry[] {
  const tags = [
    ['eks-cluster-arn', it.clusterArn],
    ['eks-cluster-name', it.clusterName],
    ['kubernetes-namespace', it.namespace],
    ['kubernetes-service-account', it.serviceAccount],
  ] as const
  const keys = [...tags.map(([key]) => key), 'kubernetes-pod-name', 'kubernetes-pod-uid']
  return [
    ...tags.map(([key, value]): Entry => [`aws:RequestTag/${key}`, value]),
    ['aws:TagKeys', keys],
    ['sts:TransitiveTagKeys', keys],
  ]
}
