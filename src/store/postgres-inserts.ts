import type { SQL } from 'bun'
import { type KeptRow, keptRow } from './rows'
import { insertion } from './schema'
import type { TableSpec } from './table'

interface Waiting {
  readonly row: KeptRow
  resolve(inserted: boolean): void
  reject(why: unknown): void
}

/** Rows in one statement. */
const most = 200
/** Statements under way at once, for each table. */
const lanes = 2

/** Runs work again while it meets other transactions. */
type Retry = <Result>(work: () => Promise<Result>) => Promise<Result>

/** Inserts into one table. Those that wait while others are under way go together, in one statement with one commit. */
export function postgresInserts<Row>(sql: SQL, retry: Retry, spec: TableSpec<Row>) {
  let waiting: Waiting[] = []
  let underWay = 0
  const text = insertion(spec)

  const insert = async (rows: readonly KeptRow[]): Promise<ReadonlySet<string>> => {
    const columns: (string | null)[][] = [rows.map((it) => it.key), rows.map((it) => it.row)]
    for (const at of Object.keys(spec.indexes).keys()) columns.push(rows.map((it) => it.indexes[at] ?? null))
    const values = columns.map((it) => sql.array(it, 'TEXT'))
    const inserted: readonly { readonly key: string }[] = await retry(() => sql.unsafe(text, values))
    return new Set(inserted.map((it) => it.key))
  }

  const send = async (group: readonly Waiting[]): Promise<void> => {
    try {
      const inserted = await insert(group.map((it) => it.row))
      for (const it of group) it.resolve(inserted.has(it.row.key))
    } catch (why) {
      const [first, ...others] = group
      if (others.length === 0 || Object(why).code !== 'ERR_POSTGRES_SERVER_ERROR')
        for (const it of group) it.reject(why)
      // One row that the server refuses must not take the others with it.
      else for (const it of [first, ...others]) if (it !== undefined) await send([it])
    }
  }

  const next = async (): Promise<void> => {
    if (underWay >= lanes || waiting.length === 0) return
    underWay += 1
    // All requests that have arrived are read first, so that what they write goes together.
    await new Promise(setImmediate)
    const group = new Map<string, Waiting>()
    const later: Waiting[] = []
    for (const it of waiting) {
      // Two rows of one key do not go together: the answer would not say which of them is in.
      if (group.size < most && !group.has(it.row.key)) group.set(it.row.key, it)
      else later.push(it)
    }
    waiting = later
    if (group.size > 0) await send([...group.values()])
    underWay -= 1
    void next()
  }

  return (key: string, row: Row): Promise<boolean> => {
    const { promise, resolve, reject } = Promise.withResolvers<boolean>()
    waiting.push({ row: keptRow(spec, key, row), resolve, reject })
    void next()
    return promise
  }
}
