import { TextCache } from './cache'
import { type Condition, conditionOf } from './condition'
import type { Place } from './decision'
import { type Document, type PolicyFault, readDocument, type WrittenStatement } from './document'
import { placesIn } from './json'
import { matchesFixed, type Pattern, patternOf } from './pattern'

/** A document made ready to be asked. */
export interface Policy {
  readonly source: string
  readonly document: Document
  readonly statements: readonly Statement[]
  /** Which statements speak of an action; filled as actions are asked for. */
  readonly byAction: Map<string, Speaking>
}

/** Statements that speak of an action, by what they say. */
export interface Speaking {
  readonly allow: readonly Statement[]
  readonly deny: readonly Statement[]
}

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

const mostActions = 300
const mostSources = 20

interface Compiled {
  readonly policy: Policy | PolicyFault
  /** The same policy under the names it has been called by. */
  readonly bySource: Map<string, Policy>
}

const kept = new TextCache<Compiled>(4_000, 16_000_000)

/** Compiles a document, once a text (a bounded cache). `source` is what findings call it: a policy's name or ARN. */
export function compile(text: string, source: string): Policy | PolicyFault {
  const { policy, bySource } = kept.get(text, compiledFrom)
  if (isFault(policy)) return policy
  const known = bySource.get(source)
  if (known !== undefined) return known
  const named = { ...policy, source }
  if (bySource.size >= mostSources) bySource.clear()
  bySource.set(source, named)
  return named
}

export function isFault(compiled: Policy | PolicyFault): compiled is PolicyFault {
  return 'fault' in compiled
}

function compiledFrom(text: string): Compiled {
  const document = readDocument(text)
  if ('fault' in document) return { policy: document, bySource: new Map() }
  const variables = document.version === '2012-10-17'
  const placeOf = placesIn(text)
  const statements = document.statements.map((it) => statementOf(it, variables, placeOf))
  return { policy: { source: '', document, statements, byAction: new Map() }, bySource: new Map() }
}

function statementOf(it: WrittenStatement, variables: boolean, placeOf: (offset: number) => Place): Statement {
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

/** The statements that speak of an action (in lower case). */
export function speakingOf(policy: Policy, action: string): Speaking {
  const known = policy.byAction.get(action)
  if (known !== undefined) return known
  const speaking = policy.statements.filter(({ actions }) => actionFits(actions, action))
  const found = {
    allow: speaking.filter(({ effect }) => effect === 'Allow'),
    deny: speaking.filter(({ effect }) => effect === 'Deny'),
  }
  if (policy.byAction.size >= mostActions) policy.byAction.clear()
  policy.byAction.set(action, found)
  return found
}

export function actionFits({ not, patterns }: Patterns, action: string): boolean {
  return patterns.some(({ fixed }) => fixed !== undefined && matchesFixed(fixed, action)) !== not
}
