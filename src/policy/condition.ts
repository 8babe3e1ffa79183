import { type Operator, operators, opposites, truthOf } from './operators'
import { isArn, matches, patternOf } from './pattern'
import type { Context } from './question'
import { partsOf, resolved, variablesIn } from './variables'

/** One key of one operator of a Condition block. */
export interface Condition {
  /** Operator and key as written, to speak of them. */
  readonly operator: string
  readonly writtenKey: string
  /** In lower case. */
  readonly key: string
  /** The keys that variables in its values ask for, as written. */
  readonly variables: readonly string[]
  /** Undefined: the operator is not known, so the answer never is. It keeps an Allow from applying, and no Deny. */
  readonly test: Test | undefined
}

/** Whether a value of the request is as one value of the policy says. */
type Value = (asked: string, context: Context) => boolean | undefined

type Test =
  | { readonly kind: 'null'; readonly values: readonly (boolean | undefined)[] }
  | {
      readonly kind: 'compare'
      readonly values: readonly Value[]
      readonly negated: boolean
      readonly ifExists: boolean
      readonly set?: 'all' | 'any'
    }

export function conditionOf(operator: string, key: string, values: readonly string[], variables: boolean): Condition {
  const found = readOperator(operator)
  const replaces = variables && found !== undefined && found.kind === 'compare' && takesVariables(found.row)
  return {
    operator,
    writtenKey: key,
    key: key.toLowerCase(),
    variables: replaces ? values.flatMap((value) => variablesIn(partsOf(value, 0))) : [],
    test: found === undefined ? undefined : testOf(found, values, replaces),
  }
}

export function isOperator(written: string): boolean {
  return readOperator(written) !== undefined
}

/** The row behind an operator as written. */
export function rowOf(written: string): Operator | undefined {
  const found = readOperator(written)
  return found?.kind === 'compare' ? found.row : undefined
}

type Found =
  | { readonly kind: 'null' }
  | {
      readonly kind: 'compare'
      readonly row: Operator
      readonly negated: boolean
      readonly ifExists: boolean
      readonly set?: 'all' | 'any'
    }

function readOperator(written: string): Found | undefined {
  const [, prefix, rest = ''] = /^(ForAllValues:|ForAnyValue:)?(.*)$/s.exec(written) ?? []
  if (rest === 'Null') return prefix === undefined ? { kind: 'null' } : undefined
  const ifExists = rest.endsWith('IfExists')
  const name = ifExists ? rest.slice(0, -'IfExists'.length) : rest
  const opposite = opposites.get(name)
  const row = operators.get(opposite ?? name)
  if (row === undefined) return undefined
  const set = prefix === undefined ? undefined : prefix === 'ForAllValues:' ? 'all' : 'any'
  return { kind: 'compare', row, negated: opposite !== undefined, ifExists, ...(set === undefined ? {} : { set }) }
}

function takesVariables(row: Operator): boolean {
  return 'manner' in row || row.variables === true
}

function testOf(found: Found, values: readonly string[], variables: boolean): Test {
  if (found.kind === 'null') return { kind: 'null', values: values.map(truthOf) }
  const { row, negated, ifExists, set } = found
  const read = (value: string): Value => comparison(row, value, variables, negated)
  return { kind: 'compare', values: values.map(read), negated, ifExists, ...(set === undefined ? {} : { set }) }
}

function comparison(row: Operator, written: string, variables: boolean, negated: boolean): Value {
  // A variable without a value equals nothing. That something differs from it is another matter: it must not widen an Allow.
  const unresolved = negated ? undefined : false
  if ('manner' in row) {
    const pattern = patternOf(written, row.manner, variables)
    const matched: Value = (asked, context) => matches(pattern, asked, context) ?? unresolved
    if (row.manner !== 'arn' || written === '*') return matched
    return isArn(written) ? (asked, context) => isArn(asked) && matched(asked, context) : () => undefined
  }
  const parts = variables ? partsOf(written, 0) : undefined
  if (parts === undefined) return row.reads(written)
  return (asked, context) => {
    const text = resolved(parts, context)
    return text === undefined ? unresolved : row.reads(text)(asked)
  }
}

/** Whether the condition holds; undefined when that cannot be known. */
export function holds({ test, key }: Condition, context: Context): boolean | undefined {
  if (test === undefined) return undefined
  const asked = context.get(key)
  if (test.kind === 'null') return nullHolds(test.values, asked === undefined || asked.length === 0)
  if (asked === undefined || isNothing(asked, test.set)) {
    // AWS's pages disagree on ForAnyValue with IfExists for a key that is not there.
    if (test.set === 'any') return test.ifExists ? undefined : false
    return test.ifExists || test.set === 'all' || test.negated
  }
  // Without ForAllValues or ForAnyValue, a negated operator wants all values to differ, any other one value that fits.
  const all = test.set === 'all' || (test.set === undefined && test.negated)
  let answer: boolean | undefined = all
  for (const value of asked) {
    const matched = matchesAny(test.values, value, context)
    const fits = matched === undefined ? undefined : matched !== test.negated
    if (fits === !all) return fits
    if (fits === undefined) answer = undefined
  }
  return answer
}

/** For set operators, nothing but empty texts is nothing. */
function isNothing(asked: readonly string[], set: 'all' | 'any' | undefined): boolean {
  if (set === undefined) return asked.length === 0
  for (const value of asked) if (value !== '') return false
  return true
}

function nullHolds(values: readonly (boolean | undefined)[], absent: boolean): boolean | undefined {
  let answer: boolean | undefined = false
  for (const wanted of values) {
    if (wanted === absent) return true
    if (wanted === undefined) answer = undefined
  }
  return answer
}

function matchesAny(values: readonly Value[], asked: string, context: Context): boolean | undefined {
  let answer: boolean | undefined = false
  for (const value of values) {
    const matched = value(asked, context)
    if (matched === true) return true
    if (matched === undefined) answer = undefined
  }
  return answer
}
