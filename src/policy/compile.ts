import { type Condition, conditionOf } from './condition'
import { type Document, type PolicyFault, readDocument, type WrittenStatement } from './document'
import { placeOf } from './json'
import { matchesWildcard, type Pattern, patternOf } from './pattern'

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
  readonly from: { readonly line: number; readonly column: number }
  readonly to: { readonly line: number; readonly column: number }
}

export interface Patterns {
  readonly not: boolean
  readonly patterns: readonly Pattern[]
}

const most = 2_000
const mostActions = 300
const kept = new Map<string, Policy | PolicyFault>()

/** Compiles a document, once a text and source (a bounded cache). `source` is what findings call it: a policy's name or ARN. */
export function compile(text: string, source: string): Policy | PolicyFault {
  const key = `${source}\u0000${text}`
  const known = kept.get(key)
  if (known !== undefined) return known
  const compiled = compiledFrom(text, source)
  if (kept.size >= most) for (const oldest of [...kept.keys()].slice(0, most / 4)) kept.delete(oldest)
  kept.set(key, compiled)
  return compiled
}

export function isFault(compiled: Policy | PolicyFault): compiled is PolicyFault {
  return 'fault' in compiled
}

function compiledFrom(text: string, source: string): Policy | PolicyFault {
  const document = readDocument(text)
  if ('fault' in document) return document
  const variables = document.version === '2012-10-17'
  const statements = document.statements.map(
    (it): Statement => ({
      name: it.name,
      effect: it.effect,
      actions: {
        not: it.actions?.not ?? false,
        patterns: (it.actions?.values ?? []).map((value) =>
          patternOf(value.toLowerCase(), { wildcards: true, variables: false }),
        ),
      },
      ...(it.resources === undefined
        ? {}
        : {
            resources: {
              not: it.resources.not,
              patterns: it.resources.values.map((value) => patternOf(value, { wildcards: true, variables })),
            },
          }),
      ...(it.principals === undefined ? {} : { principals: it.principals }),
      conditions: it.conditions.map(({ operator, key, values }) => conditionOf(operator, key, values, variables)),
      from: placeOf(text, it.begin),
      to: placeOf(text, it.end),
    }),
  )
  return { source, document, statements, byAction: new Map() }
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
  return patterns.some(({ text }) => matchesWildcard(text, action)) !== not
}
