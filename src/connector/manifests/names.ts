/** What is called what in a joined cluster: the join manifest makes these, connector and agent rely on them. */
export const names = {
  namespace: 'podid-system',
  /** Service account, Deployment, Service, Role, ClusterRole and MutatingWebhookConfiguration of the connector. */
  connector: 'podid-connector',
  /** Service account of the agent; the connector makes its DaemonSet. */
  agent: 'podid-agent',
  /** Secret: `id` and `code`, mounted into the connector. */
  activation: 'podid-activation',
  /** ConfigMap: `ca.crt`, what connector and agent trust beside the world's authorities when they speak to the server. May be empty. */
  ca: 'podid-server-ca',
  /** Secret, empty at first: where the connector keeps the authority of its webhook. */
  authority: 'podid-webhook-authority',
  /** ConfigMap, empty at first: what the connector keeps over a restart, such as the associations and the names of its roles. */
  state: 'podid-connector-state',
  /** Lease of the replica that leads. */
  lease: 'podid-connector',
} as const

/** Where the connector finds things, and what it listens on. */
export const places = {
  activation: '/etc/podid/activation',
  ca: '/etc/podid/ca',
  /** A token of its service account for the audience sts.amazonaws.com. */
  token: '/var/run/secrets/podid/token',
  webhookPort: 8443,
  /** /healthz, /readyz and /metrics, in clear. */
  metricsPort: 8080,
} as const

/** Every object of ours says so, and is found by it. */
export const ours = { 'app.kubernetes.io/managed-by': 'podid' } as const

export function named(name: string, labels: Readonly<Record<string, string>> = {}) {
  return { name, labels: { 'app.kubernetes.io/name': name, ...ours, ...labels } }
}
