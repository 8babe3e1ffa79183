import type { Database } from 'bun:sqlite'
import type { Rows } from './embedded'

/** A reader's view of what is committed. */
export interface Reading {
  seen<Row>(rows: Rows<Row>): Rows<Row>
  /** Lets go of the view, so that a commit may carry the log over into the file; the next read takes a new one. */
  letGo(): void
}

/**
 * Reads between two commits share one read transaction: beginning one costs SQLite several locks, more than finding a row. Since nobody else
 * writes to the file, and every commit of ours lets go before, no read is older than the last commit.
 */
export function reading(reader: Database): Reading {
  const begin = reader.prepare('BEGIN')
  const end = reader.prepare('COMMIT')
  let held = false
  const hold = (): void => {
    if (held) return
    begin.run()
    held = true
  }
  return {
    seen: (rows) => ({
      ...rows,
      get(key) {
        hold()
        return rows.get(key)
      },
      list(where) {
        hold()
        return rows.list(where)
      },
      count(where) {
        hold()
        return rows.count(where)
      },
    }),
    letGo() {
      if (!held) return
      held = false
      end.run()
    },
  }
}
