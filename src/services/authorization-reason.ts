import { findings, type Grants, type Policy, type PolicyKind, type Question } from '../policy'
import type { Judgement } from './access'
import type { Caller } from './operation'

/** How much is told: bounds on the length of a text, the length of a list, and the number of condition keys. */
export type Detail = 'all' | 'some' | 'least'

const bounds = {
  all: { text: 1_024, list: 50, keys: 100 },
  some: { text: 256, list: 5, keys: 40 },
  least: { text: 256, list: 1, keys: 0 },
} as const

type Bounds = (typeof bounds)[Detail]
interface Items<Item> {
  readonly items: readonly Item[]
}
interface Value {
  readonly value: string
}

/** As DecodeAuthorizationMessage tells it: https://docs.aws.amazon.com/STS/latest/APIReference/API_DecodeAuthorizationMessage.html */
export function reasonOf(
  { principal, userId }: Pick<Caller, 'principal' | 'userId'>,
  { decision, question, grants }: Judgement,
  detail: Detail,
): unknown {
  const bound = bounds[detail]
  const matched = grants === undefined ? [unreadable(decision.because)] : matchedBy(userId, question, grants, bound)
  const keys = [...question.context].slice(0, bound.keys)
  return {
    allowed: false,
    explicitDeny: decision.result === 'ExplicitDeny',
    matchedStatements: { items: matched.slice(0, bound.list) },
    failures: { items: [] },
    context: {
      principal: { id: userId, arn: principal.arn },
      action: question.action,
      resource: question.resource.slice(0, bound.text),
      conditions: { items: keys.map(([key, values]) => ({ key: key.slice(0, 256), values: listed(values, bound) })) },
    },
  }
}

/** A policy that cannot be read refuses everything, and is told by what is known of it. */
function unreadable(because: Judgement['decision']['because']): unknown {
  return { ...empty, statementId: because[0]?.statement ?? '', effect: 'DENY' }
}

const empty = {
  principals: { items: [] },
  principalGroups: { items: [] },
  actions: { items: [] },
  resources: { items: [] },
  conditions: { items: [] },
}

/** The statements that applied: those that deny when there are any, else those whose Allow was not enough. */
function matchedBy(userId: string, question: Question, grants: Grants, bound: Bounds): readonly unknown[] {
  const applied = policiesOf(grants).flatMap(([kind, policy]) => {
    const found = findings(question, { identity: [policy] })
    return policy.document.statements
      .filter((_, at) => found[at]?.missed === undefined)
      .map((statement) => ({ kind, statement }))
  })
  const denies = applied.filter(({ statement }) => statement.effect === 'Deny')
  return (denies.length > 0 ? denies : applied).map(({ kind, statement }) => ({
    statementId: (statement.sid ?? '').slice(0, bound.text),
    effect: statement.effect.toUpperCase(),
    principals: listed(principalsOf(userId, kind, statement), bound),
    principalGroups: { items: [] },
    actions: listed(statement.actions?.values ?? [], bound),
    resources: listed(statement.resources?.values ?? [], bound),
    conditions: {
      items: statement.conditions
        .slice(0, bound.keys)
        .map(({ key, values }) => ({ key: key.slice(0, 256), values: listed(values, bound) })),
    },
  }))
}

function policiesOf({
  identity,
  resource,
  trust,
  boundary,
  session,
}: Grants): readonly (readonly [PolicyKind, Policy])[] {
  const given: readonly (readonly [PolicyKind, readonly (Policy | undefined)[]])[] = [
    ['identity-based policy', identity],
    ['resource-based policy', [resource, trust]],
    ['permissions boundary', [boundary]],
    ['session policy', session ?? []],
  ]
  return given.flatMap(([kind, policies]) =>
    policies.flatMap((policy) => (policy === undefined ? [] : [[kind, policy] as const])),
  )
}

/** Whom a statement is about: for all but a resource's own policy, the role or user who has the policy. */
function principalsOf(
  userId: string,
  kind: PolicyKind,
  { principals }: Policy['document']['statements'][number],
): readonly string[] {
  if (kind !== 'resource-based policy') return [userId.split(':', 1)[0] ?? '']
  if (principals === undefined) return []
  return principals.written === '*' ? ['*'] : [...principals.written.values()].flat()
}

function listed(values: readonly string[], { list, text }: Bounds): Items<Value> {
  return { items: values.slice(0, list).map((value) => ({ value: value.slice(0, text) })) }
}
