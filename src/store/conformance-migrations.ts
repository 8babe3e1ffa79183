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

  test('rows that go over to another table are there, and not in the old one', () =>
    within(async (on) => {
      await migrate(on, [first], specs)
      for (let n = 0; n < 1201; n += 1)
        await on.run('INSERT INTO pets (key, row) VALUES ($1, $2)', [`k${n}`, JSON.stringify({ bird: n % 3 === 0 })])
      const apart: Migration = {
        version: 2,
        name: 'birds',
        steps: [
          { kind: 'table', table: 'birds', indexes: [] },
          { kind: 'move', table: 'pets', to: 'birds', which: (row) => Object(row).bird },
        ],
      }
      await migrate(on, [first, apart], specs)
      const [birds] = await on.run('SELECT COUNT(*) AS n FROM birds')
      const [pets] = await on.run("SELECT COUNT(*) AS n FROM pets WHERE row LIKE '%false%'")
      const [all] = await on.run('SELECT COUNT(*) AS n FROM pets')
      expect([birds, pets, all].map((it) => Number(Object(it).n))).toEqual([401, 800, 800])
      expect(await on.run("SELECT row FROM birds WHERE key = 'k3'")).toEqual([{ row: '{"bird":true}' }])
    }))

  test('audit records of the first version are found by what is asked for now, data events apart', () =>
    within(async (on) => {
      await migrate(on, migrations.slice(0, 1), Object.values(tables))
      const record = (eventId: string, eventCategory: string, more = {}, errorCode?: string) => ({
        ...{ eventId, at: 1, eventName: 'E', eventSource: 'eks.amazonaws.com', readOnly: false, resources: [] },
        ...{ accessKeyId: 'K', record: JSON.stringify({ eventCategory, errorCode }), ...more },
      })
      const resources = [{ type: 'AWS::EKS::Cluster', name: 'arn' }]
      const exchange = { eventName: 'AssumeRoleForPodIdentity', resources }
      for (const it of [
        record('a', 'Management'),
        record('b', 'Data'),
        record('c', 'Management', exchange, 'AccessDenied'),
        record('d', 'Management', exchange),
      ])
        await on.run('INSERT INTO events (key, row) VALUES ($1, $2)', [it.eventId, JSON.stringify(it)])
      await migrate(on, migrations, Object.values(tables))
      expect(await on.run('SELECT key, by_access_key, by_read_only FROM events ORDER BY key')).toEqual([
        { key: 'a', by_access_key: 'K\u001fa', by_read_only: 'false\u001fa' },
        { key: 'c', by_access_key: 'K\u001fc', by_read_only: null },
        { key: 'd', by_access_key: 'K\u001fd', by_read_only: null },
      ])
      expect(
        await on.run('SELECT key, by_resource, by_refused_exchange, by_refused_exchange_at FROM events ORDER BY key'),
      ).toEqual([
        { key: 'a', by_resource: null, by_refused_exchange: null, by_refused_exchange_at: null },
        {
          key: 'c',
          by_resource: 'arn\u001eAssumeRoleForPodIdentity\u001fc',
          by_refused_exchange: 'AssumeRoleForPodIdentity\u001fc',
          by_refused_exchange_at: 'arn\u001fc',
        },
        {
          key: 'd',
          by_resource: 'arn\u001eAssumeRoleForPodIdentity\u001fd',
          by_refused_exchange: null,
          by_refused_exchange_at: null,
        },
      ])
      expect(await on.run('SELECT key FROM data_events')).toEqual([{ key: 'b' }])
    }))

  test('connectors of clusters that are there already may report, and nobody else may more than before', () =>
    within(async (on) => {
      // The audit records' indexes of later versions are not there to be filled yet.
      const specs = Object.values(tables).filter((it) => it.name !== 'events')
      await migrate(on, migrations.slice(0, 4), specs)
      const role = (name: string, more: Readonly<Record<string, unknown>>) => {
        const document = { Statement: [{ Effect: 'Allow', Action: ['podid:WatchCluster'], Resource: 'arn' }] }
        return { name, id: name, path: '/', inline: [{ name: 'p', document: JSON.stringify(document) }], ...more }
      }
      const roles = [
        role('podid-connector-x', { ofCluster: 'blue' }),
        role('podid-agent-x', { ofCluster: 'blue' }),
        role('podid-connector-y', {}),
      ]
      for (const it of roles)
        await on.run('INSERT INTO roles (key, row, by_id, by_path) VALUES ($1, $2, $1, $1)', [
          it.name,
          JSON.stringify(it),
        ])
      await migrate(on, migrations, Object.values(tables))
      const rows = await on.run('SELECT row FROM roles ORDER BY key DESC')
      const actions = rows.map((it) => JSON.parse(JSON.parse(Object(it).row).inline[0].document).Statement[0].Action)
      const before = ['podid:WatchCluster']
      expect(actions).toEqual([before, [...before, 'podid:PutClusterReport', 'podid:SearchAssociations'], before])
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
