import { type Association, type Cluster, podSession, type Role, type Subject, targetSession } from '../../../domain'
import { givenBy } from '../../eks-auth/target-role'
import { firstRoleTrusted, podsTrusted } from '../../eks-auth/trust-decision'
import type { Parts } from '../../operation'
import { roleAt } from '../../sts/role-at'
import { broken, type Link, unknown, whole } from './link'

/** Whether the service account has a role, and whether the role lets EKS give it to this pod: the same decisions as an exchange makes. */
export async function roleLinks(
  cluster: Cluster,
  subject: Subject,
  association: Association | undefined,
  parts: Parts,
): Promise<readonly Link[]> {
  const account = `${subject.namespace}/${subject.serviceAccount}`
  if (association === undefined)
    return [
      broken(
        'association',
        `The service account ${account} of the cluster ${cluster.name} has no association.`,
        `Create it: "aws eks create-pod-identity-association --cluster-name ${cluster.name} --namespace ${subject.namespace} --service-account ${subject.serviceAccount} --role-arn …". Pods that run already must be started anew.`,
      ),
    ]
  const { roleArn, id } = association
  const first = whole('association', `The association ${id} gives ${account} the role ${roleArn}.`)
  const role = await roleAt(parts, roleArn)
  if (role === undefined)
    return [
      first,
      broken(
        'role',
        `There is no role ${roleArn}.`,
        'Create it under exactly this ARN, or give the association another with "aws eks update-pod-identity-association".',
      ),
    ]
  const session = podSession(role, subject, association, cluster, givenBy(parts, parts.now()))
  const trusted = podsTrusted(role, session, cluster, parts)
  return [
    first,
    whole('role', `The role is there (${role.id}).`),
    trusted
      ? whole('trust', 'Its trust policy lets EKS assume it for this pod, tags included.')
      : distrust(role, session.tags.length > 0),
    ...(association.targetRoleArn === undefined
      ? []
      : [await target(association.targetRoleArn, { cluster, subject, association, role }, parts)]),
  ]
}

function distrust({ name }: Role, tagged: boolean): Link {
  return broken(
    'trust',
    `The trust policy of the role ${name} does not let pods.eks.amazonaws.com assume it for this pod.`,
    `It must allow ${tagged ? 'both sts:AssumeRole and sts:TagSession' : 'sts:AssumeRole'} to the Service pods.eks.amazonaws.com; if it has conditions, hold them against the cluster, namespace, service account and pod. "aws iam update-assume-role-policy --role-name ${name} …".`,
  )
}

async function target(
  arn: string,
  given: {
    readonly cluster: Cluster
    readonly subject: Subject
    readonly association: Association
    readonly role: Role
  },
  parts: Parts,
): Promise<Link> {
  if (parts.authority.kind !== 'embedded')
    return unknown('target role', `Whether ${arn} may be assumed, only the STS that issues its credentials can say.`)
  const { cluster, subject, association, role } = given
  const it = await roleAt(parts, arn)
  if (it === undefined)
    return broken('target role', `There is no role ${arn}.`, 'Create it, or take targetRoleArn out of the association.')
  const here = givenBy(parts, parts.now())
  const first = podSession(role, subject, association, cluster, here)
  const session = targetSession(it, first, subject, association, cluster, here)
  if (await firstRoleTrusted(it, session, { first, role, externalId: association.externalId }, parts))
    return whole('target role', `${role.name} may assume ${arn}, which trusts it to.`)
  return broken(
    'target role',
    `${role.name} cannot assume ${arn}.`,
    `${role.name} needs a policy that allows sts:AssumeRole (and sts:TagSession, unless session tags are off) on it, and its trust policy must allow the same to ${role.arn}, with the external id ${association.externalId} if it asks for one.`,
  )
}
