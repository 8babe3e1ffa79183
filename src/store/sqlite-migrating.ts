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
  return {
    text: 'TEXT',
    run,
    has: async (table) =>
      (await run("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = $1", [table])).length > 0,
  }
}
