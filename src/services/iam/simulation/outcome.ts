import { parseArn } from '../../../domain'
import {
  compile,
  type Decision,
  evaluate,
  type Finding,
  findings,
  type Grants,
  isFault,
  type Place,
  type Policy,
  type Question,
} from '../../../policy'
import type { Answer } from '../../operation'
import type { Stage } from './stage'

/** What becomes of one action on one resource. */
export interface Outcome {
  readonly resource: string
  readonly decision: 'allowed' | 'explicitDeny' | 'implicitDeny'
  readonly matched: readonly Answer[]
  /** Present across accounts: what each side says. */
  readonly sides?: Readonly<Record<string, string>>
  /** Absent without a boundary. */
  readonly boundaryAllows?: boolean
}

/** As AWS answers, whatever its model's list of values says. */
const types = { identity: 'IAM Policy', resource: 'Resource Policy' } as const
const words = { Allow: 'allowed', ExplicitDeny: 'explicitDeny', ImplicitDeny: 'implicitDeny' } as const

export function outcomeOf(stage: Stage, action: string, resource: string): Outcome {
  const question: Question = {
    principal: stage.caller,
    action,
    resource,
    resourceAccount: ownerOf(resource, stage.owner),
    context: stage.context,
  }
  const { grants } = stage
  const { result } = evaluate(question, grants)
  const { boundary } = grants
  return {
    resource,
    decision: words[result],
    matched: result === 'ImplicitDeny' ? [] : matchedBy(grants, question),
    ...(stage.caller.account === question.resourceAccount ? {} : { sides: sidesOf(grants, question) }),
    ...(boundary === undefined ? {} : { boundaryAllows: allowsAtHome({ identity: [boundary] }, question) }),
  }
}

function ownerOf(resource: string, otherwise: string): string {
  const account = parseArn(resource)?.account ?? ''
  return /^\d{12}$/.test(account) ? account : otherwise
}

/** The statements that determine the result: of each side, those that deny when there are any, else those that allow. A boundary only denies. */
function matchedBy({ identity, boundary, resource, trust }: Grants, question: Question): readonly Answer[] {
  const own = identity.flatMap((policy) => applied(policy, question))
  const bounds = applied(boundary, question).filter(({ effect }) => effect === 'Deny')
  return [
    ...matchedOn(applied(resource ?? trust, question), types.resource),
    ...matchedOn([...own, ...bounds], types.identity),
  ]
}

function applied(policy: Policy | undefined, question: Question): readonly Finding[] {
  if (policy === undefined) return []
  return findings(question, { identity: [policy] }).filter(({ missed }) => missed === undefined)
}

function matchedOn(all: readonly Finding[], type: string): readonly Answer[] {
  const denies = all.filter(({ effect }) => effect === 'Deny')
  return (denies.length > 0 ? denies : all).map(({ source, from, to }) => ({
    SourcePolicyId: source,
    SourcePolicyType: type,
    StartPosition: placeOnTheWire(from),
    EndPosition: placeOnTheWire(to),
  }))
}

function placeOnTheWire(place: Place | undefined): Answer | undefined {
  return place && { Line: place.line, Column: place.column }
}

/** Each side by itself: the caller's policies as if the resource were at home, the resource's as if the caller might do everything. */
function sidesOf(
  { identity, boundary, resource, trust }: Grants,
  question: Question,
): Readonly<Record<string, string>> {
  const home = { ...question, resourceAccount: question.principal.account }
  const theirs: Decision['result'] = evaluate(question, { identity: [everything], resource, trust }).result
  return {
    [types.identity]: words[evaluate(home, { identity, boundary }).result],
    [types.resource]: words[theirs],
  }
}

function allowsAtHome(grants: Grants, question: Question): boolean {
  return evaluate({ ...question, resourceAccount: question.principal.account }, grants).result === 'Allow'
}

const everything = compiled('{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}')

function compiled(text: string): Policy {
  const policy = compile(text, 'everything')
  if (isFault(policy)) throw new Error(policy.fault)
  return policy
}
