import { expect, test } from 'bun:test'
import { type ConfigurationSettings, webhookConfiguration } from './configuration'

const service = { namespace: 'podid-system', name: 'podid-connector', port: 443 }
const asked: ConfigurationSettings = {
  name: 'podid',
  address: { service },
  failurePolicy: 'Ignore',
  ownNamespace: 'podid-system',
  systemNamespaces: ['kube-system', 'kube-flannel'],
  caBundle: 'PEM',
}
const named = (operator: string, values: readonly string[]) => ({
  matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator, values: [...values] }],
})

test('by default: one webhook that is ignored when it is away, for all but its own namespace', () => {
  expect(webhookConfiguration(asked)).toEqual({
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'MutatingWebhookConfiguration',
    metadata: {
      name: 'podid',
      labels: { 'app.kubernetes.io/name': 'podid-connector', 'app.kubernetes.io/managed-by': 'podid' },
    },
    webhooks: [
      {
        name: 'pods.webhook.podid.dev',
        clientConfig: { service: { ...service, path: '/mutate' }, caBundle: 'UEVN' },
        rules: [
          { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'], scope: 'Namespaced' },
        ],
        failurePolicy: 'Ignore',
        matchPolicy: 'Equivalent',
        namespaceSelector: named('NotIn', ['podid-system']),
        objectSelector: {
          matchExpressions: [{ key: 'eks.amazonaws.com/skip-pod-identity-webhook', operator: 'DoesNotExist' }],
        },
        sideEffects: 'NoneOnDryRun',
        admissionReviewVersions: ['v1'],
        reinvocationPolicy: 'IfNeeded',
        timeoutSeconds: 5,
      },
    ],
  })
})

test('Fail holds nowhere where a cluster needs pods to start the connector; there it is asked, and ignored when it is away', () => {
  const { webhooks } = Object(webhookConfiguration({ ...asked, failurePolicy: 'Fail' }))
  const seen = webhooks.map((it: Readonly<Record<string, unknown>>) => [it.failurePolicy, it.namespaceSelector])
  expect(seen).toEqual([
    ['Fail', named('NotIn', ['kube-flannel', 'kube-system', 'podid-system'])],
    ['Ignore', named('In', ['kube-flannel', 'kube-system'])],
  ])
  const alone = Object(webhookConfiguration({ ...asked, failurePolicy: 'Fail', systemNamespaces: [] }))
  expect(alone.webhooks.length).toBe(1)
})

test('an address of one’s own', () => {
  const { webhooks } = Object(webhookConfiguration({ ...asked, address: { url: 'https://127.0.0.1:8443/mutate' } }))
  expect(webhooks[0].clientConfig).toEqual({ url: 'https://127.0.0.1:8443/mutate', caBundle: 'UEVN' })
})
