import type { KubeObject } from '../../kubernetes'
import { webhookConfiguration } from '../webhook/configuration'
import { connectorDeployment } from './deployment'
import { connectorGuard } from './guard'
import type { JoinSettings } from './join-settings'
import { named, names, places } from './names'
import { connectorRights } from './rights'

/** Everything that joining puts into a cluster, in the order in which it is applied. The connector makes the rest: the add-ons' objects, in its own namespace. */
export function joinManifest(settings: JoinSettings): readonly KubeObject[] {
  const { activation, ca } = settings
  return [
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      // The agent's DaemonSet is on the nodes' network: what its pods may do is bounded by their own security contexts and by the guard.
      metadata: named(names.namespace, { 'pod-security.kubernetes.io/enforce': 'privileged' }),
    },
    account(names.connector, true),
    account(names.agent, false),
    ...connectorRights(settings.startupTaint),
    ...connectorGuard(settings),
    secret(names.activation, { id: activation.id, code: activation.code }),
    // What the connector itself keeps: made here, so that it needs no right to make any. Nothing is said of their data.
    secret(names.authority),
    configMap(names.state),
    configMap(names.ca, { 'ca.crt': ca }),
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: inSystem(names.connector),
      spec: {
        selector: selects(names.connector),
        ports: [{ name: 'webhook', port: 443, targetPort: places.webhookPort, protocol: 'TCP' }],
      },
    },
    {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: inSystem(names.connector),
      spec: { maxUnavailable: 1, selector: { matchLabels: selects(names.connector) } },
    },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: inSystem(names.connector),
      spec: {
        podSelector: { matchLabels: selects(names.connector) },
        policyTypes: ['Ingress'],
        // From anywhere: the API server and the kubelets have no label to be chosen by.
        ingress: [{ ports: [places.webhookPort, places.metricsPort].map((port) => ({ port, protocol: 'TCP' })) }],
      },
    },
    connectorDeployment(settings),
    webhook(settings),
  ]
}

/** The webhook without its authority: that is the connector's to say, and joining again must not take it away. */
function webhook({ failurePolicy, systemNamespaces }: JoinSettings): KubeObject {
  const whole = webhookConfiguration({
    name: names.connector,
    address: { service: { namespace: names.namespace, name: names.connector, port: 443 } },
    failurePolicy,
    ownNamespace: names.namespace,
    systemNamespaces: ['kube-system', ...systemNamespaces],
    caBundle: '',
  })
  const webhooks = Array.isArray(whole.webhooks) ? whole.webhooks : []
  return {
    ...whole,
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'MutatingWebhookConfiguration',
    metadata: named(names.connector),
    webhooks: webhooks.map(({ clientConfig: { caBundle: _, ...clientConfig }, ...it }) => ({ ...it, clientConfig })),
  }
}

function account(name: string, automountServiceAccountToken: boolean): KubeObject {
  return { apiVersion: 'v1', kind: 'ServiceAccount', metadata: inSystem(name), automountServiceAccountToken }
}

function secret(name: string, stringData?: Readonly<Record<string, string>>): KubeObject {
  const it = { apiVersion: 'v1', kind: 'Secret', metadata: inSystem(name), type: 'Opaque' }
  return stringData === undefined ? it : { ...it, stringData }
}

function configMap(name: string, data?: Readonly<Record<string, string>>): KubeObject {
  const it = { apiVersion: 'v1', kind: 'ConfigMap', metadata: inSystem(name) }
  return data === undefined ? it : { ...it, data }
}

const inSystem = (name: string) => ({ ...named(name), namespace: names.namespace })
const selects = (name: string) => ({ 'app.kubernetes.io/name': name })
