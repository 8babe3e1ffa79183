import { type Policy, type Statement, speakingOf } from './compile'
import { holds } from './condition'
import type { Decision, PolicyKind } from './decision'
import { findings } from './findings'
import { matches, matchesFixed } from './pattern'
import { type Named, namedBy, stronger } from './principal'
import type { Question } from './question'

/** What bears on a question. */
export interface Grants {
  readonly identity: readonly Policy[]
  /** The resource's own policy, such as a bucket's. */
  readonly resource?: Policy
  /** A role's trust policy: it must allow. */
  readonly trust?: Policy
  readonly boundary?: Policy
  /** Undefined: the session is not limited. Several limit together what any of them allows. */
  readonly session?: readonly Policy[]
}

/**
 * May it be done? An explicit deny anywhere wins; then what allows, and what limits it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluate(question: Question, grants: Grants): Decision {
  const action = question.action.toLowerCase()
  const denied = whoDenies(question, action, grants)
  if (denied !== undefined) return { result: 'ExplicitDeny', by: denied, because: findings(question, grants) }
  const [lacking, by] = decide(question, action, grants)
  return lacking
    ? { result: 'ImplicitDeny', by, because: findings(question, grants) }
    : { result: 'Allow', by, because: [] }
}

function whoDenies(question: Question, action: string, grants: Grants): PolicyKind | undefined {
  if (anyDenies(grants.identity, question, action)) return 'identity-based policy'
  if (grants.resource !== undefined && denies(grants.resource, question, action)) return 'resource-based policy'
  if (grants.trust !== undefined && denies(grants.trust, question, action)) return 'resource-based policy'
  if (grants.boundary !== undefined && denies(grants.boundary, question, action)) return 'permissions boundary'
  if (grants.session !== undefined && anyDenies(grants.session, question, action)) return 'session policy'
  return undefined
}

/** Whether something lacks, and which kind of policy lacks it (or grants). */
function decide(question: Question, action: string, grants: Grants): readonly [lacking: boolean, by: PolicyKind] {
  const { principal, resourceAccount } = question
  const own = grants.trust ?? grants.resource
  const named = own === undefined ? 'not' : grantedTo(own, question, action)
  if (principal.account === '') return [named === 'not', 'resource-based policy']

  const across = principal.account !== resourceAccount
  if ((across || grants.trust !== undefined) && named === 'not') return [true, 'resource-based policy']
  if (!across && named === 'own') return [false, 'resource-based policy']
  const byResource = !across && named === 'named'
  const byIdentity = byResource || principal.kind === 'account' || anyAllows(grants.identity, question, action)
  if (!byIdentity) return [true, 'identity-based policy']
  if (grants.boundary !== undefined && !allows(grants.boundary, question, action)) return [true, 'permissions boundary']
  if (grants.session !== undefined && !anyAllows(grants.session, question, action)) return [true, 'session policy']
  return [false, byResource ? 'resource-based policy' : 'identity-based policy']
}

function anyDenies(policies: readonly Policy[], question: Question, action: string): boolean {
  for (const policy of policies) if (denies(policy, question, action)) return true
  return false
}

function anyAllows(policies: readonly Policy[], question: Question, action: string): boolean {
  for (const policy of policies) if (allows(policy, question, action)) return true
  return false
}

function denies(policy: Policy, question: Question, action: string): boolean {
  for (const statement of speakingOf(policy, action).deny) if (applies(statement, question) !== 'not') return true
  return false
}

function allows(policy: Policy, question: Question, action: string): boolean {
  for (const statement of speakingOf(policy, action).allow) if (applies(statement, question) !== 'not') return true
  return false
}

/** How strongly a resource's own policy grants it to the caller. A statement without a principal grants to nobody. */
function grantedTo(policy: Policy, question: Question, action: string): Named {
  let best: Named = 'not'
  for (const statement of speakingOf(policy, action).allow) {
    if (statement.principals !== undefined) best = stronger(best, applies(statement, question))
  }
  return best
}

/** Whether a statement whose action fits applies, and how it names the caller (`named` where it names none). */
export function applies(statement: Statement, question: Question): Named {
  const allow = statement.effect === 'Allow'
  const { resources, principals, conditions } = statement
  if (resources !== undefined && !resourceFits(resources, question, allow)) return 'not'
  let named: Named = 'named'
  if (principals !== undefined) {
    named = namedBy(principals, question.principal)
    if (principals.not) named = named === 'not' ? 'named' : 'not'
    if (named === 'not') return 'not'
  }
  for (const condition of conditions) {
    const answer = holds(condition, question.context)
    // What cannot be known keeps an Allow from applying, and never a Deny.
    if (answer === false || (answer === undefined && allow)) return 'not'
  }
  return named
}

function resourceFits(resources: NonNullable<Statement['resources']>, question: Question, allow: boolean): boolean {
  const { patterns } = resources
  const [only] = patterns
  if (patterns.length === 1 && only?.fixed !== undefined)
    return matchesFixed(only.fixed, question.resource) !== resources.not
  let unknown = false
  for (const pattern of patterns) {
    const matched = matches(pattern, question.resource, question.context, true)
    if (matched) return !resources.not
    if (matched === undefined) unknown = true
  }
  return resources.not && !(unknown && allow)
}
