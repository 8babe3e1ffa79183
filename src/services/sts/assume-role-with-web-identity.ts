import type { Role } from '../../domain'
import { compile, contextOf, evaluate, isFault } from '../../policy'
import { found } from '../fault'
import { operation, type Parts } from '../operation'
import { maybeNumber, maybeText, text } from '../said'
import { notByWebIdentity, notValid } from './faults'
import { assumedRoleUser, credentialsOnTheWire, issue, roleSession } from './issue'
import { packedSize } from './packed-size'
import { roleAt, saidRoleArn } from './role-at'
import { sessionLife } from './session-life'
import { policySize, saidPolicies } from './session-policies'
import { type SessionTags, tagConditions } from './session-tags'
import { sourceIdentityOfToken, tagsOfToken } from './token-tags'
import { type WebIdentity, whoseToken } from './web-identity'

/**
 * Credentials of a role for the bearer of an OIDC token: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
 * The road goes from the role to the providers it trusts, and from there to keys: never from what the token says of itself.
 */
export const assumeRoleWithWebIdentity = operation({
  service: 'sts',
  name: 'AssumeRoleWithWebIdentity',
  readOnly: true,
  input: (said) => {
    if (maybeText(said.ProviderId) !== undefined)
      throw notValid(
        'ProviderId is for OAuth 2.0 access tokens, which are not supported; leave it out for OpenID Connect.',
      )
    return {
      roleArn: saidRoleArn(said.RoleArn),
      name: text(said.RoleSessionName),
      token: text(said.WebIdentityToken),
      seconds: maybeNumber(said.DurationSeconds),
      policies: saidPolicies(said),
    }
  },
  need: () => ({ anyone: 'the token and the trust policy of the role decide' }),
  async handle({ roleArn, name, token, seconds, policies }, parts) {
    const role = found(await roleAt(parts, roleArn), () => notByWebIdentity())
    const identity = await whoseToken(token, role, parts)
    const asked = { name, tags: tagsOfToken(identity.claims), sourceIdentity: sourceIdentityOfToken(identity.claims) }
    demandTrust(role, identity, asked, parts)
    const life = sessionLife(role, seconds, false)
    const packed = packedSize(asked.tags.tags, await policySize(parts, policies))
    const { provider, subject } = identity
    const { sourceIdentity } = asked
    const made = { ...asked.tags, chained: false, ...policies, provider: provider.arn, subject, sourceIdentity }
    const session = roleSession(role, name, life, made, parts)
    return {
      Credentials: credentialsOnTheWire(await issue(session, parts)),
      SubjectFromWebIdentityToken: subject,
      AssumedRoleUser: assumedRoleUser(session),
      PackedPolicySize: packed,
      Provider: identity.issuer,
      Audience: identity.audience.find((it) => provider.clientIds.includes(it)),
      SourceIdentity: sourceIdentity,
    }
  },
  about: ({ roleArn }) => [{ type: 'AWS::IAM::Role', name: roleArn }],
})

interface Asked {
  readonly name: string
  readonly tags: SessionTags
  readonly sourceIdentity?: string
}

/** The role must trust the provider with each thing that the session is to carry. */
function demandTrust(role: Role, identity: WebIdentity, asked: Asked, parts: Parts): void {
  const trust = compile(role.trust, 'trust policy')
  if (isFault(trust)) throw notByWebIdentity()
  const context = contextOf(conditions(role, identity, asked, parts))
  const actions = ['sts:AssumeRoleWithWebIdentity']
  if (asked.tags.tags.length > 0) actions.push('sts:TagSession')
  if (asked.sourceIdentity !== undefined) actions.push('sts:SetSourceIdentity')
  for (const action of actions) {
    const question = {
      principal: { kind: 'federated' as const, arn: identity.provider.arn, account: '', ids: [] },
      action,
      resource: role.arn,
      resourceAccount: parts.account,
      context,
    }
    if (evaluate(question, { identity: [], trust }).result !== 'Allow') throw notByWebIdentity(action)
  }
}

/** Condition keys of OIDC: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif */
function conditions(
  role: Role,
  { provider, subject, audience }: WebIdentity,
  { name, tags, sourceIdentity }: Asked,
  parts: Parts,
): readonly (readonly [string, string | readonly string[] | undefined])[] {
  const now = new Date(parts.now()).toISOString()
  return [
    ...Object.entries(tagConditions(tags)),
    [`${provider.url}:sub`, subject],
    [`${provider.url}:aud`, audience],
    ['aws:FederatedProvider', provider.arn],
    ['sts:RoleSessionName', name],
    ['sts:SourceIdentity', sourceIdentity],
    ['aws:CurrentTime', `${now.slice(0, 19)}Z`],
    ['aws:EpochTime', String(Math.floor(parts.now() / 1000))],
    ...role.tags.map(({ key, value }): [string, string] => [`aws:ResourceTag/${key}`, value]),
  ]
}
