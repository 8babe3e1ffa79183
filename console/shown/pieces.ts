/** A part of a sentence: a word of ours, or a name as it stands in a policy. */
export interface Piece {
  readonly text: string
  readonly named: boolean
}

export const word = (text: string): Piece => ({ text, named: false })
export const name = (text: string): Piece => ({ text, named: true })

/** Pieces as one plain text. */
export function plainly(pieces: readonly Piece[]): string {
  return pieces.map(({ text }, at) => spaceBefore(pieces, at) + text).join('')
}

/** What stands between a piece and the one before it. */
export function spaceBefore(pieces: readonly Piece[], at: number): string {
  const [before, here] = [pieces[at - 1], pieces[at]]
  if (before === undefined || here === undefined) return ''
  if (!here.named && /^[,.):;]/.test(here.text)) return ''
  return !before.named && before.text.endsWith('(') ? '' : ' '
}
