import { compile, isFault } from '../../../../src/policy'
import type { Mark } from '../../../shown/policy-pane'
import type { Deciding } from './verdict'

export interface Pointed {
  /** Sids, or `Statement N`. */
  readonly names: readonly string[]
  readonly marks: readonly Mark[]
}

/**
 * The statements that a simulation names by where they stand in the document as it is kept, found again in the document as it is shown.
 * `shown` is the same document, laid out otherwise.
 */
export function pointedTo(kept: string, shown: string, deciding: readonly Deciding[]): Pointed {
  const [before, after] = [compile(kept, ''), compile(shown, '')]
  if (isFault(before) || isFault(after)) return { names: [], marks: [] }
  const found = before.statements.flatMap(({ from, name }, at) => {
    const written = after.document.statements[at]
    const named = deciding.some(({ line, column }) => from.line === line && from.column === column)
    return named && written !== undefined ? [{ name, written }] : []
  })
  return {
    names: found.map(({ name }) => name),
    marks: found.map(({ written }) => ({
      effect: written.effect,
      from: placeOf(shown, written.start),
      to: placeOf(shown, written.end),
    })),
  }
}

function placeOf(text: string, offset: number): Mark['from'] {
  const before = text.slice(0, offset)
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') }
}
