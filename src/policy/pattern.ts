import { any, anyInSegment, globMatches, one, oneInSegment } from './glob'
import type { Context } from './question'
import { type Part, partsOf, standsFor } from './variables'

/**
 * What `*` and `?` mean. `plain`: nothing. `wild`: any characters (actions, `StringLike`). `resource`: in the first five segments of an
 * ARN they stay within their segment, but a `*` that ends its segment may go on; `arn` (`ArnLike`): there they always stay.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export type Manner = 'plain' | 'wild' | 'resource' | 'arn'

/** A text of a policy with its wildcards and variables understood once. */
export interface Pattern {
  readonly text: string
  /** Undefined when there are variables. */
  readonly fixed?: Fixed
  readonly parts?: readonly Piece[]
}

export type Fixed =
  | { readonly kind: 'all' }
  | { readonly kind: 'exact'; readonly text: string }
  | { readonly kind: 'prefix'; readonly text: string; readonly last: number }
  | { readonly kind: 'glob'; readonly tokens: Int32Array }

type Piece = Exclude<Part, { readonly text: string }> | { readonly tokens: Int32Array }

/** Variables are understood from Version 2012-10-17 on, and in a resource only behind the fifth colon. */
export function patternOf(text: string, manner: Manner, variables: boolean): Pattern {
  const parts = variables ? partsOf(text, manner === 'resource' ? freeFrom(text) : 0) : undefined
  if (parts === undefined) return { text, fixed: fixedOf(text, manner) }
  const pieces = parts.map((part) =>
    'text' in part ? { tokens: tokensOf(text, part.at, part.at + part.text.length, manner) } : part,
  )
  return { text, parts: pieces }
}

/** Where the sixth segment begins, variables not looked into. Undefined when it is no ARN of six segments. */
function sixthIn(text: string): number | undefined {
  if (!text.startsWith('arn:')) return undefined
  let colons = 0
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '$' && text[at + 1] === '{') at = Math.max(at, text.indexOf('}', at))
    else if (text[at] === ':') colons += 1
    if (colons === 5) return at + 1
  }
  return undefined
}

/** What is behind it may hold variables, and wildcards that stop at no colon. */
function freeFrom(text: string): number {
  return sixthIn(text) ?? (text.startsWith('arn:') ? text.length : 0)
}

/** Whether it is an ARN with all of its six segments. */
export function isArn(text: string): boolean {
  return sixthIn(text) !== undefined
}

function fixedOf(text: string, manner: Manner): Fixed {
  if (manner === 'plain' || !/[*?]/.test(text)) return { kind: 'exact', text }
  if (text === '*') return { kind: 'all' }
  const prefix = text.slice(0, -1)
  if (text.endsWith('*') && !/[*?]/.test(prefix) && (manner !== 'arn' || isArn(text)))
    return { kind: 'prefix', text: prefix, last: prefix.charCodeAt(prefix.length - 1) }
  return { kind: 'glob', tokens: tokensOf(text, 0, text.length, manner) }
}

function tokensOf(text: string, from: number, to: number, manner: Manner): Int32Array {
  const free = manner === 'resource' || manner === 'arn' ? freeFrom(text) : 0
  const tokens = new Int32Array(to - from)
  for (let at = from; at < to; at += 1) {
    const sign = manner === 'plain' ? '' : text[at]
    const bound = at < free
    const ends = text[at + 1] === ':' || at + 1 === text.length
    if (sign === '*') tokens[at - from] = bound && !(manner === 'resource' && ends) ? anyInSegment : any
    else if (sign === '?') tokens[at - from] = bound ? oneInSegment : one
    else tokens[at - from] = text.charCodeAt(at)
  }
  return tokens
}

/** Whether the text matches; undefined when a variable has no single value to be replaced by. */
export function matches({ fixed, parts }: Pattern, text: string, context: Context): boolean | undefined {
  if (fixed !== undefined) return matchesFixed(fixed, text)
  const length = written(parts ?? [], context)
  return length === undefined ? undefined : globMatches(room, length, text)
}

/** Tokens of a pattern with variables, put together for one question. */
let room = new Int32Array(4_096)

function written(parts: readonly Piece[], context: Context): number | undefined {
  let length = 0
  for (const part of parts) {
    if ('tokens' in part) {
      reserve(length + part.tokens.length)
      room.set(part.tokens, length)
      length += part.tokens.length
      continue
    }
    // What a variable stands for is plain text: its wildcards are characters.
    const text = 'literal' in part ? part.literal : standsFor(part, context)
    if (text === undefined) return undefined
    reserve(length + text.length)
    for (let at = 0; at < text.length; at += 1) room[length + at] = text.charCodeAt(at)
    length += text.length
  }
  return length
}

function reserve(length: number): void {
  if (length <= room.length) return
  const larger = new Int32Array(length * 2)
  larger.set(room)
  room = larger
}

/** A text without variables. */
export function matchesFixed(fixed: Fixed, text: string): boolean {
  switch (fixed.kind) {
    case 'all':
      return true
    case 'exact':
      return fixed.text === text
    case 'prefix':
      // Prefixes of ARNs begin alike: their last character tells most of them apart.
      return text.charCodeAt(fixed.text.length - 1) === fixed.last && text.startsWith(fixed.text)
    case 'glob':
      return globMatches(fixed.tokens, fixed.tokens.length, text)
  }
}
