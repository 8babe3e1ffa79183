import type { Association } from './association'
import type { Cluster } from './cluster'
import type { Role } from './iam'
import { type Made, ofRole } from './role-session'
import type { Session } from './session'
import type { Subject } from './subject'
import type { Tag } from './tag'

/** Milliseconds. EKS asks for six hours whatever the role's MaxSessionDuration; a chained session has one. */
const podSessionLife = 6 * 3_600_000
const chainedSessionLife = 3_600_000

/** The place and chance a session is made with; `unique` is a UUID. */
export interface Given extends Made {
  readonly unique: string
}

/** The tags EKS puts on a session, in its order: https://docs.aws.amazon.com/eks/latest/userguide/pod-id-abac.html */
export function podTags(cluster: Pick<Cluster, 'arn' | 'name'>, subject: Subject): readonly Tag[] {
  return [
    { key: 'eks-cluster-arn', value: cluster.arn },
    { key: 'eks-cluster-name', value: cluster.name },
    { key: 'kubernetes-namespace', value: subject.namespace },
    { key: 'kubernetes-service-account', value: subject.serviceAccount },
    { key: 'kubernetes-pod-name', value: subject.pod.name },
    { key: 'kubernetes-pod-uid', value: subject.pod.uid },
  ]
}

/** `eks-<cluster>-<pod>-<UUID>`, cluster and pod cut at ten characters: 62 at most. */
export function podSessionName(cluster: string, pod: string, unique: string): string {
  return `eks-${cluster.slice(0, 10)}-${pod.slice(0, 10)}-${unique}`
}

/** The session of the association's role. The association's policy limits it, unless a target role is to be limited by it. */
export function podSession(
  role: Role,
  subject: Subject,
  association: Pick<Association, 'disableSessionTags' | 'targetRoleArn' | 'policy'>,
  cluster: Pick<Cluster, 'arn' | 'name'>,
  given: Given,
): Session {
  const tags = association.disableSessionTags ? [] : podTags(cluster, subject)
  return {
    ...ofRole(role, podSessionName(cluster.name, subject.pod.name, given.unique), given, podSessionLife),
    tags,
    transitive: tags.map(({ key }) => key),
    policy: association.targetRoleArn === undefined ? association.policy : undefined,
    chained: false,
    cluster: cluster.name,
  }
}

/** The session of the target role, made by the first: transitive tags go on, the association's policy limits it. */
export function targetSession(
  target: Role,
  first: Session,
  subject: Subject,
  association: Association,
  cluster: Pick<Cluster, 'name'>,
  given: Given,
): Session {
  return {
    ...ofRole(target, podSessionName(cluster.name, subject.pod.name, given.unique), given, chainedSessionLife),
    tags: first.tags.filter(({ key }) => first.transitive.includes(key)),
    transitive: first.transitive,
    policy: association.policy,
    chained: true,
    cluster: cluster.name,
  }
}
