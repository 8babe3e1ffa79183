import type { Statement } from './statement'

/**
 * Statements with what tells most of them from a resource at a glance: the last two characters of the text that their one resource
 * pattern begins with. Most statements of most policies end here, and no object of theirs is touched.
 */
export interface Sieve {
  readonly statements: readonly Statement[]
  /** Where the two stand in the resource; -1: the statement must be looked at. */
  readonly places: Int32Array
  readonly pairs: Int32Array
}

export function sieveOf(statements: readonly Statement[]): Sieve {
  const beginnings = statements.map(beginningOf)
  return {
    statements,
    places: Int32Array.from(beginnings, (text) => (text.length < 2 ? -1 : text.length - 2)),
    pairs: Int32Array.from(beginnings, (text) => (text.length < 2 ? 0 : pairAt(text, text.length - 2))),
  }
}

/** Whether the statement at this place may speak of the resource. */
export function mayFit({ places, pairs }: Sieve, at: number, resource: string): boolean {
  const place = places[at] ?? -1
  return place < 0 || pairAt(resource, place) === pairs[at]
}

/** Past the end there is no character: that equals no pair. */
function pairAt(text: string, at: number): number {
  return at + 1 < text.length ? (text.charCodeAt(at) << 16) | text.charCodeAt(at + 1) : 0
}

function beginningOf({ resources }: Statement): string {
  if (resources === undefined || resources.not || resources.patterns.length !== 1) return ''
  const fixed = resources.patterns[0]?.fixed
  return fixed?.kind === 'prefix' || fixed?.kind === 'exact' ? fixed.text : ''
}
