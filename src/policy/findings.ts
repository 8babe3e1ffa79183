import { actionFits, type Policy, type Statement } from './compile'
import { holds } from './condition'
import type { Finding, PolicyKind } from './decision'
import { matches } from './pattern'
import { namedBy } from './principal'
import type { Question } from './question'

/** Why: every statement that bears on the question, and what kept those from applying that did not. */
export function findings(
  question: Question,
  grants: {
    readonly identity: readonly Policy[]
    readonly resource?: Policy
    readonly trust?: Policy
    readonly boundary?: Policy
    readonly session?: readonly Policy[]
  },
): readonly Finding[] {
  const policies: readonly (readonly [PolicyKind, Policy | undefined])[] = [
    ...grants.identity.map((it) => ['identity-based policy', it] as const),
    ['resource-based policy', grants.resource],
    ['resource-based policy', grants.trust],
    ['permissions boundary', grants.boundary],
    ...(grants.session ?? []).map((it) => ['session policy', it] as const),
  ]
  return policies.flatMap(([kind, policy]) =>
    policy === undefined ? [] : policy.statements.map((statement) => finding(kind, policy, statement, question)),
  )
}

function finding(kind: PolicyKind, policy: Policy, statement: Statement, question: Question): Finding {
  const missed = missedBy(statement, question)
  return {
    statement: statement.name,
    source: policy.source,
    kind,
    effect: statement.effect,
    from: statement.from,
    to: statement.to,
    ...(missed === undefined ? {} : { missed }),
  }
}

function missedBy(
  { actions, resources, principals, conditions, effect }: Statement,
  question: Question,
): string | undefined {
  if (!actionFits(actions, question.action.toLowerCase())) return `the action ${question.action}`
  const fits =
    resources?.patterns.some((pattern) => matches(pattern, question.resource, question.context, true) === true) ?? true
  if (fits === (resources?.not ?? false)) return `the resource ${question.resource}`
  if (principals !== undefined && (namedBy(principals, question.principal) === 'not') !== principals.not)
    return 'the principal'
  for (const condition of conditions) {
    const answer = holds(condition, question.context)
    if (answer === false || (answer === undefined && effect === 'Allow')) return `the condition ${condition.written}`
  }
  return undefined
}
