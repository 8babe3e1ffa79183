import type { Role } from '../../domain'
import { Fault, found } from '../fault'
import { operation, type Parts } from '../operation'
import { maybeList, maybeNumber, maybeTags, maybeText, maybeTexts, text } from '../said'
import { notAuthorized, notValid } from './faults'
import { assumedRoleUser, credentialsOnTheWire, issue, roleSession } from './issue'
import { packedSize } from './packed-size'
import { roleAt, saidRoleArn } from './role-at'
import { sessionLife } from './session-life'
import { policySize, saidPolicies } from './session-policies'
import { askedTags, type SessionTags, tagConditions, withInherited } from './session-tags'

/** Credentials of a role for a caller whom it trusts: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
export const assumeRole = operation({
  service: 'sts',
  name: 'AssumeRole',
  readOnly: true,
  input: (said) => {
    if (said.SerialNumber !== undefined || said.TokenCode !== undefined)
      throw new Fault(
        'AccessDenied',
        'MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.',
      )
    if ((maybeList(said.ProvidedContexts) ?? []).length > 0) throw notValid('ProvidedContexts are not supported.')
    const sourceIdentity = maybeText(said.SourceIdentity)
    if (sourceIdentity?.toLowerCase().startsWith('aws:')) throw notValid('SourceIdentity must not begin with aws:.')
    return {
      roleArn: saidRoleArn(said.RoleArn),
      name: text(said.RoleSessionName),
      seconds: maybeNumber(said.DurationSeconds),
      externalId: maybeText(said.ExternalId),
      sourceIdentity,
      policies: saidPolicies(said),
      asked: askedTags(maybeTags(said.Tags) ?? [], maybeTexts(said.TransitiveTagKeys) ?? []),
    }
  },
  need: () => ({ anyone: 'the role is asked for in one voice, whether it is missing or does not trust the caller' }),
  async handle(input, parts) {
    const { caller } = parts
    const { roleArn, name, policies } = input
    const chained = caller.session?.kind === 'role'
    const tags = withInherited(input.asked, chained ? caller.session : undefined)
    if (caller.principal.kind === 'account')
      throw new Fault('AccessDenied', 'Roles may not be assumed by root accounts.')
    const role = found(await roleAt(parts, roleArn), () => notAuthorized(caller, 'sts:AssumeRole', roleArn))
    const sourceIdentity = caller.session?.sourceIdentity ?? input.sourceIdentity
    await demandTrust(role, { ...input, tags, sourceIdentity }, parts)
    if (input.sourceIdentity !== undefined && input.sourceIdentity !== sourceIdentity)
      throw notAuthorized(caller, 'sts:SetSourceIdentity', roleArn)
    const life = sessionLife(role, input.seconds, chained)
    const packed = packedSize(tags.tags, await policySize(parts, policies))
    const session = roleSession(role, name, life, { ...tags, ...policies, sourceIdentity, chained }, parts)
    return {
      Credentials: credentialsOnTheWire(await issue(session, parts)),
      AssumedRoleUser: assumedRoleUser(session),
      PackedPolicySize: packed,
      SourceIdentity: sourceIdentity,
    }
  },
  about: ({ roleArn }) => [{ type: 'AWS::IAM::Role', name: roleArn }],
})

/** The role must trust the caller, and the caller be permitted, with each thing that the session is to carry. */
async function demandTrust(
  role: Role,
  asked: {
    readonly name: string
    readonly externalId?: string
    readonly sourceIdentity?: string
    readonly tags: SessionTags
  },
  { caller, decide }: Parts,
): Promise<void> {
  const context = {
    ...Object.fromEntries(role.tags.map(({ key, value }) => [`aws:ResourceTag/${key}`, value])),
    ...tagConditions(asked.tags),
    'sts:RoleSessionName': asked.name,
    'sts:ExternalId': asked.externalId,
    'sts:SourceIdentity': asked.sourceIdentity,
  }
  const actions = ['sts:AssumeRole']
  if (asked.tags.tags.length > 0) actions.push('sts:TagSession')
  if (asked.sourceIdentity !== undefined) actions.push('sts:SetSourceIdentity')
  for (const action of actions) {
    const trust = { text: role.trust, source: 'trust policy' }
    const decision = await decide({ action, resource: role.arn, context, trust })
    if (decision.result !== 'Allow') throw notAuthorized(caller, action, role.arn)
  }
}
