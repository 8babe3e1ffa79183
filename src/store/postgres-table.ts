import type { SQL } from 'bun'
import { type Stretch, storable, stretch } from './order'
import { keptRow, taken } from './rows'
import { selection, statements } from './schema'
import type { Table, TableSpec } from './table'

/** Runs a statement; `count` is how many rows it found or changed. */
export type Run = (
  text: string,
  values: readonly (string | number | null)[],
) => Promise<{ readonly rows: readonly unknown[]; readonly count: number }>

/** Runs statements on any connection of a pool, or on that of a transaction. */
export function runOn(sql: SQL): Run {
  return async (text, values) => {
    const rows = await sql.unsafe(text, [...values])
    return { rows, count: rows.count }
  }
}

const codeUnique = '23505'

export function postgresReads<Row>(run: Run, spec: TableSpec<Row>): Pick<Table<Row>, 'get' | 'list' | 'count'> {
  const { get } = statements(spec)
  const select = async (where: Stretch | undefined, what: 'rows' | 'count'): Promise<readonly unknown[]> => {
    if (where === undefined) return []
    const { text, values } = selection(spec, where, what)
    return (await run(text, values)).rows
  }
  return {
    async get(key) {
      if (!storable(key)) return undefined
      const [found] = (await run(get, [key])).rows
      return found === undefined ? undefined : JSON.parse(Object(found).row)
    },
    async list(range, page) {
      return (await select(stretch(range, page), 'rows')).map((it) => JSON.parse(Object(it).row))
    },
    async count(range, most) {
      const [found] = await select(stretch(range, { limit: most }), 'count')
      return found === undefined ? 0 : Number(Object(found).count)
    },
  }
}

/** All of a table over one transaction. */
export function postgresTable<Row>(run: Run, spec: TableSpec<Row>): Table<Row> {
  const reads = postgresReads(run, spec)
  const { insert, replace, remove } = statements(spec)
  return {
    ...reads,
    async insert(key, row) {
      const kept = keptRow(spec, key, row)
      return (await run(insert, [kept.key, kept.row, ...kept.indexes.map((it) => it ?? null)])).count > 0
    },
    async update(key, change) {
      const row = await reads.get(key)
      if (row === undefined) return undefined
      const next = change(row)
      const kept = keptRow(spec, key, next)
      try {
        await run(replace, [kept.key, kept.row, ...kept.indexes.map((it) => it ?? null)])
      } catch (why) {
        throw Object(why).errno === codeUnique ? taken(spec.name, key) : why
      }
      return next
    },
    async remove(key) {
      return storable(key) && (await run(remove, [key])).count > 0
    },
  }
}
