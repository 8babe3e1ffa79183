import { type Condition, conditionOf } from './condition'
import type { Place } from './decision'
import type { WrittenStatement } from './document'
import { matchesFixed, type Pattern, patternOf } from './pattern'

/** A statement made ready to be asked. */
export interface Statement {
  readonly name: string
  readonly effect: 'Allow' | 'Deny'
  /** In lower case. */
  readonly actions: Patterns
  readonly resources?: Patterns
  readonly principals?: WrittenStatement['principals']
  readonly conditions: readonly Condition[]
  /** Where it begins and ends as AWS tells it, lines and columns from 1. */
  readonly from: Place
  readonly to: Place
}

export interface Patterns {
  readonly not: boolean
  readonly patterns: readonly Pattern[]
}

export function statementOf(it: WrittenStatement, variables: boolean, placeOf: (offset: number) => Place): Statement {
  return {
    name: it.name,
    effect: it.effect,
    actions: {
      not: it.actions?.not ?? false,
      // A statement that names no action gives nothing; one that denies, denies them all.
      patterns: (it.actions?.values ?? (it.effect === 'Deny' ? ['*'] : [])).map((value) =>
        patternOf(value.toLowerCase(), 'wild', false),
      ),
    },
    ...(it.resources === undefined
      ? {}
      : {
          resources: {
            not: it.resources.not,
            patterns: it.resources.values.map((value) => patternOf(value, 'resource', variables)),
          },
        }),
    ...(it.principals === undefined ? {} : { principals: it.principals }),
    conditions: it.conditions.map(({ operator, key, values }) => conditionOf(operator, key, values, variables)),
    from: placeOf(it.begin),
    to: placeOf(it.end),
  }
}

export function actionFits({ not, patterns }: Patterns, action: string): boolean {
  return patterns.some(({ fixed }) => fixed !== undefined && matchesFixed(fixed, action)) !== not
}
