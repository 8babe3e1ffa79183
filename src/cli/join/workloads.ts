import { ClientFault } from '../../client'
import { names, places } from '../../connector'
import {
  type Api,
  fieldsAt,
  type KubeObject,
  kinds,
  listAt,
  numberAt,
  podAnswer,
  podLog,
  textAt,
  valueAt,
} from '../../kubernetes'
import { broken, type Check, note, ok, type Verdict, waiting } from './check'
import { clusterIsKnown } from './control-plane'
import { isInstalled } from './kubernetes-side'

const addon = 'eks-pod-identity-agent'

export const connectorRuns: Check = {
  name: 'connector',
  needs: [isInstalled.name],
  async examine({ api }) {
    const it = await api.get(kinds.deployments, { namespace: names.namespace, name: names.connector })
    const wanted = numberAt(it, 'spec', 'replicas') ?? 1
    const [ready, updated] = [
      numberAt(it, 'status', 'readyReplicas') ?? 0,
      numberAt(it, 'status', 'updatedReplicas') ?? 0,
    ]
    const settled = numberAt(it, 'status', 'observedGeneration') === numberAt(it, 'metadata', 'generation')
    const total = numberAt(it, 'status', 'replicas') ?? 0
    if (settled && ready >= wanted && updated >= wanted && total === wanted)
      return (await troubled(api)) ?? ok(`${ready} of ${wanted} ready`)
    const trouble = await troubleOf(api, names.connector)
    return trouble ?? waiting(`${Math.min(ready, updated)} of ${wanted} ready`)
  },
}

export const agentRuns: Check = {
  name: 'agent',
  needs: [clusterIsKnown.name, isInstalled.name],
  async examine({ api, client, cluster }) {
    let told: unknown
    try {
      told = (await client.call('eks', 'DescribeAddon', { clusterName: cluster, addonName: addon })).addon
    } catch (why) {
      if (why instanceof ClientFault && why.code === 'ResourceNotFoundException')
        return note(`not installed yet: aws eks create-addon --cluster-name ${cluster} --addon-name ${addon}`)
      throw why
    }
    const status = textAt(told, 'status') ?? 'unknown'
    const issues = listAt(told, 'health', 'issues').map((it) => textAt(it, 'message') ?? textAt(it, 'code') ?? '')
    if (status === 'CREATING' || status === 'UPDATING' || status === 'DELETING') return waiting(status)
    if (status === 'ACTIVE') return ok('ACTIVE')
    const trouble = await troubleOf(api, names.agent)
    return broken(
      `${status}${issues.length === 0 ? '' : `: ${issues.join(' ')}`}`,
      trouble?.remedy ?? `aws eks describe-addon --cluster-name ${cluster} --addon-name ${addon}`,
    )
  },
}

/** What keeps the pods of one of our workloads from running, the plainest reason first; undefined when nothing is known. */
async function troubleOf(api: Api, name: string): Promise<Verdict | undefined> {
  const { items } = await api.list(kinds.pods, {
    namespace: names.namespace,
    labels: `app.kubernetes.io/name=${name}`,
  })
  const newest = [...items].sort((a, b) => created(b) - created(a))
  for (const pod of newest) {
    const trouble = unscheduled(pod) ?? pulling(pod) ?? (await crashing(api, pod)) ?? (await unready(api, pod))
    if (trouble !== undefined) return trouble
  }
  return newest.length === 0 ? unmade(api, name) : undefined
}

/** No pod at all: what the Deployment says of it, such as a refusal by a quota or a policy. */
async function unmade(api: Api, name: string): Promise<Verdict | undefined> {
  const it = await api.get(kinds.deployments, { namespace: names.namespace, name })
  const failed = listAt(it, 'status', 'conditions').find((at) => textAt(at, 'type') === 'ReplicaFailure')
  return failed === undefined
    ? undefined
    : broken(
        `no pod can be made: ${textAt(failed, 'message')}`,
        'Lift what the message names for the namespace podid-system.',
      )
}

function unscheduled(pod: KubeObject): Verdict | undefined {
  const at = listAt(pod, 'status', 'conditions').find((it) => textAt(it, 'type') === 'PodScheduled')
  if (textAt(at, 'status') !== 'False') return undefined
  return broken(
    `no node takes the pod: ${textAt(at, 'message') ?? textAt(at, 'reason') ?? ''}`,
    'Make room, or add a node that its tolerations and requests fit (50m CPU, 96Mi).',
  )
}

const pullReasons = new Set([
  'ErrImagePull',
  'ImagePullBackOff',
  'InvalidImageName',
  'ErrImageNeverPull',
  'RegistryUnavailable',
])

function pulling(pod: KubeObject): Verdict | undefined {
  for (const it of statuses(pod)) {
    const reason = textAt(it, 'state', 'waiting', 'reason') ?? ''
    if (!pullReasons.has(reason)) continue
    const image = textAt(it, 'image') ?? ''
    const said = textAt(it, 'state', 'waiting', 'message') ?? reason
    return broken(
      `the image ${image} cannot be pulled: ${shortened(said)}`,
      `Name one that the nodes can pull with --image, or import it on each node: podid image --help`,
    )
  }
  return undefined
}

