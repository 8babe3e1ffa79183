import { agentObjects } from '../../src/connector/manifests/agent'
import { fieldsAt, type KubeObject, listAt } from '../../src/kubernetes'

/** What the cluster was joined with. */
interface Joined {
  readonly clusterName: string
  readonly endpoint: string
  readonly region: string
  readonly image: string
}

type Fields = Record<string, unknown>

interface Parts {
  readonly template: Fields
  readonly container: Fields
  readonly init: Fields
}

type Change = (parts: Parts) => void

/** What whoever has the connector's rights might make: the agent's DaemonSet, but for one change. */
export function agentByAnother(joined: Joined, change: Change = () => {}): KubeObject {
  const addon = { name: 'eks-pod-identity-agent', version: 'v1', status: 'CREATING', preserve: false, updateId: '' }
  const agent = { logLevel: 'debug', logFormat: 'json', maxCacheSize: 7, maxCredentialRetentionBeforeRenewal: '3h' }
  const agentRoleArn = 'arn:aws:iam::000000000000:role/podid/podid-agent-x'
  const made = agentObjects(
    { ...addon, configurationValues: JSON.stringify({ agent }) },
    { ...joined, agentRoleArn, ca: true },
  )
  const [daemonSet] = 'wrong' in made ? [] : made
  if (daemonSet === undefined) throw new Error('There is no DaemonSet.')
  const template = fieldsAt(daemonSet, 'spec', 'template', 'spec')
  const container = fieldsAt(template, 'containers', 0)
  const init = fieldsAt(template, 'initContainers', 0)
  change({ template, container, init })
  return {
    ...daemonSet,
    metadata: { name: 'evil', namespace: 'podid-system' },
    spec: {
      ...fieldsAt(daemonSet, 'spec'),
      template: {
        ...fieldsAt(daemonSet, 'spec', 'template'),
        spec: { ...template, containers: [container], initContainers: [init] },
      },
    },
  }
}

const put = (part: keyof Parts, it: Fields) => (parts: Parts) => void Object.assign(parts[part], it)
const more = (part: keyof Parts, list: string, it: Fields) => (parts: Parts) => {
  parts[part][list] = [...listAt(parts[part], list), it]
}
const volume = (it: Fields) => more('template', 'volumes', { name: 'more', ...it })
const argument =
  (from: string, to: readonly string[]) =>
  ({ container }: Parts) => {
    container.args = listAt(container, 'args').flatMap((it): readonly unknown[] => (it === from ? to : [it]))
  }
const security =
  (it: Fields) =>
  ({ container }: Parts) => {
    container.securityContext = { ...fieldsAt(container, 'securityContext'), ...it }
  }

const run = 'only the agent with its arguments, and its init step'
const env = 'only the variables of the agent'
const hooks = 'no hooks, and no probes but those on loopback'
const volumes = 'only the volumes of the agent'
const exec = { exec: { command: ['/usr/sbin/ip'] } }

/** One change each, and the words of the refusal that it must meet. */
export const refusedChanges: readonly (readonly [what: string, words: string, change: Change])[] = [
  ['another image', 'only the image that the cluster was joined with', put('container', { image: 'evil:1' })],
  ['another image at first', 'only the image that the cluster was joined with', put('init', { image: 'evil:1' })],
  ['a command', run, put('container', { command: ['/usr/sbin/ip'] })],
  ['a command at first', run, put('init', { command: ['/usr/sbin/ip'] })],
  ['another of its programs', run, put('container', { args: ['server'] })],
  ['no arguments', run, put('container', { args: undefined })],
  ['another of its programs at first', run, put('init', { args: ['server'] })],
  ['an init step that stays', run, put('init', { restartPolicy: 'Always' })],
  ['another cluster', run, argument('blue', ['green'])],
  ['one more flag', run, argument('debug', ['debug', '--endpoint', 'https://evil.example'])],
  ['a value in disguise', run, argument('debug', ['debug\n--endpoint\nhttps://evil.example'])],
  ['another folder', run, argument('/run/podid/agent', ['/run'])],
  [
    'an endpoint of their own',
    env,
    more('container', 'env', { name: 'AWS_ENDPOINT_URL', value: 'https://evil.example' }),
  ],
  ['a library of their own', env, more('container', 'env', { name: 'LD_PRELOAD', value: '/run/podid/evil.so' })],
  ['another value', env, put('container', { env: [{ name: 'AWS_ENDPOINT_URL_STS', value: 'https://evil.example' }] })],
  [
    'a variable from a Secret',
    env,
    more('container', 'env', { name: 'AWS_ROLE_ARN', valueFrom: { secretKeyRef: { name: 'x', key: 'y' } } }),
  ],
  ['variables from a Secret', hooks, put('container', { envFrom: [{ secretRef: { name: 'podid-activation' } }] })],
  ['a hook', hooks, put('container', { lifecycle: { postStart: exec } })],
  ['a probe that runs something', hooks, put('container', { livenessProbe: exec })],
  ['a probe elsewhere', hooks, put('container', { readinessProbe: { httpGet: { host: '192.0.2.1', port: 80 } } })],
  ['a working folder', hooks, put('container', { workingDir: '/run/podid' })],
  [
    'another service account',
    'only the service account podid-agent',
    put('template', { serviceAccountName: 'podid-connector', serviceAccount: undefined }),
  ],
  ['a folder of the node', volumes, volume({ hostPath: { path: '/' } })],
  ['a Secret', volumes, volume({ secret: { secretName: 'podid-activation' } })],
  [
    'a Secret by projection',
    'only tokens are projected',
    volume({ projected: { sources: [{ secret: { name: 'podid-activation' } }] } }),
  ],
  [
    'its folder of the node over its programs',
    'only at the places of the agent',
    more('container', 'volumeMounts', { name: 'state', mountPath: '/usr/bin' }),
  ],
  ['privilege', 'no privileged container', security({ privileged: true, allowPrivilegeEscalation: undefined })],
  [
    'a capability',
    'no capability but',
    security({ capabilities: { add: ['SYS_ADMIN'] }, allowPrivilegeEscalation: undefined }),
  ],
  ['escalation', 'no escalation', security({ allowPrivilegeEscalation: true })],
  ['a root that is written', 'no escalation', security({ readOnlyRootFilesystem: false })],
  ['a profile of its own', 'no profile of its own', security({ seccompProfile: { type: 'Unconfined' } })],
  [
    'all system calls',
    'only the system calls of the runtime',
    put('template', { securityContext: { seccompProfile: { type: 'Unconfined' } } }),
  ],
  ["the node's processes", "none of the node's processes", put('template', { hostPID: true })],
  ["the node's memory", "none of the node's processes", put('template', { hostIPC: true })],
  [
    'names of their own',
    'only the names and the runtime',
    put('template', { hostAliases: [{ ip: '192.0.2.1', hostnames: ['podid.example.com'] }] }),
  ],
  [
    'a resolver of their own',
    'only the names and the runtime',
    put('template', { dnsConfig: { nameservers: ['192.0.2.1'] } }),
  ],
]
