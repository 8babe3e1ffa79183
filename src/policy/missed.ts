import { type Condition, holds } from './condition'
import { matches, type Pattern } from './pattern'
import { namedBy } from './principal'
import type { Context, Question } from './question'
import { actionFits, type Statement } from './statement'

/** What kept a statement from applying: the first element that did, in the order AWS writes them. Undefined when it applies. */
export function missedBy(statement: Statement, question: Question, bounded: boolean): string | undefined {
  return (
    missedAction(statement, question) ??
    missedResource(statement, question) ??
    missedPrincipal(statement, question, bounded) ??
    missedCondition(statement, question)
  )
}

function missedAction({ actions }: Statement, { action }: Question): string | undefined {
  if (actionFits(actions, action.toLowerCase())) return undefined
  return actions.not ? `NotAction leaves out ${action}` : `Action does not name ${action}`
}

function missedResource({ resources, effect }: Statement, { resource, context }: Question): string | undefined {
  if (resources === undefined) return undefined
  const answers = resources.patterns.map((pattern) => matches(pattern, resource, context))
  if (answers.includes(true)) return resources.not ? `NotResource leaves out ${resource}` : undefined
  const unknown = resources.patterns[answers.indexOf(undefined)]
  if (resources.not)
    return unknown !== undefined && effect === 'Allow' ? noValue('NotResource', unknown, context) : undefined
  return unknown === undefined ? `Resource does not name ${resource}` : noValue('Resource', unknown, context)
}

function noValue(element: string, { parts }: Pattern, context: Context): string {
  const absent = parts?.find((part) => 'key' in part && context.get(part.key)?.length !== 1)
  const key = absent !== undefined && 'key' in absent ? absent.written : ''
  return `${element} has a variable without a value: \${${key}}`
}

function missedPrincipal(
  { principals, effect }: Statement,
  { principal }: Question,
  bounded: boolean,
): string | undefined {
  if (principals === undefined || namedBy(principals, effect, principal, bounded) !== 'not') return undefined
  const who = principal.kind === 'anonymous' ? 'an anonymous caller' : principal.arn
  return principals.not ? `NotPrincipal leaves out ${who}` : `Principal does not name ${who}`
}

function missedCondition({ conditions, effect }: Statement, { context }: Question): string | undefined {
  for (const condition of conditions) {
    const answer = holds(condition, context)
    if (answer === false || (answer === undefined && effect === 'Allow')) return inWords(condition, answer, context)
  }
  return undefined
}

function inWords({ operator, writtenKey, key, test }: Condition, answer: false | undefined, context: Context): string {
  const it = `Condition ${operator} of ${writtenKey}`
  if (test === undefined) return `${it} has an operator that is not known`
  if (test.kind !== 'null' && (context.get(key) ?? []).length === 0)
    return `${it} does not hold: the request has no such key`
  return answer === false
    ? `${it} does not hold`
    : `${it} cannot be decided: a value cannot be read, or a variable has none`
}
