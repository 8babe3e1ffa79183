import { SQL } from 'bun'
import { changing } from './change'
import { everyTable } from './every-table'
import { migrate } from './migrate'
import { migrations } from './migrations'
import { postgresInserts } from './postgres-inserts'
import { postgresMigrating } from './postgres-migrating'
import { retrying } from './postgres-retry'
import { postgresReads, postgresTable, type Run, runOn } from './postgres-table'
import type { Table, TableSpec } from './table'
import { type Store, tables } from './tables'

/** A number that all podids share and nobody else would choose. */
const migrationLock = 0x706f646964

/** Connections to read with, and as many to write with: so a change never waits for a read that waits for a connection. */
const connections = 8

/**
 * A store in a PostgreSQL database of its own, for as many processes as like. Throws, with words for the one who started the program, when the
 * database cannot be used. Connections go to the server itself, or through a pooler that keeps them for a session.
 */
export async function postgresStore(url: string): Promise<Store> {
  await prepare(url)
  const limits = { application_name: 'podid', statement_timeout: '10s', idle_in_transaction_session_timeout: '15s' }
  const reads = new SQL(url, { max: connections, connection: { ...limits, default_transaction_read_only: 'on' } })
  const writes = new SQL(url, {
    max: connections,
    connection: { ...limits, default_transaction_isolation: 'serializable' },
  })
  const again = retrying()
  const { during, closed } = untilClosed()
  const read: Run = (text, values) => during(() => readAgain(() => runOn(reads)(text, values)))
  const write = <Result>(work: () => Promise<Result>): Promise<Result> => during(() => again(work))

  const table = <Row>(spec: TableSpec<Row>): Table<Row> => {
    const insert = postgresInserts(writes, again, spec)
    return {
      ...postgresReads(read, spec),
      insert: (key, row) => during(() => insert(key, row)),
      update: (key, change) => write(() => writes.begin((tx) => postgresTable(runOn(tx), spec).update(key, change))),
      remove: (key) => write(() => postgresTable<Row>(runOn(writes), spec).remove(key)),
    }
  }

  return {
    ...everyTable(table),
    change: async (work) => {
      // In an object, since `begin` would wait for what is in an array.
      const begin = () =>
        writes.begin(async (tx) => ({ is: await changing((spec) => postgresTable(runOn(tx), spec), work) }))
      return (await write(begin)).is
    },
    async check() {
      const { rows } = await read('SELECT pg_is_in_recovery() AS standby, MAX(version) AS version FROM migrations', [])
      const { standby, version } = Object(rows[0])
      if (standby) throw new Error('The PostgreSQL server is a standby: nothing can be written to it.')
      if (Number(version) !== migrations.at(-1)?.version)
        throw new Error('The store has been migrated by a podid of another version: this one must make way for it.')
    },
    async close() {
      await closed()
      await Promise.all([reads.close(), writes.close()])
    },
  }
}

/** Lets work be done until it is closed; then refuses more, and waits for what is under way. */
function untilClosed() {
  const underWay = new Set<Promise<unknown>>()
  let isClosed = false
  return {
    async during<Result>(work: () => Promise<Result>): Promise<Result> {
      if (isClosed) throw new Error('The store is closed.')
      const doing = work()
      underWay.add(doing)
      try {
        return await doing
      } finally {
        underWay.delete(doing)
      }
    },
    async closed(): Promise<void> {
      isClosed = true
      await Promise.allSettled(underWay)
    },
  }
}

/** A server that was started again has ended the connections of the pool: what only reads is asked once more, on a new one. */
async function readAgain<Result>(read: () => Promise<Result>): Promise<Result> {
  try {
    return await read()
  } catch (why) {
    if (Object(why).code !== 'ERR_POSTGRES_CONNECTION_CLOSED') throw why
    return read()
  }
}

/** Migrates, one process at a time. */
async function prepare(url: string): Promise<void> {
  const sql = new SQL(url, { max: 1, connection: { application_name: 'podid' } })
  const { host, pathname } = new URL(url)
  try {
    await sql.begin(async (tx) => {
      const [server] = await tx.unsafe("SELECT current_setting('server_encoding') AS encoding")
      if (server.encoding !== 'UTF8')
        throw new Error(`it is encoded in ${server.encoding}; create one with ENCODING 'UTF8' TEMPLATE template0`)
      await tx.unsafe(`SELECT pg_advisory_xact_lock(${migrationLock})`)
      await migrate(postgresMigrating(tx), migrations, Object.values(tables))
    })
  } catch (why) {
    const reason = why instanceof Error ? why.message : String(why)
    throw new Error(`The PostgreSQL database ${pathname.slice(1)} at ${host} cannot be used: ${reason}`, { cause: why })
  } finally {
    await sql.close()
  }
}
