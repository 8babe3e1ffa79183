import type { Policy } from './compile'
import type { Finding, PolicyKind } from './decision'
import type { Grants } from './grants'
import { missedBy } from './missed'
import type { Question } from './question'
import type { Statement } from './statement'

/** Why, whatever the answer: every statement that bears on the question, and what kept those from applying that did not. */
export function findings(question: Question, grants: Grants): readonly Finding[] {
  const policies: readonly (readonly [PolicyKind, Policy | undefined])[] = [
    ...grants.identity.map((it) => ['identity-based policy', it] as const),
    ['resource-based policy', grants.resource],
    ['resource-based policy', grants.trust],
    ['permissions boundary', grants.boundary],
    ...(grants.session ?? []).map((it) => ['session policy', it] as const),
  ]
  return policies.flatMap(([kind, policy]) =>
    policy === undefined
      ? []
      : policy.statements.map((statement) => finding(kind, policy.source, statement, question, grants)),
  )
}

function finding(kind: PolicyKind, source: string, statement: Statement, question: Question, grants: Grants): Finding {
  const missed = givesNothing(kind, statement) ?? missedBy(statement, question, grants.boundary !== undefined)
  return {
    statement: statement.name,
    source,
    kind,
    effect: statement.effect,
    from: statement.from,
    to: statement.to,
    ...(missed === undefined ? {} : { missed }),
  }
}

/** An Allow must say to whom, in a resource's own policy, and to what, in any other. */
function givesNothing(kind: PolicyKind, { effect, resources, principals }: Statement): string | undefined {
  if (effect === 'Deny') return undefined
  if (kind !== 'resource-based policy') return resources === undefined ? 'Resource is missing' : undefined
  return principals === undefined ? 'Principal is missing' : undefined
}
