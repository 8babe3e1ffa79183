import { validate } from '../../policy'
import { Fault } from '../fault'
import { policyTextByArn } from '../iam/managed-policies'
import type { Parts, Said } from '../operation'
import { maybeList, maybeText, structure } from '../said'
import { notValid, wrongParameter } from './faults'

/** What limits a session: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session */
export interface SessionPolicies {
  readonly policy?: string
  /** Absent when none are given. */
  readonly policyArns?: readonly string[]
}

/** Characters of all session policies together. */
const mostText = 2_048
const mostArns = 10

export function saidPolicies({ Policy, PolicyArns }: Said): SessionPolicies {
  const policy = maybeText(Policy)
  const arns = maybeList(PolicyArns)?.map((it) => maybeText(structure(it).arn))
  const policyArns = arns?.filter((arn) => arn !== undefined)
  if (arns !== undefined && policyArns?.length !== arns.length) throw notValid('A policy ARN is missing.')
  if (policyArns !== undefined && policyArns.length > mostArns)
    throw notValid(
      `1 validation error detected: Value at 'policyArns' failed to satisfy constraint: Member must have length less than or equal to ${mostArns}`,
    )
  if (policy !== undefined && policy.length > mostText)
    throw notValid(
      `1 validation error detected: Value at 'policy' failed to satisfy constraint: Member must have length less than or equal to ${mostText}`,
    )
  const fault = policy === undefined ? undefined : validate(policy, 'session')
  if (fault !== undefined) throw new Fault('MalformedPolicyDocument', fault.fault)
  return { policy, policyArns: policyArns?.length ? policyArns : undefined }
}

/** Characters of what a session carries: the text and the ARNs, not what they name. Refuses ARNs of no policy, and more than there is room for. */
export async function policySize(
  { store }: Pick<Parts, 'store'>,
  { policy, policyArns = [] }: SessionPolicies,
): Promise<number> {
  let size = policy?.length ?? 0
  for (const arn of policyArns) {
    if ((await policyTextByArn(store, arn)) === undefined)
      throw wrongParameter(`Policy ${arn} does not exist or is not attachable.`)
    size += arn.length
  }
  if (size > mostText)
    throw new Fault(
      'PackedPolicyTooLarge',
      `Packed policy consumes ${Math.ceil((100 * size) / mostText)}% of allotted space, please use smaller policy.`,
    )
  return size
}
