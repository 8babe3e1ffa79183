export interface TagRow {
  readonly key: string
  readonly value: string
}

type Tags = Readonly<Record<string, string>>

const writable = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u

/** What is wrong with a row among these, in the server's words. */
export function troubleOf({ key, value }: TagRow, rows: readonly TagRow[]): string | undefined {
  if (key === '' && value === '') return undefined
  if (key.toLowerCase().startsWith('aws:')) return 'aws: prefixed tag key names are not allowed for external use.'
  if (key === '' || key.length > 128 || !writable.test(key)) return 'A tag key is not valid.'
  if (value.length > 256 || !writable.test(value)) return 'A tag value is not valid.'
  return rows.filter((it) => it.key === key).length > 1 ? 'This key occurs twice.' : undefined
}

export function allFit(rows: readonly TagRow[]): boolean {
  return rows.every((row) => troubleOf(row, rows) === undefined)
}

export function rowsOf(tags: Tags | undefined): readonly TagRow[] {
  return Object.entries(tags ?? {}).map(([key, value]) => ({ key, value }))
}

/** Rows without a key are nothing yet. */
export function tagsOf(rows: readonly TagRow[]): Tags {
  return Object.fromEntries(rows.flatMap(({ key, value }) => (key === '' ? [] : [[key, value]])))
}

/** What is to be put and what taken away, to get from one to the other. */
export function changesOf(before: Tags, after: Tags): { readonly put: Tags; readonly away: readonly string[] } {
  return {
    put: Object.fromEntries(Object.entries(after).filter(([key, value]) => before[key] !== value)),
    away: Object.keys(before).filter((key) => !(key in after)),
  }
}
