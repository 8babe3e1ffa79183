import type { Context } from './question'

/** Any run of characters, one character: beside these, tokens are UTF-16 code units. */
const any = -1
const one = -2

/** A text of a policy with its wildcards and variables understood once. */
export interface Pattern {
  readonly text: string
  /** Undefined when there are variables. */
  readonly fixed?: Fixed
  readonly parts?: readonly Part[]
}

type Fixed =
  | { readonly kind: 'all' }
  | { readonly kind: 'exact'; readonly text: string }
  | { readonly kind: 'prefix'; readonly text: string; readonly last: number }
  | { readonly kind: 'glob'; readonly tokens: Int32Array }

type Part =
  | { readonly text: string }
  | { readonly literal: string }
  /** A variable: its key in lower case and as written, and what stands for it when the key is absent. */
  | { readonly key: string; readonly written: string; readonly otherwise?: string }

/** How a text is read: with wildcards (`Resource`, `StringLike`) or without (`StringEquals`), with variables (Version 2012-10-17) or without. */
export interface Reading {
  readonly wildcards: boolean
  readonly variables: boolean
}

/** Policy variables: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html */
export function patternOf(text: string, reading: Reading): Pattern {
  if (reading.variables && text.includes('${')) {
    const parts = partsOf(text)
    if (parts !== undefined) return { text, parts }
  }
  return { text, fixed: fixedOf(text, reading.wildcards) }
}

function fixedOf(text: string, wildcards: boolean): Fixed {
  if (!wildcards || !/[*?]/.test(text)) return { kind: 'exact', text }
  if (text === '*') return { kind: 'all' }
  const prefix = text.slice(0, -1)
  if (text.endsWith('*') && !/[*?]/.test(prefix)) {
    return { kind: 'prefix', text: prefix, last: prefix.charCodeAt(prefix.length - 1) }
  }
  return { kind: 'glob', tokens: Int32Array.from(tokensOf(text)) }
}

function tokensOf(text: string): number[] {
  return Array.from({ length: text.length }, (_, at) =>
    text[at] === '*' ? any : text[at] === '?' ? one : text.charCodeAt(at),
  )
}

function literalTokens(text: string): number[] {
  return Array.from({ length: text.length }, (_, at) => text.charCodeAt(at))
}

/** Undefined when a `${` has no end: then it is plain text. */
function partsOf(text: string): readonly Part[] | undefined {
  const parts: Part[] = []
  let at = 0
  for (;;) {
    const start = text.indexOf('${', at)
    if (start < 0) break
    const end = text.indexOf('}', start)
    if (end < 0) return undefined
    if (start > at) parts.push({ text: text.slice(at, start) })
    parts.push(variableOf(text.slice(start + 2, end)))
    at = end + 1
  }
  if (at < text.length) parts.push({ text: text.slice(at) })
  return parts
}

function variableOf(inside: string): Part {
  if (inside === '*' || inside === '?' || inside === '$') return { literal: inside }
  const [, key = inside, , otherwise] = /^([^,]*?)(,\s*'([^']*)')?$/.exec(inside.trim()) ?? []
  const written = key.trim()
  return { key: written.toLowerCase(), written, ...(otherwise === undefined ? {} : { otherwise }) }
}

/** The keys of its variables, as written. */
export function variablesOf({ parts }: Pattern): readonly string[] {
  return (parts ?? []).flatMap((part) => ('key' in part ? [part.written] : []))
}

/** Whether the text matches; undefined when a variable has no single value to be replaced by. */
export function matches(pattern: Pattern, text: string, context: Context, wildcards: boolean): boolean | undefined {
  const { fixed, parts } = pattern
  if (fixed !== undefined) return matchesFixed(fixed, text)
  const tokens: number[] = []
  for (const part of parts ?? []) {
    if ('text' in part) tokens.push(...(wildcards ? tokensOf(part.text) : literalTokens(part.text)))
    else if ('literal' in part) tokens.push(...literalTokens(part.literal))
    else {
      const value = valueFor(part, context)
      if (value === undefined) return undefined
      tokens.push(...literalTokens(value))
    }
  }
  return glob(Int32Array.from(tokens), text)
}

/** The text with its variables replaced, for operators that do not match by wildcards. Undefined when one has no value. */
export function resolved(pattern: Pattern, context: Context): string | undefined {
  if (pattern.parts === undefined) return pattern.text
  let text = ''
  for (const part of pattern.parts) {
    if ('text' in part) text += part.text
    else if ('literal' in part) text += part.literal
    else {
      const value = valueFor(part, context)
      if (value === undefined) return undefined
      text += value
    }
  }
  return text
}

function valueFor(part: { readonly key: string; readonly otherwise?: string }, context: Context): string | undefined {
  const values = context.get(part.key)
  if (values === undefined || values.length === 0) return part.otherwise
  return values.length === 1 ? values[0] : undefined
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
      return glob(fixed.tokens, text)
  }
}

/** Two pointers: on a mismatch only the last `*` takes one more character, so the work is bounded by pattern times text. */
function glob(tokens: Int32Array, text: string): boolean {
  let token = 0
  let at = 0
  let star = -1
  let taken = 0
  while (at < text.length) {
    const wanted = token < tokens.length ? tokens[token] : undefined
    if (wanted === any) {
      star = token
      taken = at
      token += 1
    } else if (wanted === one || wanted === text.charCodeAt(at)) {
      token += 1
      at += 1
    } else if (star >= 0) {
      taken += 1
      at = taken
      token = star + 1
    } else return false
  }
  while (token < tokens.length && tokens[token] === any) token += 1
  return token === tokens.length
}

/** Plain wildcards over plain text. */
export function matchesWildcard(pattern: string, text: string): boolean {
  return matchesFixed(fixedOf(pattern, true), text)
}
