import { fieldsAt, type KubeObject, listAt, numberAt, textAt, valueAt } from '../../kubernetes'
import type { AddonState } from '../addons'
import { templateAnnotation } from '../manifests/agent'

type Issue = AddonState['issues'][number]

/** How a DaemonSet fares. */
export type Health =
  | { readonly fares: 'well' }
  /** It is on its way, and nothing speaks against it yet. */
  | { readonly fares: 'coming'; readonly waitsFor: string }
  | { readonly fares: 'badly'; readonly issues: readonly Issue[] }

/** Restarts from which on a container counts as one that does not run. */
const restarts = 2

/** From what the API server says of the DaemonSet and its pods. What is wrong is said in words that name the pod and the node. */
export function healthOf(daemonSet: KubeObject, pods: readonly KubeObject[]): Health {
  const status = fieldsAt(daemonSet, 'status')
  const count = (name: string) => numberAt(status, name) ?? 0
  const wanted = count('desiredNumberScheduled')
  const current = count('observedGeneration') >= (numberAt(daemonSet, 'metadata', 'generation') ?? 0)
  const updated = count('updatedNumberScheduled')
  const available = count('numberAvailable')
  // What a former template's pods suffer from is being mended.
  const template = textAt(daemonSet, 'spec', 'template', 'metadata', 'annotations', templateAnnotation)
  const newest = pods.filter((it) => it.metadata.annotations?.[templateAnnotation] === template)
  const issues = together(newest.flatMap(issuesOf))
  if (current && updated >= wanted && available >= wanted && count('numberUnavailable') === 0 && issues.length === 0)
    return { fares: 'well' }
  if (issues.length > 0) return { fares: 'badly', issues }
  return { fares: 'coming', waitsFor: `${Math.min(updated, available)} of ${wanted} nodes have their agent` }
}

function issuesOf(pod: KubeObject): readonly Issue[] {
  // A pod on its way out is no news, nor one whose node is being shut down.
  if (valueAt(pod, 'metadata', 'deletionTimestamp') !== undefined) return []
  const where = `The pod ${pod.metadata.name}${onNode(pod)}`
  const unscheduled = listAt(pod, 'status', 'conditions').find(
    (it) => textAt(it, 'type') === 'PodScheduled' && textAt(it, 'status') === 'False',
  )
  if (unscheduled !== undefined)
    return [
      insufficient(
        `${where} cannot be scheduled: ${textAt(unscheduled, 'message') ?? textAt(unscheduled, 'reason') ?? 'no reason given'}`,
      ),
    ]
  if (textAt(pod, 'status', 'phase') === 'Failed')
    return [
      insufficient(
        `${where} failed: ${textAt(pod, 'status', 'message') ?? textAt(pod, 'status', 'reason') ?? 'no reason given'}`,
      ),
    ]
  return [...listAt(pod, 'status', 'initContainerStatuses'), ...listAt(pod, 'status', 'containerStatuses')].flatMap(
    (it) => issueOf(it, where),
  )
}

/** A DaemonSet's pod names its node by affinity until it is scheduled. */
function onNode(pod: KubeObject): string {
  const node = textAt(pod, 'spec', 'nodeName')
  return node === undefined ? '' : ` on the node ${node}`
}

const pulling = new Set([
  'ErrImagePull',
  'ImagePullBackOff',
  'ErrImageNeverPull',
  'InvalidImageName',
  'ImageInspectError',
])
const refused = new Set(['CreateContainerConfigError', 'CreateContainerError', 'RunContainerError'])

function issueOf(container: unknown, where: string): readonly Issue[] {
  const name = textAt(container, 'name') ?? ''
  const waiting = fieldsAt(container, 'state', 'waiting')
  const reason = textAt(waiting, 'reason') ?? ''
  const said = textAt(waiting, 'message') ?? reason
  if (pulling.has(reason))
    return [
      {
        code: 'InsufficientNumberOfReplicas',
        message: cut(
          `${where} cannot get the image ${textAt(container, 'image') ?? ''}: ${said}. Bring the image to the nodes, or join the cluster with another: podid cluster join … --image REF.`,
        ),
      },
    ]
  if (refused.has(reason)) return [insufficient(`${where} cannot start its container ${name}: ${said}`)]
  const ended = [fieldsAt(container, 'lastState', 'terminated'), fieldsAt(container, 'state', 'terminated')].find(
    (it) => (numberAt(it, 'exitCode') ?? 0) !== 0,
  )
  const looping = reason === 'CrashLoopBackOff' || (numberAt(container, 'restartCount') ?? 0) >= restarts
  if (ended === undefined || !looping || valueAt(container, 'ready') === true) return []
  const last = lastLine(textAt(ended, 'message'))
  const code = numberAt(ended, 'exitCode')
  const why = textAt(ended, 'reason') === 'OOMKilled' ? 'it needed more memory than its limit' : last
  return [
    insufficient(
      `${where} starts its container ${name} again and again: it ends with code ${code}${why === undefined ? '' : `: ${why}`}`,
    ),
  ]
}

/** The last line of a log with something in it; of JSON, its message. */
function lastLine(log: string | undefined): string | undefined {
  const line = log?.split('\n').findLast((it) => it.trim() !== '')
  if (line === undefined) return undefined
  try {
    const read: unknown = JSON.parse(line)
    return textAt(read, 'err', 'message') ?? textAt(read, 'msg') ?? line
  } catch {
    return line.trim()
  }
}

function insufficient(message: string): Issue {
  return { code: 'InsufficientNumberOfReplicas', message: cut(message) }
}

/** What DescribeAddon has room for. */
function cut(message: string): string {
  return message.length <= 1_000 ? message : `${message.slice(0, 999)}…`
}

/** What is wrong on many nodes in the same way is said a few times only. */
function together(issues: readonly Issue[]): readonly Issue[] {
  const most = 3
  if (issues.length <= most) return issues
  const more: Issue = {
    code: 'InsufficientNumberOfReplicas',
    message: `${issues.length - most} more pods fare likewise.`,
  }
  return [...issues.slice(0, most), more]
}
