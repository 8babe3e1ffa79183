import type { KubeObject } from '../../kubernetes'
import type { WantedAddon } from '../addons'
import { type AgentValues, agentValues } from './agent-values'
import { named, names } from './names'

/** Of the agent, what was fixed when the cluster was joined: the guard holds the connector to it. */
export interface AgentFixed {
  readonly clusterName: string
  readonly endpoint: string
  readonly region: string
  readonly image: string
}

/** What the agent's DaemonSet is made from beside the add-on itself: none of it is said by the control plane, but for the role. */
export interface AgentSettings extends AgentFixed {
  readonly agentRoleArn: string
  /** There are authorities in the ConfigMap that the join manifest made. */
  readonly ca: boolean
}

/** On each object of an add-on, with its name: what is to be taken away is found by it. */
export const addonLabel = 'podid.dev/addon'

/** Where the agent finds its volumes. */
export const mounts = { state: '/run/podid', token: '/var/run/secrets/podid', ca: '/etc/podid/ca' } as const
/** The one folder of the node that it has. */
export const hostFolder = mounts.state
/** The kubelet makes a folder of the node that anybody may look into; the agent makes this one in it, for itself alone. */
const stateDir = `${hostFolder}/agent`
/** On the template: pods that have another are of a former one. */
export const templateAnnotation = 'podid.dev/template'
/** Of the agent, on loopback: its addresses for pods are on a link of their own, which says nothing of the agent's health. */
const probePort = 2703

/**
 * The agent on every node, as agent-and-webhook.md A.11 has it, with less: no privilege, no capability but the one for port 80, a read-only
 * root, no service-account token of the API server. It declares no ports, since on the node's network those would be taken from the node, and
 * two agents could not stand side by side while one takes over from the other.
 */
export function agentObjects(
  addon: WantedAddon,
  settings: AgentSettings,
): readonly KubeObject[] | { readonly wrong: string } {
  const read = agentValues(addon.configurationValues)
  if ('wrong' in read) return read
  const selector = { 'app.kubernetes.io/name': names.agent }
  const labels = { [addonLabel]: addon.name }
  const spec = podSpec(settings, read)
  const print = new Bun.CryptoHasher('sha256')
    .update(JSON.stringify([addon.version, spec]))
    .digest('hex')
    .slice(0, 32)
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: { ...named(names.agent, labels), namespace: names.namespace },
      spec: {
        selector: { matchLabels: selector },
        updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
        minReadySeconds: 1,
        template: {
          metadata: {
            labels: named(names.agent, labels).labels,
            annotations: { 'podid.dev/addon-version': addon.version, [templateAnnotation]: print },
          },
          spec,
        },
      },
    },
  ]
}

function podSpec(settings: AgentSettings, { args, resources }: AgentValues): Readonly<Record<string, unknown>> {
  const { image } = settings
  const probe = (path: string) => ({ httpGet: { host: '127.0.0.1', port: probePort, path, scheme: 'HTTP' } })
  return {
    serviceAccountName: names.agent,
    automountServiceAccountToken: false,
    hostNetwork: true,
    // Said, so that it is put back when somebody says otherwise.
    hostPID: false,
    hostIPC: false,
    // The server's name is looked up in the cluster, as the connector does.
    dnsPolicy: 'ClusterFirstWithHostNet',
    priorityClassName: 'system-node-critical',
    terminationGracePeriodSeconds: 30,
    enableServiceLinks: false,
    nodeSelector: { 'kubernetes.io/os': 'linux' },
    tolerations: [{ operator: 'Exists' }],
    securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
    initContainers: [
      {
        name: 'initialize',
        image,
        imagePullPolicy: 'IfNotPresent',
        args: initializing,
        securityContext: bounded(['NET_ADMIN']),
        resources: { requests: { cpu: '10m', memory: '64Mi' } },
        terminationMessagePolicy: 'FallbackToLogsOnError',
      },
    ],
    containers: [
      {
        name: 'agent',
        image,
        imagePullPolicy: 'IfNotPresent',
        args: [...agentCommand(settings), ...args],
        env: environment(settings),
        securityContext: bounded(['NET_BIND_SERVICE']),
        startupProbe: { ...probe('/healthz'), periodSeconds: 1, timeoutSeconds: 2, failureThreshold: 60 },
        livenessProbe: { ...probe('/healthz'), periodSeconds: 10, timeoutSeconds: 10, failureThreshold: 6 },
        readinessProbe: { ...probe('/readyz'), periodSeconds: 2, timeoutSeconds: 10, failureThreshold: 3 },
        resources,
        // The last lines of its log are the reason why it ended, where no other is given.
        terminationMessagePolicy: 'FallbackToLogsOnError',
        volumeMounts: [
          { name: 'state', mountPath: mounts.state },
          { name: 'token', mountPath: mounts.token, readOnly: true },
          ...(settings.ca ? [{ name: 'ca', mountPath: mounts.ca, readOnly: true }] : []),
        ],
      },
    ],
    volumes: [
      { name: 'state', hostPath: { path: hostFolder, type: 'DirectoryOrCreate' } },
      {
        name: 'token',
        projected: {
          defaultMode: 0o400,
          sources: [
            { serviceAccountToken: { audience: 'sts.amazonaws.com', expirationSeconds: 86_400, path: 'token' } },
          ],
        },
      },
      ...(settings.ca ? [{ name: 'ca', configMap: { name: names.ca } }] : []),
    ],
  }
}

/** Root, for the one capability and for its folder on the node; and nothing else that root has. */
function bounded(capabilities: readonly string[]): Readonly<Record<string, unknown>> {
  return {
    runAsUser: 0,
    runAsNonRoot: false,
    privileged: false,
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'], add: capabilities },
  }
}

/** The arguments of the init step. */
export const initializing: readonly string[] = ['agent', 'initialize']

/** What the agent's arguments begin with; the flags of the add-on's values follow. */
export function agentCommand(settings: AgentFixed): readonly string[] {
  return [
    'agent',
    ...['--cluster-name', settings.clusterName],
    ...['--endpoint', settings.endpoint],
    ...['--region', settings.region],
    ...['--probe-port', String(probePort)],
    ...['--state-dir', stateDir],
  ]
}

/** By the variables that the AWS SDKs have for it, so that the official agent would do with the same. */
function environment(settings: AgentSettings): readonly { readonly name: string; readonly value: string }[] {
  const variables = {
    ...fixedEnvironment(settings),
    AWS_ROLE_ARN: settings.agentRoleArn,
    ...(settings.ca ? authorities : {}),
  }
  return Object.entries(variables).map(([name, value]) => ({ name, value }))
}

export function fixedEnvironment({ region, endpoint }: AgentFixed): Readonly<Record<string, string>> {
  return {
    AWS_REGION: region,
    AWS_WEB_IDENTITY_TOKEN_FILE: `${mounts.token}/token`,
    AWS_ROLE_SESSION_NAME: names.agent,
    AWS_ENDPOINT_URL_STS: endpoint,
    AWS_EC2_METADATA_DISABLED: 'true',
  }
}

export const authorities = { AWS_CA_BUNDLE: `${mounts.ca}/ca.crt`, NODE_EXTRA_CA_CERTS: `${mounts.ca}/ca.crt` } as const
