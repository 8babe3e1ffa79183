import { type ManagedPolicy, parseArn } from '../../domain'
import type { Tables } from '../../store'
import { Fault, found } from '../fault'
import { type Answer, type Operation, operation, type Parts, type Said } from '../operation'
import { text } from '../said'
import { countUses } from './attachments'
import { awsManagedPolicies } from './aws-managed'
import { invalid, noSuch, notValid } from './faults'
import type { Conditions } from './identities'
import { resourceTags, someTags, tagsOnTheWire } from './tags'

/** A managed policy, AWS's own or this account's. */
export async function policyByArn(of: Pick<Tables, 'policies'>, arn: string): Promise<ManagedPolicy | undefined> {
  return awsManagedPolicies.get(arn) ?? (await of.policies.get(arn))
}

/** The document that counts: that of the policy's default version. */
export async function policyTextByArn(of: Pick<Tables, 'policies'>, arn: string): Promise<string | undefined> {
  const policy = await policyByArn(of, arn)
  return policy?.versions.find(({ id }) => id === policy.defaultVersion)?.document
}

/** The ARN of a managed policy as said; refuses what no policy can be called. */
export function policyArn(value: unknown): string {
  const arn = text(value)
  const parsed = /^[\x21-\x7e]+$/.test(arn) ? parseArn(arn) : undefined
  if (parsed === undefined) throw notValid('Invalid ARN:  Could not be parsed!')
  if (parsed.service !== 'iam' || !parsed.resource.startsWith('policy/')) throw invalid(`ARN ${arn} is not valid.`)
  return arn
}

export function noPolicy(arn: string): Fault {
  return noSuch(`Policy ${arn} was not found.`)
}

export function noVersion(arn: string, version: string): Fault {
  return noSuch(`Policy ${arn} version ${version} does not exist or is not attachable.`)
}

export async function existing(of: Tables, arn: string): Promise<ManagedPolicy> {
  return found(await policyByArn(of, arn), () => noPolicy(arn))
}

/** The policy, if it is this account's. AWS's belong to AWS, so that nobody here is authorized to change them. */
export async function own(
  tx: Tables,
  arn: string,
  asked: { readonly operation: string; readonly caller: Parts['caller'] },
  otherwise = noPolicy(arn),
): Promise<ManagedPolicy> {
  if (awsManagedPolicies.has(arn)) {
    throw new Fault(
      'AccessDenied',
      `User: ${asked.caller.principal.arn} is not authorized to perform: iam:${asked.operation} on resource: policy ${arn}`,
    )
  }
  return found(await tx.policies.get(arn), () => otherwise)
}

/** An operation on the one managed policy that its input names. */
export function onPolicy<More>(it: {
  readonly operation: string
  readonly more: (said: Said) => More
  readonly conditions?: (more: More) => Conditions
  readonly handle: (arn: string, more: More, parts: Parts) => Promise<Answer>
}): Operation<{ readonly arn: string; readonly more: More }> {
  return operation({
    service: 'iam',
    name: it.operation,
    input: (said) => ({ arn: policyArn(said.PolicyArn), more: it.more(said) }),
    need: async ({ arn, more }, { store }) => ({
      action: `iam:${it.operation}`,
      resource: arn,
      context: { ...resourceTags((await policyByArn(store, arn))?.tags), ...it.conditions?.(more) },
    }),
    handle: ({ arn, more }, parts) => it.handle(arn, more, parts),
    about: ({ arn }) => [{ type: 'AWS::IAM::Policy', name: arn }],
  })
}

/** As ListPolicies tells it, without description and tags. */
export async function policyOnTheWire(of: Tables, policy: ManagedPolicy): Promise<Answer> {
  const uses = await countUses(of, policy.arn)
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: policy.defaultVersion,
    AttachmentCount: uses.attached,
    PermissionsBoundaryUsageCount: uses.boundaries,
    IsAttachable: true,
    CreateDate: new Date(policy.createdAt),
    UpdateDate: new Date(policy.updatedAt),
  }
}

/** As CreatePolicy tells it: tags only when there are some. */
export async function newPolicyOnTheWire(of: Tables, policy: ManagedPolicy): Promise<Answer> {
  return { ...(await policyOnTheWire(of, policy)), Tags: someTags(policy.tags) }
}

/** As GetPolicy tells it. */
export async function wholePolicyOnTheWire(of: Tables, policy: ManagedPolicy): Promise<Answer> {
  return {
    ...(await policyOnTheWire(of, policy)),
    Description: policy.description,
    Tags: tagsOnTheWire(policy.tags),
  }
}
