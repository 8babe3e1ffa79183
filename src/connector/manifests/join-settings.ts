/** What a cluster is told when it joins. */
export interface JoinSettings {
  readonly clusterName: string
  /** Where the cluster's connector and agents find the server: an address that is reached from there. */
  readonly endpoint: string
  readonly region: string
  /** PEM of authorities to trust at `endpoint` beside the world's; '' for none. */
  readonly ca: string
  /** The image of connector and agent. */
  readonly image: string
  readonly activation: { readonly id: string; readonly code: string }
  readonly replicas: number
  /** Of the webhook. */
  readonly failurePolicy: 'Ignore' | 'Fail'
  /** Namespaces besides kube-system whose pods start also when `Fail` is said and no replica answers. */
  readonly systemNamespaces: readonly string[]
  /** Pods are told where the embedded services are, too. */
  readonly injectEndpoint: boolean
  /** Nodes are expected to register with the taint podid.dev/agent-not-ready, which is taken off when their agent answers. */
  readonly startupTaint: boolean
  /** `--set NAME=VALUE` of the connector. */
  readonly more: readonly string[]
}
