import { type Policy, speakingOf } from './compile'
import { holds } from './condition'
import type { Decision, PolicyKind } from './decision'
import { findings } from './findings'
import type { Grants } from './grants'
import { matches, matchesFixed } from './pattern'
import { type Named, namedBy, stronger } from './principal'
import type { Question } from './question'
import { mayFit } from './sieve'
import type { Statement } from './statement'

/**
 * May it be done? An explicit deny anywhere wins; then what allows, and what limits it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluate(question: Question, grants: Grants): Decision {
  const action = question.action.toLowerCase()
  const denied = whoDenies(question, action, grants)
  if (denied !== undefined) return decided('ExplicitDeny', denied, question, grants)
  const [lacking, by] = decide(question, action, grants)
  return decided(lacking ? 'ImplicitDeny' : 'Allow', by, question, grants)
}

/** The reasons cost more than the decision, so they are put together when they are read. */
function decided(result: Decision['result'], by: PolicyKind, question: Question, grants: Grants): Decision {
  return {
    result,
    by,
    get because() {
      return findings(question, grants)
    },
  }
}

function whoDenies(question: Question, action: string, grants: Grants): PolicyKind | undefined {
  const { identity, resource, trust, boundary, session } = grants
  const bounded = boundary !== undefined
  if (anyDenies(identity, question, action)) return 'identity-based policy'
  if (resource !== undefined && denies(resource, question, action, bounded)) return 'resource-based policy'
  if (trust !== undefined && denies(trust, question, action, bounded)) return 'resource-based policy'
  if (boundary !== undefined && denies(boundary, question, action, bounded)) return 'permissions boundary'
  if (session !== undefined && anyDenies(session, question, action)) return 'session policy'
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
  for (const policy of policies) if (denies(policy, question, action, false)) return true
  return false
}

function anyAllows(policies: readonly Policy[], question: Question, action: string): boolean {
  for (const policy of policies) if (allows(policy, question, action)) return true
  return false
}

function denies(policy: Policy, question: Question, action: string, bounded: boolean): boolean {
  const sieve = speakingOf(policy, action).deny
  const { statements } = sieve
  for (let at = 0; at < statements.length; at += 1) {
    if (!mayFit(sieve, at, question.resource)) continue
    const statement = statements[at]
    if (statement !== undefined && applies(statement, question, bounded) !== 'not') return true
  }
  return false
}

/** A statement without a resource allows nothing. */
function allows(policy: Policy, question: Question, action: string): boolean {
  const sieve = speakingOf(policy, action).allow
  const { statements } = sieve
  for (let at = 0; at < statements.length; at += 1) {
    if (!mayFit(sieve, at, question.resource)) continue
    const statement = statements[at]
    if (statement?.resources !== undefined && applies(statement, question, false) !== 'not') return true
  }
  return false
}

/** How strongly a resource's own policy grants it to the caller. A statement without a principal grants to nobody. */
function grantedTo(policy: Policy, question: Question, action: string): Named {
  let best: Named = 'not'
  for (const statement of speakingOf(policy, action).allow.statements)
    if (statement.principals !== undefined) best = stronger(best, applies(statement, question, false))
  return best
}

/** Whether a statement whose action fits applies, and how it names the caller (`named` where it names none). */
function applies(
  { effect, resources, principals, conditions }: Statement,
  question: Question,
  bounded: boolean,
): Named {
  const allow = effect === 'Allow'
  if (resources !== undefined && !resourceFits(resources, question, allow)) return 'not'
  const named = principals === undefined ? 'named' : namedBy(principals, effect, question.principal, bounded)
  if (named === 'not') return 'not'
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
    const matched = matches(pattern, question.resource, question.context)
    if (matched) return !resources.not
    if (matched === undefined) unknown = true
  }
  return resources.not && !(unknown && allow)
}
