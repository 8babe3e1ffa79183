import type { Log } from '../../../program'
import { type DecidingParts, type Decision, decide, type Reason } from '../decision/decide'
import type { TellEvent } from '../events'
import { mutate } from '../mutation/mutate'
import { NotAPod, type Pod, readPod } from '../mutation/pod'
import type { Answer } from './answer'
import { regarding } from './owner'
import type { Review } from './read'
import { doubtWords, type Otherwise } from './words'

export interface AdmittingParts extends DecidingParts {
  readonly tellEvent: TellEvent
  readonly chance: () => number
  readonly log: Log
  readonly count: (outcome: 'pod-identity' | 'irsa' | 'none', reason: Reason | Otherwise) => void
}

/** Decides about a pod and says why. Never throws: our own trouble keeps no pod from starting. */
export async function admit(parts: AdmittingParts, review: Review): Promise<Answer> {
  try {
    if (!review.isNewPod) return unchanged(parts, 'not-a-new-pod', [])
    const pod = readPod(review.object)
    if (review.namespace === '' || pod.serviceAccount === '') return unchanged(parts, 'no-service-account', [])
    return told(parts, review, pod, await decide(parts, review.namespace, pod.serviceAccount))
  } catch (why) {
    const { namespace, uid } = review
    if (why instanceof NotAPod) {
      parts.log.warn({ namespace, uid, why: why.message }, 'a pod is not of the shape that is known')
      return unchanged(parts, 'not-a-pod', [`podid: the pod could not be read (${why.message}), so it has no identity`])
    }
    // The message of a stranger's error could quote the pod.
    parts.log.error({ namespace, uid, err: why instanceof Error ? why.name : 'unknown' }, 'an admission failed')
    return unchanged(parts, 'failed', ['podid: an error of its own kept the webhook from giving the pod an identity'])
  }
}

function unchanged({ count }: AdmittingParts, reason: Otherwise, warnings: readonly string[]): Answer {
  count('none', reason)
  return { patches: [], warnings, audit: { decision: 'none', reason } }
}

function told(parts: AdmittingParts, review: Review, pod: Pod, { identity, reason, doubt }: Decision): Answer {
  const { settings, chance, count, tellEvent } = parts
  const { namespace, dryRun, object } = review
  const account = pod.serviceAccount
  const method = identity?.method === 'irsa' ? 'irsa' : undefined
  const doubts = doubt === undefined ? [] : [doubtWords(doubt, `${namespace}/${account}`, method)]
  if (identity === undefined) {
    count('none', reason)
    if (doubts[0] !== undefined && !dryRun)
      tellEvent({
        namespace,
        regarding: regarding(object, account),
        type: 'Warning',
        reason: 'PodWithoutIdentity',
        note: doubts[0],
      })
    return { patches: [], warnings: doubts, audit: { decision: 'none', reason } }
  }
  const { patches, warnings } = mutate(pod, identity, settings, chance)
  count(identity.method, reason)
  return {
    patches,
    warnings: [...doubts, ...warnings.map((it) => `podid: ${it}`)],
    audit: {
      decision: identity.method,
      reason,
      ...(identity.roleArn === '' ? {} : { role: identity.roleArn.slice(0, 2_048) }),
      ...(doubt === undefined ? {} : { doubt }),
      ...(patches.length === 0 ? { patch: 'none: the pod has it already' } : {}),
    },
  }
}
