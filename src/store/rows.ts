import { storable } from './order'
import type { TableSpec } from './table'

/** A row as it is kept: its JSON, and its value in each declared index, in the order of their declaration. */
export interface KeptRow {
  readonly key: string
  readonly row: string
  readonly indexes: readonly (string | undefined)[]
}

/** Throws when a text in it is one that not every engine can keep. */
export function keptRow<Row>(spec: TableSpec<Row>, key: string, row: Row): KeptRow {
  const indexes = Object.values(spec.indexes).map((value) => value(row, key))
  for (const text of [key, ...indexes])
    if (text !== undefined && !storable(text))
      throw new TypeError(
        `A key or index value of ${spec.name} holds NUL or half a surrogate pair: ${JSON.stringify(text)}`,
      )
  return { key, row: JSON.stringify(row), indexes }
}

/** The place of a declared index among the indexes of its table; undefined: the key. Throws when it is not declared. */
export function indexAt<Row>(spec: TableSpec<Row>, by: string | undefined): number | undefined {
  if (by === undefined) return undefined
  const at = Object.keys(spec.indexes).indexOf(by)
  if (at < 0) throw new Error(`The table ${spec.name} declares no index ${by}.`)
  return at
}

/** What an update meets when another row already has its new value in an index. */
export function taken(table: string, key: string): Error {
  return new Error(`A row of ${table} cannot be changed: another has its value in an index already. Its key: ${key}`)
}
