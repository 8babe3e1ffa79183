import type { SQL } from 'bun'
import type { Migrating } from './migrate'

/** Migrates over the connection of a transaction. */
export function postgresMigrating(tx: SQL): Migrating {
  return {
    text: 'TEXT COLLATE "C"',
    run: (text, values = []) => tx.unsafe(text, [...values]),
    // PostgreSQL keeps rows where there is room.
    async order() {},
    async has(table) {
      const [found] = await tx.unsafe('SELECT to_regclass(quote_ident($1)) IS NOT NULL AS has', [table])
      return found.has
    },
  }
}
