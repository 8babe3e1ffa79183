/** One security check, how to take it out, and the tests among which one must fall. */
export interface Mutation {
  readonly check: string
  readonly file: string
  /** Stands exactly once in the file. */
  readonly out: string
  readonly instead: string
  readonly tests: readonly string[]
}

type Row = readonly [check: string, out: string, instead: string]

/** Checks of one file, noticed by the same tests. */
export function inFile(file: string, tests: readonly string[], rows: readonly Row[]): readonly Mutation[] {
  return rows.map(([check, out, instead]) => ({ check, file, out, instead, tests }))
}
