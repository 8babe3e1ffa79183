import { Database } from 'bun:sqlite'
import { afterAll, describe, expect, test } from 'bun:test'
import { startPostgres } from '../../tests/postgres'
import { type Migrating, migrate } from './migrate'
import { type Migration, migrations } from './migrations'
import { postgresStore } from './postgres'
import { postgresMigrating } from './postgres-migrating'
import { column } from './schema'
import { sqliteMigrating } from './sqlite-migrating'
import type { TableSpec } from './table'
import { tables } from './tables'

interface Person {
  readonly name: string
  readonly town?: string
}

const first: Migration = {
  version: 1,
  name: 'people',
  steps: [
    { kind: 'table', table: 'people', indexes: ['byName', 'byShoe'] },
    { kind: 'table', table: 'pets', indexes: [] },
  ],
}
const second: Migration = {
  version: 2,
  name: 'towns',
  steps: [
    { kind: 'index', table: 'people', index: 'byTown' },
    { kind: 'rows', table: 'people', change: (row) => ({ ...Object(row), name: Object(row).name.toLowerCase() }) },
    { kind: 'no index', table: 'people', index: 'byShoe' },
    { kind: 'no table', table: 'pets' },
    { kind: 'table', table: 'plants', indexes: [] },
  ],
}
const third: Migration = {
  version: 3,
  name: 'louder',
  steps: [{ kind: 'rows', table: 'people', change: (row) => ({ ...Object(row), name: `${Object(row).name}!` }) }],
}
const people: TableSpec<Person> = {
  name: 'people',
  indexes: { byName: (it, key) => `${it.name}/${key}`, byTown: (it, key) => it.town && `${it.town}/${key}` },
}
const specs: readonly TableSpec<never>[] = [people]

/** What is promised of migrations on either engine; `within` runs work in a transaction on an empty database. */
function promises(within: (work: (on: Migrating) => Promise<void>) => Promise<void>): void {
  test('from an old version to a new one, with its rows', () =>
    within(async (on) => {
      await migrate(on, [first], specs)
      for (let n = 0; n < 1201; n += 1) {
        const row = JSON.stringify({ name: `P${n}`, ...(n % 3 === 0 && { town: 'Łódź' }) })
        await on.run('INSERT INTO people (key, row, by_name, by_shoe) VALUES ($1, $2, $3, $4)', [
          `k${n}`,
          row,
          `P${n}`,
          null,
        ])
      }
      await migrate(on, [first, second, third], specs)
      expect(await on.run("SELECT key, row, by_name, by_town FROM people WHERE key = 'k3'")).toEqual([
        { key: 'k3', row: '{"name":"p3!","town":"Łódź"}', by_name: 'p3!/k3', by_town: 'Łódź/k3' },
      ])
      const [counted] = await on.run("SELECT COUNT(*) AS n, COUNT(by_town) AS towns FROM people WHERE row LIKE '%!\"%'")
      expect([Number(Object(counted).n), Number(Object(counted).towns)]).toEqual([1201, 401])
      expect([await on.has('pets'), await on.has('plants')]).toEqual([false, true])
      expect(await on.run('SELECT version, name FROM migrations ORDER BY version')).toEqual([
        { version: 1, name: 'people' },
        { version: 2, name: 'towns' },
        { version: 3, name: 'louder' },
      ])
    }))

  test('a store of this version is left as it is', () =>
    within(async (on) => {
      await migrate(on, [first], specs)
      await on.run('INSERT INTO pets (key, row) VALUES ($1, $2)', ['a', '{}'])
      await migrate(on, [first], specs)
      expect(await on.run('SELECT key FROM pets')).toEqual([{ key: 'a' }])
    }))

  test('a store of a newer version is refused', () =>
    within(async (on) => {
      await migrate(on, [first, second], specs)
      await expect(migrate(on, [first], specs)).rejects.toThrow(
        'newer podid: it is of version 2, this podid knows up to 1',
      )
    }))

  test('tables that are not ours are left alone', () =>
    within(async (on) => {
      await on.run('CREATE TABLE people (x TEXT)')
      await expect(migrate(on, [first], specs)).rejects.toThrow('a table people already')
    }))

  test('the migrations make the tables that are declared', () =>
    within(async (on) => {
      await migrate(on, migrations, Object.values(tables))
      for (const spec of Object.values<TableSpec<never>>(tables)) {
        const columns = ['key', 'row', ...Object.keys(spec.indexes).map(column)].join(', ')
        expect(await on.run(`SELECT ${columns} FROM "${spec.name}"`)).toEqual([])
      }
    }))
}

test('versions count up from 1', () => {
  expect(migrations.map((it) => it.version)).toEqual(migrations.map((_, at) => at + 1))
})

test('no table or index is made that is not declared', async () => {
  const db = new Database(':memory:')
  await migrate(sqliteMigrating(db), migrations, Object.values(tables))
  const made = db.query<{ name: string }, []>(
    "SELECT name FROM sqlite_master WHERE sql NOT NULL AND name <> 'migrations'",
  )
  const declared = Object.values<TableSpec<never>>(tables).flatMap((it) => [
    it.name,
    ...Object.keys(it.indexes).map((index) => `${it.name}_${column(index)}`),
  ])
  expect(
    made
      .all()
      .map((it) => it.name)
      .sort(),
  ).toEqual(declared.sort())
})

describe('migrations of SQLite', () => {
  promises(async (work) => {
    const db = new Database(':memory:')
    db.run('BEGIN')
    await work(sqliteMigrating(db))
    db.close()
  })
})

const postgres = await startPostgres()
if ('skipped' in postgres) {
  process.stderr.write(`\n*** SKIPPED: migrations of PostgreSQL: ${postgres.skipped}\n`)
  describe('migrations of PostgreSQL', () => test.skip(postgres.skipped, () => {}))
} else {
  afterAll(() => postgres.stop())

  describe('migrations of PostgreSQL', () => {
    promises(async (work) => {
      const sql = new Bun.SQL(await postgres.database(), { max: 1 })
      await sql.begin((tx) => work(postgresMigrating(tx)))
      await sql.close()
    })

    test('servers that start at once migrate once', async () => {
      const url = await postgres.database()
      const stores = await Promise.all([1, 2, 3, 4].map(() => postgresStore(url)))
      await Promise.all(stores.map((it, n) => it.settings.insert(String(n), { value: 'x' })))
      expect(await stores[0]?.settings.count()).toBe(4)
      await Promise.all(stores.map((it) => it.close()))
    })

    test('a server whose store another has migrated is not ready any more, and no old one starts', async () => {
      const url = await postgres.database()
      const store = await postgresStore(url)
      await store.check()
      const sql = new Bun.SQL(url, { max: 1 })
      await sql.unsafe("INSERT INTO migrations (version, name) VALUES (99, 'from the future')")
      await sql.close()
      await expect(store.check()).rejects.toThrow('another version')
      await store.close()
      await expect(postgresStore(url)).rejects.toThrow('newer podid')
    })
  })
}
