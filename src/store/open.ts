import { postgresStore } from './postgres'
import { sqliteStore } from './sqlite'
import type { Store } from './tables'

/** The store at a `postgres://` URL, or in the file of that path. */
export function openStore(where: string): Promise<Store> {
  if (/^postgres(ql)?:\/\//i.test(where)) return postgresStore(where)
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(where)?.[1]
  if (scheme !== undefined)
    throw new Error(
      `There is no store of the kind ${scheme}: give a postgres:// URL, or the path of a file for SQLite.`,
    )
  return sqliteStore(where)
}
