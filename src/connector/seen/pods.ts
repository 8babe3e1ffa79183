import { fieldsAt, type KubeObject, listAt, numberAt, textAt, valueAt } from '../../kubernetes'

/** A pod, as far as its identity is concerned. Never what its environment holds. */
export interface SeenPod {
  readonly namespace: string
  readonly name: string
  readonly uid: string
  readonly serviceAccount: string
  readonly nodeName?: string
  readonly phase: string
  readonly ready: boolean
  readonly injected: boolean
  /** Seconds that the token for pod identity lives which it asks for. */
  readonly tokenSeconds?: number
  /** Why it is not ready, in words. */
  readonly reason?: string
}

const variable = 'AWS_CONTAINER_CREDENTIALS_FULL_URI'
const audience = 'pods.eks.amazonaws.com'

export function seenPod(pod: KubeObject): SeenPod {
  const tokenSeconds = tokenOf(pod)
  const nodeName = textAt(pod, 'spec', 'nodeName')
  const reason = reasonOf(pod)
  return {
    namespace: pod.metadata.namespace ?? '',
    name: pod.metadata.name,
    uid: pod.metadata.uid ?? '',
    serviceAccount: textAt(pod, 'spec', 'serviceAccountName') ?? 'default',
    phase: textAt(pod, 'status', 'phase') ?? 'Unknown',
    ready: isReady(pod),
    injected: tokenSeconds !== undefined && listAt(pod, 'spec', 'containers').some(hasVariable),
    ...(nodeName === undefined ? {} : { nodeName }),
    ...(tokenSeconds === undefined ? {} : { tokenSeconds }),
    ...(reason === undefined ? {} : { reason }),
  }
}

export function isReady(pod: KubeObject): boolean {
  return listAt(pod, 'status', 'conditions').some(
    (it) => textAt(it, 'type') === 'Ready' && textAt(it, 'status') === 'True',
  )
}

/** Its name alone: the value is none of our business. */
function hasVariable(container: unknown): boolean {
  return listAt(container, 'env').some((it) => textAt(it, 'name') === variable)
}

function tokenOf(pod: KubeObject): number | undefined {
  const tokens = listAt(pod, 'spec', 'volumes')
    .flatMap((it) => listAt(it, 'projected', 'sources'))
    .map((it) => fieldsAt(it, 'serviceAccountToken'))
    .filter((it) => textAt(it, 'audience') === audience)
  const [first] = tokens
  return first === undefined ? undefined : (numberAt(first, 'expirationSeconds') ?? 3_600)
}

/** The reason that its first troubled container gives, or its scheduling. */
function reasonOf(pod: KubeObject): string | undefined {
  const waiting = [...listAt(pod, 'status', 'initContainerStatuses'), ...listAt(pod, 'status', 'containerStatuses')]
    .map((it) => textAt(it, 'state', 'waiting', 'reason'))
    .find((it) => it !== undefined && it !== 'PodInitializing' && it !== 'ContainerCreating')
  if (waiting !== undefined) return waiting
  const unscheduled = listAt(pod, 'status', 'conditions').find(
    (it) => textAt(it, 'type') === 'PodScheduled' && textAt(it, 'status') === 'False',
  )
  return unscheduled === undefined ? undefined : textAt(unscheduled, 'reason')
}

/** On its way out: whether it is ready is no news. */
export function isLeaving(pod: KubeObject): boolean {
  return valueAt(pod, 'metadata', 'deletionTimestamp') !== undefined
}
