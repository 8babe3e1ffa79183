import type { Cluster, Role, Session } from '../../domain'
import { compile, contextOf, type Decision, evaluate, isFault, type Principal } from '../../policy'
import { authorizer, type KnownCaller, type RequestContext } from '../access'
import type { Need, Parts } from '../operation'
import { lazily } from '../request-context'
import { tagConditions } from '../sts/session-tags'

/** EKS, as a trust policy names it. */
const pods: Principal = { kind: 'service', arn: 'pods.eks.amazonaws.com', account: '', ids: [] }

/**
 * Whether the role's trust policy lets EKS make this session for a pod of this cluster. A service has no policies of its own, so this
 * asks the trust policy directly: it is on the road of every exchange.
 */
export function podsTrusted(role: Role, session: Session, cluster: Cluster, parts: Parts): boolean {
  return podsRefused(role, session, cluster, parts) === undefined
}

/** The first action that it does not let EKS do, with the decision; without one when the policy cannot be read. */
export function podsRefused(
  role: Role,
  session: Session,
  cluster: Pick<Cluster, 'arn'>,
  parts: Pick<Parts, 'account' | 'region'>,
): { readonly action: string; readonly decision?: Decision } | undefined {
  const trust = compile(role.trust, 'trust policy')
  if (isFault(trust)) return { action: 'sts:AssumeRole' }
  const { account, region } = parts
  const context = lazily(() =>
    contextOf([
      ...Object.entries(assumed(role, session)),
      ['aws:sourcearn', cluster.arn],
      ['aws:sourceaccount', account],
      ['aws:principalisawsservice', 'true'],
      ['aws:principalservicename', pods.arn],
      ['aws:viaawsservice', 'false'],
      ['aws:securetransport', 'true'],
      ['aws:requestedregion', region],
      ['aws:resourceaccount', account],
      ['aws:currenttime', `${new Date(session.issuedAt).toISOString().slice(0, 19)}Z`],
      ['aws:epochtime', String(Math.floor(session.issuedAt / 1000))],
    ]),
  )
  const question = { principal: pods, resource: role.arn, resourceAccount: account, context }
  for (const action of actionsFor(session)) {
    const decision = evaluate({ ...question, action }, { identity: [], trust })
    if (decision.result !== 'Allow') return { action, decision }
  }
  return undefined
}

/** Tags, asked for or inherited, need a permission of their own. */
function actionsFor({ tags }: Session): readonly string[] {
  return tags.length > 0 ? ['sts:AssumeRole', 'sts:TagSession'] : ['sts:AssumeRole']
}

/** Whether the first role may have this session of the target role, and the target role trusts it to. */
export async function firstRoleTrusted(
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
  const { decide } = authorizer(parts)
  // EKS makes this request itself, from within: no pod's address or agent is known for it.
  const request: RequestContext = { now: session.issuedAt, region: parts.region, sourceIp: '', secure: true }
  const context = { ...assumed(target, session), 'sts:ExternalId': externalId }
  for (const action of actionsFor(session)) {
    const trust = { text: target.trust, source: 'trust policy' }
    const decision = await decide(caller, { action, resource: target.arn, context, trust }, request)
    if (decision.result !== 'Allow') return false
  }
  return true
}

/** What AssumeRole's condition keys say of a session: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html */
function assumed(role: Role, session: Session): NonNullable<Need['context']> {
  return {
    ...Object.fromEntries(role.tags.map(({ key, value }) => [`aws:ResourceTag/${key}`, value])),
    ...tagConditions(session),
    'sts:RoleSessionName': session.name,
  }
}
