import { ask } from '../../../asking/ask'
import { policyNameOf } from '../policies/policy-arn'
import type { Step } from '../steps/steps'
import type { Calls } from './calls'

/** The calls, to be made one after the other. */
export function makingOf({ create, attach, inline }: Calls): readonly Step[] {
  return [
    { what: `Create the role ${create.RoleName}`, does: () => ask('iam', 'CreateRole', create) },
    ...attach.map((input) => ({
      what: `Attach ${policyNameOf(input.PolicyArn)}`,
      does: () => ask('iam', 'AttachRolePolicy', input),
    })),
    ...inline.map((input) => ({
      what: `Put the inline policy ${input.PolicyName}`,
      does: () => ask('iam', 'PutRolePolicy', input),
    })),
  ]
}
