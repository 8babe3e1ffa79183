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
    const role = found(await roleAt(parts, roleArn), notByWebIdentity)
    const identity = await whoseToken(token, role, parts)
    if (!trusts(role, identity, name, parts)) throw notByWebIdentity()
    const life = sessionLife(role, seconds, false)
    const packed = packedSize([], await policySize(parts, policies))
    const { provider, subject } = identity
    const made = { tags: [], transitive: [], chained: false, ...policies, provider: provider.arn, subject }
    const session = roleSession(role, name, life, made, parts)
    return {
      Credentials: credentialsOnTheWire(await issue(session, parts)),
      SubjectFromWebIdentityToken: subject,
      AssumedRoleUser: assumedRoleUser(session),
      PackedPolicySize: packed,
      Provider: identity.issuer,
      Audience: identity.audience.find((it) => provider.clientIds.includes(it)),
    }
  },
  about: ({ roleArn }) => [{ type: 'AWS::IAM::Role', name: roleArn }],
})

/** Condition keys of OIDC: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif */
function trusts(role: Role, { provider, subject, audience }: WebIdentity, name: string, parts: Parts): boolean {
  const trust = compile(role.trust, 'trust policy')
  if (isFault(trust)) return false
  const now = new Date(parts.now()).toISOString()
  const question = {
    principal: { kind: 'federated' as const, arn: provider.arn, account: '', ids: [] },
    action: 'sts:AssumeRoleWithWebIdentity',
    resource: role.arn,
    resourceAccount: parts.account,
    context: contextOf([
      [`${provider.url}:sub`, subject],
      [`${provider.url}:aud`, audience],
      ['aws:FederatedProvider', provider.arn],
      ['sts:RoleSessionName', name],
      ['aws:CurrentTime', `${now.slice(0, 19)}Z`],
      ['aws:EpochTime', String(Math.floor(parts.now() / 1000))],
      ...role.tags.map(({ key, value }): [string, string] => [`aws:ResourceTag/${key}`, value]),
    ]),
  }
  return evaluate(question, { identity: [], trust }).result === 'Allow'
}
