import { isNamespace, isSubdomain, parseArn, roleNameOf } from '../../../../src/domain'
import { validate } from '../../../../src/policy'
import { troubleOf } from '../../../shown/tag-rows'
import type { Draft, Faults, Field } from './draft'

/** What STS takes as a session policy. */
export const longestPolicy = 2048
const mostTags = 50

interface Here {
  /** Twelve digits. */
  readonly account: string
  readonly partition: string
}

/** What the server would refuse, told before it is asked. `undefined` members are absent: nothing is wrong with them. */
export function faultsOf(draft: Draft, here: Here): Faults {
  const all: readonly (readonly [Field, string | undefined])[] = [
    ['namespace', namespaceFault(draft.namespace)],
    ['serviceAccount', serviceAccountFault(draft.serviceAccount)],
    ['roleArn', roleFault(draft.roleArn, here)],
    ['targetRoleArn', targetFault(draft.targetRoleArn, here)],
    ['policy', policyFault(draft.policy)],
    ['tags', tagsFault(draft.tags)],
  ]
  return Object.fromEntries(all.filter(([, fault]) => fault !== undefined))
}

function namespaceFault(text: string): string | undefined {
  if (text === '') return 'Say which namespace.'
  if (isNamespace(text)) return undefined
  if (text.length > 63) return 'A namespace has at most 63 characters.'
  return 'A namespace has lower-case letters, digits and hyphens, and begins and ends with a letter or digit.'
}

function serviceAccountFault(text: string): string | undefined {
  if (text === '') return 'Say which service account.'
  if (isSubdomain(text)) return undefined
  if (text.length > 253) return 'A service account has at most 253 characters.'
  return 'A service account has lower-case letters, digits, hyphens and dots, and each part begins and ends with a letter or digit.'
}

function roleFault(text: string, { account }: Here): string | undefined {
  if (text === '') return 'Choose the role.'
  if (roleNameOf(text) === undefined) return `This is not the ARN of a role: arn:aws:iam::${account}:role/NAME`
  if (parseArn(text)?.account !== account)
    return `Only a role of this account (${account}) can be given to pods. A role of another account goes below, as the target role.`
  return undefined
}

function targetFault(text: string, { partition }: Here): string | undefined {
  if (text === '') return undefined
  const arn = parseArn(text)
  const fits = arn?.partition === partition && arn.region === '' && /^\d{12}$/.test(arn.account)
  return fits && /^[\w+=,.@-]{1,64}$/.test(roleNameOf(text) ?? '') && text.length <= 2048
    ? undefined
    : `This is not the ARN of an IAM role: arn:${partition}:iam::ACCOUNT:role/NAME`
}

function policyFault(text: string): string | undefined {
  if (text === '') return undefined
  if (text.length > longestPolicy)
    return `A session policy has at most ${longestPolicy} characters; this one has ${text.length}.`
  const wrong = validate(text, 'session')
  return wrong === undefined ? undefined : `Line ${wrong.line}, column ${wrong.column}: ${wrong.fault}`
}

function tagsFault(tags: Draft['tags']): string | undefined {
  if (tags.length > mostTags) return `There are at most ${mostTags} tags.`
  for (const tag of tags) {
    const trouble = troubleOf(tag, tags)
    if (trouble !== undefined) return trouble
  }
  return undefined
}
