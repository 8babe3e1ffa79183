import { type Association, podSession, type Role, type Subject } from '../../domain'
import { compile, contextKeysOf, type Decision, isFault, trustFits, trustFitsAlways } from '../../policy'
import { pods } from '../eks/roles'
import { givenBy } from '../eks-auth/target-role'
import { podsRefused } from '../eks-auth/trust-decision'
import type { Parts } from '../operation'

/** Whether EKS may give the role to pods, as far as it can be said: to all, under conditions, to none. */
export interface PodTrust {
  readonly state: 'TRUSTED' | 'CONDITIONAL' | 'NOT_TRUSTED'
  /** A sentence. */
  readonly reason: string
}

/** Whose pods it is asked for. */
export interface Pods extends Pick<Association, 'cluster' | 'namespace' | 'serviceAccount' | 'disableSessionTags'> {
  readonly clusterArn: string
}

const actions = ['sts:AssumeRole', 'sts:TagSession'] as const
const nobody = '00000000-0000-0000-0000-000000000000'
/** What only a pod that runs tells: conditions on it cannot be foretold. */
const ofOnePod = new Set([
  'aws:requesttag/kubernetes-pod-name',
  'aws:requesttag/kubernetes-pod-uid',
  'sts:rolesessionname',
])

/**
 * What the trust policy says of pods: first as CreatePodIdentityAssociation looks at it, conditions left aside; then, for the pods of one service
 * account, by the decision that their exchange would have, with its tags and source.
 */
export function podTrust(role: Role, asked: Pods | undefined, parts: Parts): PodTrust {
  const policy = compile(role.trust, 'trust policy')
  if (isFault(policy)) return { state: 'NOT_TRUSTED', reason: 'Its trust policy cannot be read.' }
  const lacking = actions.filter((it) => !trustFits(role.trust, pods, [it]))
  if (lacking.length > 0)
    return { state: 'NOT_TRUSTED', reason: `Its trust policy does not allow ${lacking.join(' and ')} to ${pods}.` }
  if (asked === undefined)
    return trustFitsAlways(role.trust, pods, actions)
      ? { state: 'TRUSTED', reason: 'Its trust policy lets EKS give it to every pod that has an association with it.' }
      : { state: 'CONDITIONAL', reason: 'Its trust policy lets EKS give it to pods under conditions.' }
  const whose = `pods of ${asked.namespace}/${asked.serviceAccount} in the cluster ${asked.cluster}`
  if (contextKeysOf(policy).some((it) => ofOnePod.has(it.toLowerCase())))
    return {
      state: 'CONDITIONAL',
      reason: `Its trust policy asks which pod it is: whether it lets EKS give it to ${whose}, only a pod can show.`,
    }
  const refused = refusal(role, asked, parts)
  return refused === undefined
    ? { state: 'TRUSTED', reason: `Its trust policy lets EKS give it to ${whose}.` }
    : { state: 'NOT_TRUSTED', reason: `Its trust policy does not let EKS give it to ${whose}: ${inWords(refused)}` }
}

type Refusal = ReturnType<typeof podsRefused>

function refusal(role: Role, pods: Pods, parts: Parts): Refusal {
  const { namespace, serviceAccount } = pods
  const pod = { name: 'any', uid: nobody }
  const subject: Subject = { namespace, serviceAccount, serviceAccountUid: nobody, expiresAt: 0, pod }
  const cluster = { arn: pods.clusterArn, name: pods.cluster }
  return podsRefused(role, podSession(role, subject, pods, cluster, givenBy(parts, parts.now())), cluster, parts)
}

/** The statement that denies it, or the Allow that came nearest. */
function inWords({ action, decision }: NonNullable<Refusal>): string {
  const { because } = decision ?? { because: [] as Decision['because'] }
  const denying = because.find((it) => it.effect === 'Deny' && it.missed === undefined)
  if (denying !== undefined) return `${denying.statement} denies ${action}.`
  const near = because.find((it) => it.effect === 'Allow' && it.missed?.startsWith('Condition')) ?? because[0]
  return near?.missed === undefined ? `${action} is not allowed.` : `for ${action}, ${near.statement}: ${near.missed}.`
}
