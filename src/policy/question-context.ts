import type { Context } from './question'

/** A condition context with its keys in lower case; undefined values are absent keys. Later entries win. */
export function contextOf(entries: Iterable<readonly [string, string | readonly string[] | undefined]>): Context {
  const context = new Map<string, readonly string[]>()
  for (const [key, value] of entries) {
    if (value !== undefined) context.set(key.toLowerCase(), typeof value === 'string' ? [value] : value)
  }
  return context
}
