import { changing } from './change'
import { everyTable } from './every-table'
import { type Stretch, storable, stretch } from './order'
import { type Ground, queue } from './queue'
import type { Table, TableSpec } from './table'
import type { Store } from './tables'

/** The rows of one table as one side sees them; everything is done when a call returns. */
export interface Rows<Row> {
  get(key: string): Row | undefined
  list(where: Stretch): readonly Row[]
  count(where: Stretch): number
  insert(key: string, row: Row): boolean
  /** Puts another row in the place of one that is there. Throws when its index values are taken. */
  replace(key: string, row: Row): void
  remove(key: string): boolean
}

/** A side of the store: what is committed, or what the writer sees. */
export type Side = <Row>(spec: TableSpec<Row>) => Rows<Row>

/** An engine in this process. Nobody else writes to it. */
export interface Engine extends Ground {
  readonly committed: Side
  readonly writing: Side
  /** Writes something and throws when that fails. */
  check(): void
  close(): void
}

/** A store over an engine in this process: reads answer at once from what is committed, writes take turns and are committed in groups. */
export function embedded(engine: Engine): Store {
  const turns = queue(engine)
  let closing: Promise<void> | undefined
  let closed = false

  const table = <Row>(spec: TableSpec<Row>): Table<Row> => {
    const committed = direct(engine.committed(spec), () => {
      if (closed) throw new Error('The store is closed.')
    })
    const writing = engine.writing(spec)
    return {
      get: committed.get,
      list: committed.list,
      count: committed.count,
      insert: (key, row) => turns.take({ whole: true, run: () => writing.insert(key, row) }),
      update: (key, change) => turns.take({ whole: true, run: () => update(writing, key, change) }),
      remove: (key) => turns.take({ whole: true, run: () => storable(key) && writing.remove(key) }),
    }
  }

  return {
    ...everyTable(table),
    change: (work) => turns.take({ run: () => changing((spec) => direct(engine.writing(spec)), work) }),
    check: () => turns.take({ whole: true, run: () => engine.check() }),
    close() {
      closing ??= turns.close().then(() => {
        closed = true
        engine.close()
      })
      return closing
    },
  }
}

function direct<Row>(rows: Rows<Row>, before: () => void = () => {}): Table<Row> {
  return {
    async get(key) {
      before()
      return storable(key) ? rows.get(key) : undefined
    },
    async list(range, page) {
      before()
      const where = stretch(range, page)
      return where === undefined ? [] : rows.list(where)
    },
    async count(range, most) {
      before()
      const where = stretch(range, { limit: most })
      return where === undefined ? 0 : rows.count(where)
    },
    async insert(key, row) {
      return rows.insert(key, row)
    },
    async update(key, change) {
      return update(rows, key, change)
    },
    async remove(key) {
      return storable(key) && rows.remove(key)
    },
  }
}

function update<Row>(rows: Rows<Row>, key: string, change: (row: Row) => Row): Row | undefined {
  const row = storable(key) ? rows.get(key) : undefined
  if (row === undefined) return undefined
  const next = change(row)
  rows.replace(key, next)
  return next
}
