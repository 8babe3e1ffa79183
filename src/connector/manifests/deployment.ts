import type { KubeObject } from '../../kubernetes'
import type { JoinSettings } from './join-settings'
import { named, names, places } from './names'

/** The connector: two replicas by default, apart from each other where there are nodes to be apart on. */
export function connectorDeployment(settings: JoinSettings): KubeObject {
  const { labels } = named(names.connector)
  const selector = { 'app.kubernetes.io/name': names.connector }
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { ...named(names.connector), namespace: names.namespace },
    spec: {
      replicas: settings.replicas,
      selector: { matchLabels: selector },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
      template: {
        // Another activation starts other pods: a mounted Secret alone would reach them after a minute or two.
        metadata: { labels, annotations: { 'podid.dev/activation': settings.activation.id } },
        spec: {
          serviceAccountName: names.connector,
          priorityClassName: 'system-cluster-critical',
          nodeSelector: { 'kubernetes.io/os': 'linux' },
          // It takes this taint off others, so it must start in spite of it.
          tolerations: [{ key: 'podid.dev/agent-not-ready', operator: 'Exists' }],
          topologySpreadConstraints: [
            {
              maxSkew: 1,
              topologyKey: 'kubernetes.io/hostname',
              whenUnsatisfiable: 'ScheduleAnyway',
              labelSelector: { matchLabels: selector },
            },
          ],
          terminationGracePeriodSeconds: 30,
          securityContext: {
            runAsNonRoot: true,
            runAsUser: 65532,
            runAsGroup: 65532,
            fsGroup: 65532,
            seccompProfile: { type: 'RuntimeDefault' },
          },
          containers: [container(settings)],
          volumes: [
            { name: 'activation', secret: { secretName: names.activation, defaultMode: 0o440 } },
            { name: 'ca', configMap: { name: names.ca } },
            {
              name: 'token',
              projected: {
                sources: [
                  { serviceAccountToken: { audience: 'sts.amazonaws.com', expirationSeconds: 3_600, path: 'token' } },
                ],
              },
            },
          ],
        },
      },
    },
  }
}

function container(settings: JoinSettings): Readonly<Record<string, unknown>> {
  const probe = (path: string) => ({ httpGet: { path, port: places.webhookPort, scheme: 'HTTPS' } })
  return {
    name: 'connector',
    image: settings.image,
    imagePullPolicy: 'IfNotPresent',
    args: connectorArgs(settings),
    env: [{ name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }],
    ports: [
      { name: 'webhook', containerPort: places.webhookPort, protocol: 'TCP' },
      { name: 'metrics', containerPort: places.metricsPort, protocol: 'TCP' },
    ],
    startupProbe: { ...probe('/healthz'), periodSeconds: 1, failureThreshold: 60 },
    livenessProbe: { ...probe('/healthz'), periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 6 },
    readinessProbe: { ...probe('/readyz'), periodSeconds: 2, timeoutSeconds: 2, failureThreshold: 2 },
    resources: { requests: { cpu: '50m', memory: '96Mi' }, limits: { memory: '256Mi' } },
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    },
    volumeMounts: [
      { name: 'activation', mountPath: places.activation, readOnly: true },
      { name: 'ca', mountPath: places.ca, readOnly: true },
      { name: 'token', mountPath: places.token.replace(/\/token$/, ''), readOnly: true },
    ],
  }
}

function connectorArgs(settings: JoinSettings): readonly string[] {
  return [
    'connector',
    ...['--cluster-name', settings.clusterName],
    ...['--endpoint', settings.endpoint],
    ...['--region', settings.region],
    ...['--image', settings.image],
    ...['--failure-policy', settings.failurePolicy],
    ...settings.systemNamespaces.flatMap((it) => ['--system-namespaces', it]),
    ...(settings.injectEndpoint ? ['--inject-endpoint'] : []),
    ...(settings.startupTaint ? ['--startup-taint'] : []),
    ...settings.more,
  ]
}
