/** `No add-ons`, `1 add-on`, `3 add-ons`; `Its add-ons`, where nobody knows how many. Begins a sentence. */
export function countInWords(count: number | undefined, what: string): string {
  if (count === undefined) return `Its ${what}s`
  if (count === 1) return `1 ${what}`
  return `${count === 0 ? 'No' : new Intl.NumberFormat('en').format(count)} ${what}s`
}
