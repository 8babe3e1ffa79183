import type { Database, SQLQueryBindings, Statement } from 'bun:sqlite'
import type { Rows } from './embedded'
import { type KeptRow, keptRow, taken } from './rows'
import { selection, statements } from './schema'
import type { TableSpec } from './table'

/** `$1` is a name to SQLite, numbered as it is met; `?1` is the first value. */
export function numbered(text: string): string {
  return text.replaceAll('$', '?')
}

/** The rows of one table on one connection, each statement prepared once. */
export function sqliteRows<Row>(db: Database, spec: TableSpec<Row>): Rows<Row> {
  const prepared = new Map<string, Statement<{ row?: string; count?: number }, SQLQueryBindings[]>>()
  const statement = (text: string) => {
    const found = prepared.get(text) ?? db.prepare<{ row?: string; count?: number }, SQLQueryBindings[]>(numbered(text))
    prepared.set(text, found)
    return found
  }
  const texts = statements(spec)
  const bindings = (it: KeptRow) => [it.key, it.row, ...it.indexes.map((value) => value ?? null)]
  return {
    get(key) {
      const found = statement(texts.get).get(key)
      return found?.row === undefined ? undefined : JSON.parse(found.row)
    },
    list(where) {
      const { text, values } = selection(spec, where, 'rows')
      return statement(text)
        .all(...values)
        .map((it) => JSON.parse(it.row ?? 'null'))
    },
    count(where) {
      const { text, values } = selection(spec, where, 'count')
      return statement(text).get(...values)?.count ?? 0
    },
    insert(key, row) {
      return statement(texts.insert).run(...bindings(keptRow(spec, key, row))).changes > 0
    },
    replace(key, row) {
      try {
        statement(texts.replace).run(...bindings(keptRow(spec, key, row)))
      } catch (why) {
        if (Object(why).code === 'SQLITE_CONSTRAINT_UNIQUE') throw taken(spec.name, key)
        throw why
      }
    },
    remove(key) {
      return statement(texts.remove).run(key).changes > 0
    },
  }
}
