import type { Database, SQLQueryBindings } from 'bun:sqlite'
import type { Migrating } from './migrate'
import { numbered } from './sqlite-rows'

/** Migrates over a connection whose transaction is begun and ended by the caller. */
export function sqliteMigrating(db: Database): Migrating {
  const run: Migrating['run'] = async (text, values = []) => {
    const statement = db.prepare<unknown, SQLQueryBindings[]>(numbered(text))
    try {
      return statement.all(...values)
    } finally {
      statement.finalize()
    }
  }
  const made = async (kind: 'table' | 'index', table: string): Promise<readonly string[]> => {
    const rows = await run(`SELECT sql FROM sqlite_master WHERE type = $1 AND tbl_name = $2 AND sql IS NOT NULL`, [
      kind,
      table,
    ])
    return rows.map((it) => String(Object(it).sql))
  }
  return {
    text: 'TEXT',
    run,
    // Without row ids, a table is its index by key: a page of a list is a few pages of the file, not one for each row.
    async order(table) {
      const [declared] = await made('table', table)
      const indexes = await made('index', table)
      await run(`ALTER TABLE "${table}" RENAME TO "${table}_before"`)
      await run(`${declared} WITHOUT ROWID`)
      await run(`INSERT INTO "${table}" SELECT * FROM "${table}_before" ORDER BY key`)
      await run(`DROP TABLE "${table}_before"`)
      for (const it of indexes) await run(it)
    },
    has: async (table) =>
      (await run("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = $1", [table])).length > 0,
  }
}
