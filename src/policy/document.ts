import { type Node, NoJson, parseJson, placesIn } from './json'

/** What is wrong with a document, in AWS's words, and where it stands (lines and columns from 1). */
export interface PolicyFault {
  readonly fault: string
  readonly line: number
  readonly column: number
  /** The member that ought not to be there, or that is missing: resource-based policies are refused by its name. */
  readonly field?: { readonly name: string; readonly is: 'unknown' | 'missing' }
}

/** A policy document as written, its elements still texts. */
export interface Document {
  readonly version: string
  readonly id?: string
  readonly statements: readonly WrittenStatement[]
}

export interface WrittenStatement {
  /** Its Sid, or `Statement N` counted from 1. */
  readonly name: string
  readonly sid?: string
  readonly effect: 'Allow' | 'Deny'
  readonly actions?: Element
  readonly resources?: Element
  readonly principals?: { readonly not: boolean; readonly written: ReadonlyMap<string, readonly string[]> | '*' }
  readonly conditions: readonly {
    readonly operator: string
    readonly key: string
    readonly values: readonly string[]
    /** Offset of its values. */
    readonly start: number
  }[]
  /** Offsets in the text: of its `{`, and behind its `}`. */
  readonly start: number
  readonly end: number
  /**
   * Where AWS says that it begins: where reading stood when it came to the statement, so behind the `[` or behind the statement before
   * it; behind its own `{` where there is no list. (`MatchedStatements` in the examples of SimulatePrincipalPolicy.)
   */
  readonly begin: number
}

export interface Element {
  readonly not: boolean
  readonly values: readonly string[]
  /** Offsets of its values. */
  readonly starts: readonly number[]
}

/** AWS's words. */
export const words = {
  notJson: 'This policy contains invalid Json',
  syntax: 'Syntax errors in policy.',
  legacy: 'The policy failed legacy parsing',
} as const

class Wrong extends Error {
  override readonly name = 'Wrong'

  constructor(
    message: string,
    readonly node: Node,
    readonly field?: PolicyFault['field'],
  ) {
    super(message)
  }
}

const members = [
  'Sid',
  'Effect',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Principal',
  'NotPrincipal',
  'Condition',
]

/** Reads a document: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */
export function readDocument(text: string): Document | PolicyFault {
  if (text.length > longest) return { fault: words.syntax, line: 1, column: 1 }
  try {
    return documentOf(parseJson(text))
  } catch (why) {
    if (why instanceof NoJson) return { fault: words.notJson, ...placesIn(text)(why.at) }
    if (why instanceof Wrong)
      return {
        fault: why.message,
        ...placesIn(text)(why.node.start),
        ...(why.field === undefined ? {} : { field: why.field }),
      }
    throw why
  }
}

/** Characters; no policy that AWS takes comes near it. */
const longest = 262_144

function documentOf(node: Node): Document {
  const document = objectOf(node)
  onlyMembers(document, ['Version', 'Id', 'Statement'])
  const version = document.get('Version')
  const written = version === undefined ? '2008-10-17' : textOf(version)
  if (version !== undefined && written !== '2008-10-17' && written !== '2012-10-17')
    throw new Wrong(words.syntax, version)
  const statement = document.get('Statement')
  if (statement === undefined) throw new Wrong(words.syntax, node, { name: 'Statement', is: 'missing' })
  const listed = Array.isArray(statement.value)
  const list = listOf(statement)
  const begins = (at: number): number => (listed ? (list[at - 1]?.end ?? statement.start + 1) : statement.start + 1)
  const statements = list.map((it, at) => statementOf(it, at, begins(at)))
  const id = document.get('Id')
  return { version: written, statements, ...(id === undefined ? {} : { id: textOf(id) }) }
}

function statementOf(node: Node, at: number, begin: number): WrittenStatement {
  const it = objectOf(node)
  onlyMembers(it, members)
  const effect = it.get('Effect')
  if (effect === undefined) throw new Wrong(words.syntax, node, { name: 'Effect', is: 'missing' })
  if (effect.value !== 'Allow' && effect.value !== 'Deny') throw new Wrong(wrongEffect(effect), effect)
  const sidNode = it.get('Sid')
  const sid = sidNode === undefined ? undefined : textOf(sidNode)
  const actions = elementOf(it, 'Action', node)
  const resources = elementOf(it, 'Resource', node)
  const principals = principalsOf(it, node)
  return {
    name: sid === undefined || sid === '' ? `Statement ${at + 1}` : sid,
    ...(sid === undefined ? {} : { sid }),
    effect: effect.value,
    ...(actions === undefined ? {} : { actions }),
    ...(resources === undefined ? {} : { resources }),
    ...(principals === undefined ? {} : { principals }),
    conditions: conditionsOf(it.get('Condition')),
    start: node.start,
    end: node.end,
    begin,
  }
}

function elementOf(it: ReadonlyMap<string, Node>, name: string, node: Node): Element | undefined {
  const [yes, not] = [it.get(name), it.get(`Not${name}`)]
  if (yes !== undefined && not !== undefined) throw new Wrong(words.syntax, node)
  const given = yes ?? not
  if (given === undefined) return undefined
  return { not: not !== undefined, values: textsOf(given), starts: listOf(given).map(({ start }) => start) }
}

function principalsOf(it: ReadonlyMap<string, Node>, node: Node): WrittenStatement['principals'] {
  const [yes, not] = [it.get('Principal'), it.get('NotPrincipal')]
  if (yes !== undefined && not !== undefined) throw new Wrong(words.syntax, node)
  const given = yes ?? not
  if (given === undefined) return undefined
  if (given.value === '*') return { not: not !== undefined, written: '*' }
  const kinds = new Map<string, readonly string[]>()
  for (const [kind, values] of objectOf(given)) {
    if (!['AWS', 'Service', 'Federated', 'CanonicalUser'].includes(kind)) throw new Wrong(words.syntax, values)
    kinds.set(kind, textsOf(values))
  }
  return { not: not !== undefined, written: kinds }
}

function conditionsOf(node: Node | undefined): WrittenStatement['conditions'] {
  if (node === undefined) return []
  return [...objectOf(node)].flatMap(([operator, keys]) =>
    [...objectOf(keys)].map(([key, values]) => ({ operator, key, values: scalarsOf(values), start: values.start })),
  )
}

function onlyMembers(it: ReadonlyMap<string, Node>, names: readonly string[]): void {
  for (const [name, value] of it)
    if (!names.includes(name)) throw new Wrong(words.syntax, value, { name, is: 'unknown' })
}

/** AWS tells apart an effect in the wrong case from what is none. */
function wrongEffect({ value }: Node): string {
  return typeof value === 'string' && /^(allow|deny)$/i.test(value) ? words.legacy : words.syntax
}

function objectOf(node: Node): ReadonlyMap<string, Node> {
  if (!(node.value instanceof Map)) throw new Wrong(words.syntax, node)
  return node.value
}

function textOf(node: Node): string {
  if (typeof node.value !== 'string') throw new Wrong(words.syntax, node)
  return node.value
}

function textsOf(node: Node): readonly string[] {
  return listOf(node).map(textOf)
}

/** Condition values may be written as numbers and truth values too. */
function scalarsOf(node: Node): readonly string[] {
  return listOf(node).map((it) => {
    if (typeof it.value === 'string' || typeof it.value === 'number' || typeof it.value === 'boolean')
      return String(it.value)
    throw new Wrong(words.syntax, it)
  })
}

function listOf(node: Node): readonly Node[] {
  return Array.isArray(node.value) ? (node.value as readonly Node[]) : [node]
}
