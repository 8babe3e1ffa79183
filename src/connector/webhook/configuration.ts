/** Where the API server finds the webhook. */
export type WebhookAddress =
  | { readonly service: { readonly namespace: string; readonly name: string; readonly port: number } }
  | { readonly url: string }

export interface ConfigurationSettings {
  /** Of the MutatingWebhookConfiguration. */
  readonly name: string
  readonly address: WebhookAddress
  /** `Fail` refuses pods while no replica answers, but for those of `systemNamespaces`. */
  readonly failurePolicy: 'Ignore' | 'Fail'
  /** The connector's own namespace, whose pods are never asked about: what the webhook needs must not need the webhook. */
  readonly ownNamespace: string
  /** Namespaces of what a cluster needs to start the connector at all: always `Ignore`. */
  readonly systemNamespaces: readonly string[]
  /** PEM of every authority that a replica's certificate may be of. */
  readonly caBundle: string
}

const skipLabel = 'eks.amazonaws.com/skip-pod-identity-webhook'

/** What the MutatingWebhookConfiguration must be, whole: to be applied by server-side apply whenever it is not so. */
export function webhookConfiguration(settings: ConfigurationSettings): Readonly<Record<string, unknown>> {
  const { name, ownNamespace, systemNamespaces, failurePolicy } = settings
  const beside = (more: readonly string[]) => ({
    operator: 'NotIn',
    values: [...new Set([ownNamespace, ...more])].sort(),
  })
  const webhooks =
    failurePolicy === 'Ignore'
      ? [webhook('pods.webhook.podid.dev', 'Ignore', beside([]), settings)]
      : [
          webhook('pods.webhook.podid.dev', 'Fail', beside(systemNamespaces), settings),
          webhook('system-pods.webhook.podid.dev', 'Ignore', within(settings), settings),
        ]
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'MutatingWebhookConfiguration',
    metadata: {
      name,
      labels: { 'app.kubernetes.io/name': 'podid-connector', 'app.kubernetes.io/managed-by': 'podid' },
    },
    webhooks: webhooks.filter((it) => it !== undefined),
  }
}

interface NamespaceRule {
  readonly operator: string
  readonly values: readonly string[]
}

function within({ systemNamespaces, ownNamespace }: ConfigurationSettings): NamespaceRule | undefined {
  const values = [...new Set(systemNamespaces)].filter((it) => it !== ownNamespace).sort()
  return values.length === 0 ? undefined : { operator: 'In', values }
}

/** `kubernetes.io/metadata.name` is set by the API server itself and cannot be given away. */
function webhook(
  name: string,
  failurePolicy: 'Ignore' | 'Fail',
  namespaces: NamespaceRule | undefined,
  { address, caBundle }: ConfigurationSettings,
): Readonly<Record<string, unknown>> | undefined {
  if (namespaces === undefined) return undefined
  const encoded = Buffer.from(caBundle).toString('base64')
  return {
    name,
    clientConfig:
      'service' in address
        ? { service: { ...address.service, path: '/mutate' }, caBundle: encoded }
        : { url: address.url, caBundle: encoded },
    rules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'], scope: 'Namespaced' }],
    failurePolicy,
    matchPolicy: 'Equivalent',
    namespaceSelector: { matchExpressions: [{ key: 'kubernetes.io/metadata.name', ...namespaces }] },
    objectSelector: { matchExpressions: [{ key: skipLabel, operator: 'DoesNotExist' }] },
    // An Event is told on admission, never on a dry run.
    sideEffects: 'NoneOnDryRun',
    admissionReviewVersions: ['v1'],
    reinvocationPolicy: 'IfNeeded',
    timeoutSeconds: 5,
  }
}
