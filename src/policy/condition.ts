import { type Operator, operators, opposites } from './operators'
import { matches, type Pattern, patternOf, resolved } from './pattern'
import type { Context } from './question'

/** One key of one operator of a Condition block. */
export interface Condition {
  /** Operator and key as written, to speak of them. */
  readonly written: string
  readonly writtenKey: string
  /** In lower case. */
  readonly key: string
  readonly values: readonly Pattern[]
  readonly test: Test | undefined
}

type Test =
  | { readonly kind: 'null' }
  | {
      readonly kind: 'compare'
      readonly operator: Operator
      readonly negated: boolean
      readonly ifExists: boolean
      readonly set?: 'all' | 'any'
    }

/** An operator that is not known gives a condition whose answer is never known: it keeps an Allow from applying, and no Deny. */
export function conditionOf(operator: string, key: string, values: readonly string[], variables: boolean): Condition {
  const test = testOf(operator)
  const wildcards = test?.kind === 'compare' && test.operator.pattern === true
  return {
    written: `${operator} ${key}`,
    writtenKey: key,
    key: key.toLowerCase(),
    values: values.map((value) => patternOf(value, { wildcards, variables })),
    test,
  }
}

export function isOperator(written: string): boolean {
  return testOf(written) !== undefined
}

function testOf(written: string): Test | undefined {
  const [, prefix, rest = ''] = /^(ForAllValues:|ForAnyValue:)?(.*)$/.exec(written) ?? []
  if (rest === 'Null') return prefix === undefined ? { kind: 'null' } : undefined
  const ifExists = rest.endsWith('IfExists')
  const name = ifExists ? rest.slice(0, -'IfExists'.length) : rest
  const opposite = opposites.get(name)
  const operator = operators.get(opposite ?? name)
  if (operator === undefined) return undefined
  const set = prefix === undefined ? undefined : prefix === 'ForAllValues:' ? 'all' : 'any'
  return { kind: 'compare', operator, negated: opposite !== undefined, ifExists, ...(set === undefined ? {} : { set }) }
}

/** Whether the condition holds; undefined when that cannot be known. */
export function holds({ test, key, values }: Condition, context: Context): boolean | undefined {
  if (test === undefined) return undefined
  const asked = context.get(key)
  const absent = asked === undefined || asked.length === 0
  if (test.kind === 'null') return nullHolds(values, absent)
  if (absent) {
    if (test.ifExists || test.set === 'all') return true
    if (test.set === 'any') return false
    return test.negated
  }
  const one = (value: string): boolean | undefined => {
    const matched = matchesAny(test, values, value, context)
    return matched === undefined ? undefined : matched !== test.negated
  }
  // Without ForAllValues or ForAnyValue, a negated operator wants all values to differ, any other one value that fits.
  const all = test.set === 'all' || (test.set === undefined && test.negated)
  return all ? every(asked, one) : some(asked, one)
}

function nullHolds(values: readonly Pattern[], absent: boolean): boolean | undefined {
  return some(values, ({ text }) => {
    const wanted = text.toLowerCase()
    return wanted === 'true' ? absent : wanted === 'false' ? !absent : undefined
  })
}

function matchesAny(
  { operator, negated }: { readonly operator: Operator; readonly negated: boolean },
  values: readonly Pattern[],
  asked: string,
  context: Context,
): boolean | undefined {
  // A variable without a value equals nothing. That something differs from it is another matter: it must not widen an Allow.
  const unresolved = negated ? undefined : false
  return some(values, (written) => {
    if (operator.pattern === true) return matches(written, asked, context, true) ?? unresolved
    const text = resolved(written, context)
    return text === undefined ? unresolved : operator.compare(asked, text)
  })
}

function some<Thing>(things: readonly Thing[], test: (thing: Thing) => boolean | undefined): boolean | undefined {
  let known: boolean | undefined = false
  for (const thing of things) {
    const answer = test(thing)
    if (answer === true) return true
    if (answer === undefined) known = undefined
  }
  return known
}

function every<Thing>(things: readonly Thing[], test: (thing: Thing) => boolean | undefined): boolean | undefined {
  let known: boolean | undefined = true
  for (const thing of things) {
    const answer = test(thing)
    if (answer === false) return false
    if (answer === undefined) known = undefined
  }
  return known
}
