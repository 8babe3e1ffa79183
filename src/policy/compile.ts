import { TextCache } from './cache'
import { type Document, type PolicyFault, readDocument } from './document'
import { placesIn } from './json'
import { type Sieve, sieveOf } from './sieve'
import { actionFits, type Statement, statementOf } from './statement'

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
  readonly allow: Sieve
  readonly deny: Sieve
}

const mostActions = 300
const mostSources = 20

interface Compiled {
  readonly policy: Policy | PolicyFault
  /** The same policy under the names it has been called by. */
  readonly bySource: Map<string, Policy>
}

const kept = new TextCache<Compiled>(4_000, 4_000_000)

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

/** The statements that speak of an action (in lower case). */
export function speakingOf(policy: Policy, action: string): Speaking {
  const known = policy.byAction.get(action)
  if (known !== undefined) return known
  const speaking = policy.statements.filter(({ actions }) => actionFits(actions, action))
  const found = {
    allow: sieveOf(speaking.filter(({ effect }) => effect === 'Allow')),
    deny: sieveOf(speaking.filter(({ effect }) => effect === 'Deny')),
  }
  if (policy.byAction.size >= mostActions) policy.byAction.clear()
  policy.byAction.set(action, found)
  return found
}
