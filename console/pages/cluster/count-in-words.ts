/** `no add-ons`, `1 add-on`, `3 add-ons`; `its add-ons`, where nobody knows how many. */
export function countInWords(count: number | undefined, what: string): string {
  if (count === undefined) return `its ${what}s`
  if (count === 1) return `1 ${what}`
  return `${count === 0 ? 'no' : new Intl.NumberFormat('en').format(count)} ${what}s`
}
