import { expect, test } from 'bun:test'
import { type Migrating, migrate } from './migrate'
import { type Migration, migrations } from './migrations'
import { column } from './schema'
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
    { kind: 'key order', table: 'people' },
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

/** What is promised of migrations on either engine. `within` runs work in a transaction on an empty database. */
export function migrationConformance(within: (work: (on: Migrating) => Promise<void>) => Promise<void>): void {
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
