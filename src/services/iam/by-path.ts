import type { ManagedPolicy } from '../../domain'
import { type Range, type Table, tables } from '../../store'
import { invalidMarker, type Source } from './paging'

/** Markers are 320 characters at most, and base64 takes four for three. */
const longestMark = 230

interface How<Row> {
  /** The index by lower-case name; absent: the key is the name. */
  readonly byName?: string
  /** The row's value in the index `byPath`. */
  readonly pathOf: (row: Row) => string | undefined
}

export const policiesByPath: How<ManagedPolicy> = {
  byName: 'byName',
  pathOf: (row) => tables.policies.indexes.byPath?.(row, row.arn),
}

/**
 * Rows in the order of their names, or, when a path's beginning is asked for, of their paths, each by its index.
 * Where path and name together are too long for a marker, the name alone stands for them.
 */
export function byPath<Row extends { readonly path: string; readonly name: string }>(
  table: Table<Row>,
  how: How<Row>,
  pathPrefix: string | undefined,
): Source<Row> {
  if (pathPrefix === undefined || pathPrefix === '/') {
    return rows(table, { by: how.byName }, (row) => row.name.toLowerCase())
  }
  const inOrder = rows(table, { by: 'byPath', prefix: pathPrefix }, (row) => {
    const mark = how.pathOf(row) ?? ''
    return mark.length <= longestMark ? mark : `#${row.name.toLowerCase()}`
  })
  return async (after, limit) => {
    if (!after?.startsWith('#')) return inOrder(after, limit)
    const [row] = await table.list({ by: how.byName, from: after.slice(1) }, { limit: 1 })
    const mark = row?.name.toLowerCase() === after.slice(1) ? how.pathOf(row) : undefined
    if (mark === undefined) throw invalidMarker()
    return inOrder(mark, limit)
  }
}

/** Rows of a range, in the order of its index. */
export function rows<Row>(table: Table<Row>, range: Range, markOf: (row: Row) => string): Source<Row> {
  return async (after, limit) =>
    (await table.list(range, { limit, after })).map((item) => ({ item, mark: markOf(item) }))
}
