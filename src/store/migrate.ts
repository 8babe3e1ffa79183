import type { Migration, Step } from './migrations'
import { keptRow } from './rows'
import { column, statements } from './schema'
import type { TableSpec } from './table'

/** A connection inside the transaction that migrates. */
export interface Migrating {
  /** The type of a column whose texts sort by their bytes. */
  readonly text: string
  has(table: string): Promise<boolean>
  /** Keeps the rows of a table in the order of their keys. */
  order(table: string): Promise<void>
  run(text: string, values?: readonly (string | null)[]): Promise<readonly unknown[]>
}

/** Rows rewritten at a time. */
const handful = 500

/**
 * Brings a store to the version of the last of `migrations`. Throws, with words for the one who started the program, when the store is of a
 * newer version, or holds tables that are not ours.
 */
export async function migrate(
  on: Migrating,
  migrations: readonly Migration[],
  specs: readonly TableSpec<never>[],
): Promise<void> {
  const known = migrations.at(-1)?.version ?? 0
  const version = await versionOf(on)
  if (version > known)
    throw new Error(
      `The store was written by a newer podid: it is of version ${version}, this podid knows up to ${known}. Start that newer podid, or use another store.`,
    )
  const pending = migrations.filter((it) => it.version > version)
  if (pending.length === 0) return
  const rewritten = new Map<string, ((row: unknown, key: string) => unknown)[]>()
  for (const { steps } of pending)
    for (const step of steps) {
      if (step.kind === 'no table') rewritten.delete(step.table)
      if (step.kind === 'index' || step.kind === 'rows')
        rewritten.set(step.table, [
          ...(rewritten.get(step.table) ?? []),
          ...(step.kind === 'rows' ? [step.change] : []),
        ])
      await take(on, step)
    }
  for (const [table, changes] of rewritten) {
    const spec = specs.find((it) => it.name === table)
    if (spec !== undefined)
      await rewrite(on, spec, (row, key) => changes.reduce((last, change) => change(last, key), row))
  }
  for (const { version, name } of pending)
    await on.run(`INSERT INTO migrations (version, name) VALUES (${version}, $1)`, [name])
}

/** 0: a new store. */
async function versionOf(on: Migrating): Promise<number> {
  if (!(await on.has('migrations')))
    await on.run(`CREATE TABLE migrations (version INTEGER PRIMARY KEY, name ${on.text} NOT NULL)`)
  const [found] = await on.run('SELECT MAX(version) AS version FROM migrations')
  return Number(Object(found).version ?? 0)
}

async function take(on: Migrating, step: Step): Promise<void> {
  if (step.kind === 'table') {
    if (await on.has(step.table))
      throw new Error(
        `There is a table ${step.table} already that podid did not make. Give podid a database of its own.`,
      )
    const columns = step.indexes.map((it) => `, ${column(it)} ${on.text}`)
    await on.run(
      `CREATE TABLE "${step.table}" (key ${on.text} PRIMARY KEY NOT NULL, row ${on.text} NOT NULL${columns.join('')})`,
    )
    for (const it of step.indexes) await on.run(createIndex(step.table, it))
  }
  if (step.kind === 'index') await on.run(`ALTER TABLE "${step.table}" ADD COLUMN ${column(step.index)} ${on.text}`)
  if (step.kind === 'no index') {
    await on.run(`DROP INDEX IF EXISTS ${indexName(step.table, step.index)}`)
    await on.run(`ALTER TABLE "${step.table}" DROP COLUMN ${column(step.index)}`)
  }
  if (step.kind === 'key order') await on.order(step.table)
  if (step.kind === 'no table') await on.run(`DROP TABLE "${step.table}"`)
  if (step.kind === 'move') await move(on, step)
}

async function move(on: Migrating, { table, to, which }: Extract<Step, { kind: 'move' }>): Promise<void> {
  for await (const { key, row } of eachRow(on, table)) {
    if (!which(JSON.parse(row))) continue
    await on.run(`INSERT INTO "${to}" (key, row) VALUES ($1, $2)`, [key, row])
    await on.run(`DELETE FROM "${table}" WHERE key = $1`, [key])
  }
}

async function* eachRow(on: Migrating, table: string): AsyncGenerator<{ readonly key: string; readonly row: string }> {
  for (let after: string | undefined; ; ) {
    const where = after === undefined ? '' : 'WHERE key > $1'
    const rows = await on.run(
      `SELECT key, row FROM "${table}" ${where} ORDER BY key LIMIT ${handful}`,
      after === undefined ? [] : [after],
    )
    for (const it of rows) {
      const { key, row }: { key: string; row: string } = Object(it)
      yield { key, row }
      after = key
    }
    if (rows.length < handful) return
  }
}

const indexName = (table: string, index: string): string => `"${table}_${column(index)}"`

/** Index values are unique, as tables are declared; rows without a value are not in it, and cost it nothing. */
function createIndex(table: string, index: string): string {
  return `CREATE UNIQUE INDEX ${indexName(table, index)} ON "${table}" (${column(index)}) WHERE ${column(index)} IS NOT NULL`
}

/** Makes all rows and their index values anew. */
async function rewrite(
  on: Migrating,
  spec: TableSpec<never>,
  change: (row: unknown, key: string) => unknown,
): Promise<void> {
  const indexes = Object.keys(spec.indexes)
  for (const it of indexes) await on.run(`DROP INDEX IF EXISTS ${indexName(spec.name, it)}`)
  const { replace } = statements(spec)
  for await (const { key, row } of eachRow(on, spec.name)) {
    const next = keptRow<unknown>(
      { ...spec, indexes: spec.indexes as TableSpec<unknown>['indexes'] },
      key,
      change(JSON.parse(row), key),
    )
    await on.run(replace, [key, next.row, ...next.indexes.map((value) => value ?? null)])
  }
  for (const it of indexes) await on.run(createIndex(spec.name, it))
}
