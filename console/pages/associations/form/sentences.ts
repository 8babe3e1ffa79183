import { parseArn, roleNameOf } from '../../../../src/domain'
import { type Draft, tagsSessions } from './draft'

interface Cluster {
  readonly name: string
  /** Its pods are programs under `podid run`. */
  readonly builtIn: boolean
}

/** What a new association will do, sentence by sentence. */
export function creating(draft: Draft, cluster: Cluster): readonly string[] {
  return [
    `${podsOf(draft, cluster)} will act as the ${actingAs(draft)}.`,
    ...through(draft),
    ...limits(draft),
    cluster.builtIn
      ? 'Programs under podid run have it the next time they ask for credentials.'
      : 'Pods that start from now on have it at once. Pods that run already were admitted without it: start them anew.',
  ]
}

/** What a change of an association will do. */
export function changing(before: Draft, draft: Draft, cluster: Cluster): readonly string[] {
  const [former, next] = [actingAs(before), actingAs(draft)]
  return [
    `${podsOf(draft, cluster)} will act as the ${next}${former === next ? '' : `, no longer as the ${former}`}.`,
    ...through(draft),
    ...limits(draft),
    `Pods that start from now on have it at once; pods that run already when their credentials are renewed, within ${before.targetRoleArn === '' ? '6 hours' : '1 hour'}. Credentials given before stay good until they end.`,
  ]
}

function podsOf({ namespace, serviceAccount }: Draft, { name }: Cluster): string {
  return `Pods of the service account ${serviceAccount} in namespace ${namespace} of cluster ${name}`
}

function actingAs({ roleArn, targetRoleArn }: Draft): string {
  if (targetRoleArn === '') return `role ${nameOf(roleArn)}`
  return `role ${nameOf(targetRoleArn)} of account ${parseArn(targetRoleArn)?.account ?? '?'}`
}

function through({ roleArn, targetRoleArn }: Draft): readonly string[] {
  if (targetRoleArn === '') return []
  return [`EKS takes the role ${nameOf(roleArn)} first, and ${nameOf(targetRoleArn)} with it, for 1 hour at a time.`]
}

function limits(draft: Draft): readonly string[] {
  return [
    ...(draft.policy === ''
      ? []
      : [
          `They may do only what both the ${draft.targetRoleArn === '' ? 'role' : 'target role'} and the session policy allow.`,
        ]),
    tagsSessions(draft)
      ? 'Their sessions carry tags that name cluster, namespace, service account and pod.'
      : 'Their sessions carry no tags: policies that ask for the namespace or the service account do not apply.',
  ]
}

const nameOf = (arn: string): string => roleNameOf(arn) ?? arn
