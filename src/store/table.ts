/** Which rows: those whose key (or declared index, `by`) begins with `prefix` and lies in `from` (inclusive) .. `to` (exclusive), in the byte order of the text. */
export interface Range {
  /** The name of a declared index; absent: the key. */
  readonly by?: string
  readonly prefix?: string
  readonly from?: string
  readonly to?: string
  readonly descending?: boolean
}

/** How many rows (all, when absent), beginning after the row whose key or index value is `after` (before it, when descending). */
export interface Page {
  readonly limit?: number
  readonly after?: string
}

/**
 * A table declares its indexes, so that no look-up ever scans. An index value is text, unique among the rows (append the key where it would
 * not be), or undefined when the row is not in that index. No NUL characters in keys, index values or rows (PostgreSQL has none).
 */
export interface TableSpec<Row> {
  readonly name: string
  readonly indexes: Readonly<Record<string, (row: Row, key: string) => string | undefined>>
}

/** `change` may run more than once, so it must be pure. Rows are plain JSON values. */
export interface Table<Row> {
  get(key: string): Promise<Row | undefined>
  list(range?: Range, page?: Page): Promise<readonly Row[]>
  /** How many rows there are in the range; `most` when there are more, which are not looked at then. */
  count(range?: Range, most?: number): Promise<number>
  /** Answers false, and changes nothing, when the key is taken. */
  insert(key: string, row: Row): Promise<boolean>
  update(key: string, change: (row: Row) => Row): Promise<Row | undefined>
  remove(key: string): Promise<boolean>
}
