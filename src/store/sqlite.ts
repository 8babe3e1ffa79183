import { constants, Database } from 'bun:sqlite'
import { existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type Engine, embedded, type Rows } from './embedded'
import { migrate } from './migrate'
import { migrations } from './migrations'
import { remembering } from './remembering'
import { restricted } from './restricted'
import { carryWhenLong } from './sqlite-carrying'
import { holdAlone } from './sqlite-lock'
import { type Log, logOf } from './sqlite-log'
import { sqliteMigrating } from './sqlite-migrating'
import { type Reading, reading } from './sqlite-reading'
import { sqliteRows } from './sqlite-rows'
import type { TableSpec } from './table'
import { type Store, tables } from './tables'

/** How large the file may grow, in pages of 4 KiB; a write beyond that fails. */
interface Limits {
  readonly maxPages?: number
}

/**
 * A store in one file, for one process at a time. What a promise resolved for is on the disk. The path `:memory:` gives a store that is gone
 * when it is closed (a temporary file, since the connections that read must see what the one that writes has committed).
 */
export async function sqliteStore(path: string, limits: Limits = {}): Promise<Store> {
  if (path !== ':memory:')
    return embedded(await sqlite(existsSync(path) ? realpathSync(path) : resolve(path), true, limits))
  const folder = mkdtempSync(join(tmpdir(), 'podid-store-'))
  const engine = await sqlite(join(folder, 'store.db'), false, limits)
  return embedded({
    ...engine,
    close() {
      engine.close()
      rmSync(folder, { recursive: true, force: true })
    },
  })
}

async function sqlite(file: string, lasting: boolean, { maxPages }: Limits): Promise<Engine> {
  restricted(file)
  const lock = holdAlone(file)
  const opened: Database[] = []
  try {
    const writer = open(file, opened)
    writer.run('PRAGMA journal_mode = WAL')
    writer.run(`PRAGMA synchronous = ${lasting ? 'NORMAL' : 'OFF'}`)
    if (maxPages !== undefined) writer.run(`PRAGMA max_page_count = ${maxPages}`)
    await migrated(writer)
    const reader = open(file, opened)
    reader.run('PRAGMA query_only = ON')
    if (lasting) {
      // From here on the log is carried over between the commits, by `between`.
      writer.run('PRAGMA wal_autocheckpoint = 0')
      reader.run('PRAGMA synchronous = OFF')
    }
    const log = lasting ? logOf(file) : undefined
    return remembering(engine(writer, reader, log, () => closeAll(opened, lock)))
  } catch (why) {
    closeAll(opened, lock)
    throw why
  }
}

function open(file: string, opened: Database[]): Database {
  const db = new Database(file, { create: false, readwrite: true })
  opened.push(db)
  db.run('PRAGMA busy_timeout = 5000')
  // Rows that are read often are remembered above; pages need not be, twice.
  db.run('PRAGMA cache_size = -4000')
  db.run('PRAGMA temp_store = MEMORY')
  return db
}

function closeAll(opened: readonly Database[], lock: { release(): void }): void {
  for (const db of [...opened].reverse()) db.close()
  lock.release()
}

function engine(writer: Database, reader: Database, log: Log | undefined, close: () => void): Engine {
  const view = reading(reader)
  const committed = side(reader, view)
  const writing = side(writer)
  const does = (text: string): (() => void) => {
    const statement = writer.prepare(text)
    return () => void statement.run()
  }
  const begin = does('BEGIN IMMEDIATE')
  const commit = does('COMMIT')
  const undo = does('ROLLBACK')
  return {
    committed,
    writing,
    begin() {
      log?.check()
      begin()
    },
    commit() {
      view.letGo()
      commit()
    },
    synced: log && (() => log.synced()),
    between: log && (() => carryWhenLong(reader, view, log)),
    rollback() {
      if (writer.inTransaction) undo()
    },
    mark: does('SAVEPOINT change'),
    back: does('ROLLBACK TO change'),
    keep: does('RELEASE change'),
    lost: () => !writer.inTransaction,
    check: does('UPDATE migrations SET name = name WHERE version = 1'),
    close() {
      view.letGo()
      // What the disk refused may be in the log alone: a new start carries it over once more.
      if (log?.refused()) writer.fileControl(constants.SQLITE_FCNTL_PERSIST_WAL, 1)
      close()
      log?.close()
    },
  }
}

/** The rows of each table on a connection, their statements prepared once. */
function side(db: Database, view?: Reading): Engine['committed'] {
  const made = new Map<string, unknown>()
  return <Row>(spec: TableSpec<Row>) => {
    const rows = made.get(spec.name) ?? view?.seen(sqliteRows(db, spec)) ?? sqliteRows(db, spec)
    made.set(spec.name, rows)
    return rows as Rows<Row>
  }
}

async function migrated(db: Database): Promise<void> {
  db.run('BEGIN IMMEDIATE')
  try {
    await migrate(sqliteMigrating(db), migrations, Object.values(tables))
    db.run('COMMIT')
  } catch (why) {
    db.run('ROLLBACK')
    throw why
  }
}
