import type { Database } from 'bun:sqlite'
import type { Log } from './sqlite-log'
import type { Reading } from './sqlite-reading'

/** Pages of the log at which it is carried over into the file: so few that this takes a few milliseconds. */
export const longest = 500

/**
 * Carries the log over, when it is long, by a connection whose `synchronous` is OFF. To be called when all of the log is on the disk and
 * nothing is being written; and nothing may be begun before what it gives is resolved. So SQLite need not sync the log before, and the file
 * is synced afterwards by the thread beside: SQLite writes over the log only with the first write of a transaction. Should the power fail in
 * between, the log still has it all.
 */
export function carryWhenLong(
  reader: Database,
  view: Pick<Reading, 'letGo'>,
  log: Pick<Log, 'pages' | 'fileSynced'>,
): Promise<void> | undefined {
  if (log.pages() < longest) return undefined
  view.letGo()
  try {
    reader.run('PRAGMA wal_checkpoint(PASSIVE)')
  } catch {
    // The disk is full, say: the log stays as it is, and this is tried again after the next commit.
    return undefined
  }
  return log.fileSynced()
}