async function crashing(api: Api, pod: KubeObject): Promise<Verdict | undefined> {
  for (const it of statuses(pod)) {
    const now = fieldsAt(it, 'state', 'terminated')
    const before = fieldsAt(it, 'lastState', 'terminated')
    const ended = Object.keys(now).length > 0 ? now : before
    if (Object.keys(ended).length === 0 || valueAt(it, 'ready') === true) continue
    const at = { namespace: names.namespace, name: pod.metadata.name }
    const log =
      (await podLog(api, at, { lines: 3, previous: Object.keys(now).length === 0 })) || textAt(ended, 'message') || ''
    const said = lastWords(log)
    return broken(
      `the program ends with ${textAt(ended, 'reason') ?? 'an error'} (${numberAt(ended, 'exitCode') ?? '?'})${said === '' ? '' : `: ${said}`}`,
      remedyFor(said) ?? `kubectl logs -n ${names.namespace} ${pod.metadata.name} --previous`,
    )
  }
  return undefined
}

/** It runs and is not ready: it tells itself why, now; where it does not speak at all, the end of its log does. */
async function unready(api: Api, pod: KubeObject): Promise<Verdict | undefined> {
  const running = statuses(pod).some(
    (it) => valueAt(it, 'state', 'running') !== undefined && valueAt(it, 'ready') !== true,
  )
  if (!running || pod.metadata.labels?.['app.kubernetes.io/name'] !== names.connector) return undefined
  const answer = await readiness(api, pod)
  if (answer?.status === 200) return undefined
  if (answer !== undefined) return verdictOn(answer.said)
  const log = await podLog(api, { namespace: names.namespace, name: pod.metadata.name }, { lines: 20 })
  const remedy = remedyFor(log)
  return remedy === undefined ? undefined : broken(lastWords(log), remedy)
}

const although = /^ok by what was known before, but: /

/** All are ready, by what they knew before a restart, and one of them still has a trouble. */
async function troubled(api: Api): Promise<Verdict | undefined> {
  const labels = `app.kubernetes.io/name=${names.connector}`
  const { items } = await api.list(kinds.pods, { namespace: names.namespace, labels })
  for (const pod of items.filter((it) => it.metadata.deletionTimestamp === undefined)) {
    const answer = await readiness(api, pod)
    if (answer?.status === 200 && although.test(answer.said)) return verdictOn(answer.said.replace(although, ''))
  }
  return undefined
}

/** What the connector answers at /readyz, asked through the API server; undefined while it does not listen. */
async function readiness(
  api: Api,
  pod: KubeObject,
): Promise<{ readonly status: number; readonly said: string } | undefined> {
  const at = { namespace: names.namespace, name: pod.metadata.name }
  const answer = await podAnswer(api, { ...at, port: places.webhookPort }, '/readyz').catch(() => undefined)
  // What the API server says itself, as a Status, is that nobody answered there.
  if (answer === undefined || textAt(asJson(answer.text), 'kind') === 'Status') return undefined
  const said = shortened(answer.text.replaceAll(/\s+/g, ' ').trim())
  return said === '' ? undefined : { status: answer.status, said }
}

function verdictOn(said: string): Verdict {
  const remedy = remedyFor(said)
  return remedy === undefined ? waiting(said) : broken(said, remedy)
}

/** What the connector's own words mean to a person, by what they name. */
const remedies: readonly (readonly [RegExp, string])[] = [
  [
    /certificate|CERT_|self.signed|UNABLE_TO_VERIFY|ERR_TLS/i,
    "The cluster does not trust the server's certificate, or it is for another name: give its authority with --ca FILE, and a name it has with --server.",
  ],
  [
    /RequestTimeTooSkewed|RequestExpired|SignatureDoesNotMatch|Signature expired|IDPClock|clock/i,
    "The clocks of the cluster's nodes and of the server differ: set them by NTP.",
  ],
  [
    /used before with another issuer|code (is not valid|has expired)|activation/i,
    'The activation code is used up or too old: join again, which renews it.',
  ],
  [
    /ECONNREFUSED|ConnectionRefused|ENOTFOUND|EHOSTUNREACH|ENETUNREACH|unable to connect|cannot be reached|no answer in time|getaddrinfo|FailedToOpenSocket|timed? ?out/i,
    'The server is not reachable from within the cluster: name an address that is with --server URL (not a loopback address), and let it through firewalls and egress policies.',
  ],
]

function remedyFor(words: string): string | undefined {
  return remedies.find(([pattern]) => pattern.test(words))?.[1]
}

/** What a log ends with: lines are JSON, or what a crash printed; a line that names an error before the others. */
function lastWords(log: string): string {
  const lines = log
    .trim()
    .split('\n')
    .map((line) => Bun.stripANSI(line.trim()))
    .filter((line) => line !== '')
  const telling =
    lines.findLast((line) => /error|podid:|"level":"(fatal|error|warn)"/i.test(line)) ?? lines.at(-1) ?? ''
  const it = asJson(telling)
  const [message, why] = [textAt(it, 'msg'), textAt(it, 'why')]
  return shortened(message === undefined ? telling : why === undefined ? message : `${message}: ${why}`)
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function statuses(pod: KubeObject): readonly unknown[] {
  return [...listAt(pod, 'status', 'initContainerStatuses'), ...listAt(pod, 'status', 'containerStatuses')]
}

function created(pod: KubeObject): number {
  return Date.parse(textAt(pod, 'metadata', 'creationTimestamp') ?? '') || 0
}

function shortened(text: string): string {
  return text.length > 300 ? `${text.slice(0, 299)}…` : text
}
