import type { Cluster, Role, Session } from '../../domain'
import { authorizer, type KnownCaller, type RequestContext } from '../access'
import type { Need, Parts } from '../operation'
import { tagConditions } from '../sts/session-tags'

/** EKS, as a trust policy names it. */
const pods: KnownCaller = {
  principal: { kind: 'service', arn: 'pods.eks.amazonaws.com', account: '', ids: [] },
  userId: '',
}

/** Whether the role's trust policy lets EKS make this session for a pod of this cluster. */
export function podsTrusted(role: Role, session: Session, cluster: Cluster, parts: Parts): Promise<boolean> {
  const context = {
    ...assumed(role, session),
    'aws:SourceArn': cluster.arn,
    'aws:SourceAccount': parts.account,
    'aws:PrincipalServiceName': pods.principal.arn,
  }
  return allowed(pods, role, session, context, parts)
}

/** Whether the first role may have this session of the target role, and the target role trusts it to. */
export function firstRoleTrusted(
  target: Role,
  session: Session,
  given: { readonly first: Session; readonly role: Role; readonly externalId: string },
  parts: Parts,
): Promise<boolean> {
  const { first, role, externalId } = given
  const caller: KnownCaller = {
    principal: {
      kind: 'session',
      arn: first.arn,
      account: first.account,
      roleArn: role.arn,
      ids: [role.id, first.principalId],
    },
    userId: first.principalId,
    session: first,
    identity: role,
  }
  return allowed(caller, target, session, { ...assumed(target, session), 'sts:ExternalId': externalId }, parts)
}

/** What AssumeRole's condition keys say of a session: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html */
function assumed(role: Role, session: Session): NonNullable<Need['context']> {
  return {
    ...Object.fromEntries(role.tags.map(({ key, value }) => [`aws:ResourceTag/${key}`, value])),
    ...tagConditions(session),
    'sts:RoleSessionName': session.name,
  }
}

async function allowed(
  caller: KnownCaller,
  role: Role,
  session: Session,
  context: NonNullable<Need['context']>,
  parts: Parts,
): Promise<boolean> {
  const { decide } = authorizer(parts)
  // EKS makes this request itself, from within: no pod's address or agent is known for it.
  const request: RequestContext = { now: session.issuedAt, region: parts.region, sourceIp: '', secure: true }
  const actions = session.tags.length > 0 ? ['sts:AssumeRole', 'sts:TagSession'] : ['sts:AssumeRole']
  for (const action of actions) {
    const trust = { text: role.trust, source: 'trust policy' }
    const decision = await decide(caller, { action, resource: role.arn, context, trust }, request)
    if (decision.result !== 'Allow') return false
  }
  return true
}
