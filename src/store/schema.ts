import type { Stretch } from './order'
import { indexAt } from './rows'
import type { TableSpec } from './table'

// One dialect for SQLite and PostgreSQL: a table is its key, its row as JSON, and a column for each declared index.

/** The column of a declared index: `byServiceAccount` → `by_service_account`. */
export function column(index: string): string {
  return index.replace(/[A-Z]/g, (it) => `_${it.toLowerCase()}`)
}

/** The statements on one table; `$1` is the key, `$2` the row, then the index values in the order of their declaration. */
export interface Statements {
  readonly get: string
  /** Changes no row when the key, or an index value, is taken. */
  readonly insert: string
  readonly replace: string
  readonly remove: string
}

export function statements<Row>(spec: TableSpec<Row>): Statements {
  const columns = Object.keys(spec.indexes).map(column)
  const all = ['key', 'row', ...columns]
  const table = `"${spec.name}"`
  return {
    get: `SELECT row FROM ${table} WHERE key = $1`,
    insert: `INSERT INTO ${table} (${all.join(', ')}) VALUES (${all.map((_, at) => `$${at + 1}`).join(', ')}) ON CONFLICT DO NOTHING`,
    replace: `UPDATE ${table} SET ${all
      .slice(1)
      .map((it, at) => `${it} = $${at + 2}`)
      .join(', ')} WHERE key = $1`,
    remove: `DELETE FROM ${table} WHERE key = $1`,
  }
}

/** The rows of a stretch, or how many they are; the values go with the `$1`… of the text. */
export function selection<Row>(
  spec: TableSpec<Row>,
  { by, low, high, descending, limit }: Stretch,
  what: 'rows' | 'count',
): { readonly text: string; readonly values: readonly (string | number)[] } {
  indexAt(spec, by)
  const on = by === undefined ? 'key' : column(by)
  const values: (string | number)[] = [low.value]
  let text = `FROM "${spec.name}" WHERE ${on} ${low.open ? '>' : '>='} $1`
  if (high !== undefined) text += ` AND ${on} ${high.open ? '<' : '<='} $${values.push(high.value)}`
  if (what === 'count') {
    if (limit !== undefined) text = `FROM (SELECT 1 ${text} LIMIT $${values.push(limit)}) AS taken`
    return { text: `SELECT COUNT(*) AS count ${text}`, values }
  }
  text += ` ORDER BY ${on}${descending ? ' DESC' : ''}`
  if (limit !== undefined) text += ` LIMIT $${values.push(limit)}`
  return { text: `SELECT row ${text}`, values }
}

/** Many rows at once, for PostgreSQL: an array for each column. Answers the keys of those that were not taken. */
export function insertion<Row>(spec: TableSpec<Row>): string {
  const all = ['key', 'row', ...Object.keys(spec.indexes).map(column)]
  const arrays = all.map((_, at) => `$${at + 1}::text[]`)
  return `INSERT INTO "${spec.name}" (${all.join(', ')}) SELECT * FROM unnest(${arrays.join(', ')}) ON CONFLICT DO NOTHING RETURNING key`
}
