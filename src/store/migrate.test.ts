import { Database } from 'bun:sqlite'
import { describe, expect, test } from 'bun:test'
import { migrationConformance } from './conformance-migrations'
import { migrate } from './migrate'
import { migrations } from './migrations'
import { column } from './schema'
import { sqliteMigrating } from './sqlite-migrating'
import type { TableSpec } from './table'
import { tables } from './tables'

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
  migrationConformance(async (work) => {
    const db = new Database(':memory:')
    db.run('BEGIN')
    await work(sqliteMigrating(db))
    db.close()
  })
})
