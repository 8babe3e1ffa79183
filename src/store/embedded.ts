import { everyTable } from './every-table'
import { type Stretch, storable, stretch } from './order'
import { type Ground, queue } from './queue'
import type { Page, Range, Table, TableSpec } from './table'
import type { Store, Tables } from './tables'

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
  const life = { over: false }
  let closing: Promise<void> | undefined

  const table = <Row>(spec: TableSpec<Row>): Table<Row> => {
    const committed = engine.committed(spec)
    const writing = engine.writing(spec)
    return {
      ...reading(committed, life, 'The store is closed.'),
      insert: (key, row) => turns.take({ whole: true, run: () => writing.insert(key, row) }),
      update: (key, change) => turns.take({ whole: true, run: () => update(writing, key, change) }),
      remove: (key) => turns.take({ whole: true, run: () => storable(key) && writing.remove(key) }),
    }
  }

  return {
    ...everyTable(table),
    change<Result>(work: (tx: Tables) => Promise<Result>): Promise<Result> {
      return turns.take({
        async run() {
          const life = { over: false }
          try {
            return await work(everyTable((spec) => within(engine.writing(spec), life)))
          } finally {
            life.over = true
          }
        },
      })
    },
    check: () => turns.take({ whole: true, run: () => engine.check() }),
    close() {
      closing ??= turns.close().then(() => {
        life.over = true
        engine.close()
      })
      return closing
    },
  }
}

/** How long something may be used. */
interface Life {
  readonly over: boolean
}

function reading<Row>(rows: Rows<Row>, life: Life, afterwards: string): Pick<Table<Row>, 'get' | 'list' | 'count'> {
  return {
    async get(key) {
      if (life.over) throw new Error(afterwards)
      return storable(key) ? rows.get(key) : undefined
    },
    async list(range?: Range, page?: Page) {
      if (life.over) throw new Error(afterwards)
      const where = stretch(range, page)
      return where === undefined ? [] : rows.list(where)
    },
    async count(range?: Range) {
      if (life.over) throw new Error(afterwards)
      const where = stretch(range)
      return where === undefined ? 0 : rows.count(where)
    },
  }
}

/** A table as a change sees it, for as long as the change lives. */
function within<Row>(rows: Rows<Row>, life: Life): Table<Row> {
  const afterwards = 'This change is over: what it still asks for belongs to no transaction.'
  const alive = async <Result>(work: () => Result): Promise<Result> => {
    if (life.over) throw new Error(afterwards)
    return work()
  }
  return {
    ...reading(rows, life, afterwards),
    insert: (key, row) => alive(() => rows.insert(key, row)),
    update: (key, change) => alive(() => update(rows, key, change)),
    remove: (key) => alive(() => storable(key) && rows.remove(key)),
  }
}

function update<Row>(rows: Rows<Row>, key: string, change: (row: Row) => Row): Row | undefined {
  const row = storable(key) ? rows.get(key) : undefined
  if (row === undefined) return undefined
  const next = change(row)
  rows.replace(key, next)
  return next
}
