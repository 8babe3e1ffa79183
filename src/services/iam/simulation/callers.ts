import { parseArn } from '../../../domain'
import type { Principal } from '../../../policy'
import type { Said } from '../../operation'
import { maybeText } from '../../said'
import { invalid } from '../faults'

/** The user who is to be thought of as the caller. As on AWS, only a user can be. */
export function saidCaller({ CallerArn }: Said): Principal | undefined {
  const arn = maybeText(CallerArn)
  if (arn === undefined) return undefined
  const parsed = parseArn(arn)
  if (parsed?.service !== 'iam' || !parsed.resource.startsWith('user/') || !/^\d{12}$/.test(parsed.account))
    throw invalid(`CallerArn must be the ARN of an IAM user, not ${arn}.`)
  return { kind: 'user', arn, account: parsed.account, ids: [] }
}

/** The account that owns what does not say it: ARNs only, the account's number is none to AWS. */
export function saidOwner({ ResourceOwner }: Said): string | undefined {
  const owner = maybeText(ResourceOwner)
  if (owner === undefined) return undefined
  const parsed = parseArn(owner)
  if (parsed?.service !== 'iam' || parsed.resource !== 'root' || !/^\d{12}$/.test(parsed.account))
    throw invalid(`'${owner}' is not a valid as a Resource Owner.`)
  return parsed.account
}
