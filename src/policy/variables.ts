import type { Context } from './question'

/** A stretch of a text: characters as they are, `${*}` and its like, or a variable. */
export type Part = Plain | Literal | Variable

export interface Plain {
  readonly text: string
  /** Where it begins in the whole text. */
  readonly at: number
}

export interface Literal {
  readonly literal: string
}

export interface Variable {
  /** In lower case, and as written. */
  readonly key: string
  readonly written: string
  /** What stands for it when the key is absent. */
  readonly otherwise?: string
}

/**
 * A text with its variables from an offset on; undefined when there are none, or when a `${` has no end: then it is plain text.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function partsOf(text: string, from: number): readonly Part[] | undefined {
  if (text.indexOf('${', from) < 0) return undefined
  const parts: Part[] = []
  let at = 0
  for (let start = text.indexOf('${', from); start >= 0; start = text.indexOf('${', at)) {
    const end = text.indexOf('}', start)
    if (end < 0) return undefined
    if (start > at) parts.push({ text: text.slice(at, start), at })
    parts.push(variableOf(text.slice(start + 2, end)))
    at = end + 1
  }
  if (at < text.length) parts.push({ text: text.slice(at), at })
  return parts
}

function variableOf(inside: string): Part {
  if (inside === '*' || inside === '?' || inside === '$') return { literal: inside }
  const [, key = inside, , otherwise] = /^([^,]*)(,\s*'([^']*)'\s*)?$/.exec(inside) ?? []
  const written = key.trim()
  return { key: written.toLowerCase(), written, ...(otherwise === undefined ? {} : { otherwise }) }
}

/** A key of several values cannot stand for a text: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html */
export function standsFor({ key, otherwise }: Variable, context: Context): string | undefined {
  const values = context.get(key)
  if (values === undefined || values.length === 0) return otherwise
  return values.length === 1 ? values[0] : undefined
}

/** The text with its variables replaced; undefined when one has no value. */
export function resolved(parts: readonly Part[], context: Context): string | undefined {
  let text = ''
  for (const part of parts) {
    const piece = 'text' in part ? part.text : 'literal' in part ? part.literal : standsFor(part, context)
    if (piece === undefined) return undefined
    text += piece
  }
  return text
}

/** The keys of its variables, as written. */
export function variablesIn(parts: readonly (Part | { readonly tokens: Int32Array })[] | undefined): readonly string[] {
  return (parts ?? []).flatMap((part) => ('key' in part ? [part.written] : []))
}
