import { everyTable } from './every-table'
import type { Table, TableSpec } from './table'
import type { Tables } from './tables'

/** Milliseconds that others wait for the work of one change before it is given up. */
const patience = 10_000

/**
 * Does the work of a change with the tables of its transaction, which can be used until it ends. When one of its calls has failed the change
 * fails with that, even when the work went on or told it otherwise: PostgreSQL, for one, keeps nothing then.
 */
export async function changing<Result>(
  make: <Row>(spec: TableSpec<Row>) => Table<Row>,
  work: (tx: Tables) => Promise<Result>,
  time = patience,
): Promise<Result> {
  const failed: { readonly why: unknown }[] = []
  let over = false
  const call = async <Answer>(ask: () => Promise<Answer>): Promise<Answer> => {
    if (over) throw new Error('This change is over: what it still asks for belongs to no transaction.')
    try {
      return await ask()
    } catch (why) {
      failed.push({ why })
      throw why
    }
  }
  const guarded = <Row>(table: Table<Row>): Table<Row> => ({
    get: (key) => call(() => table.get(key)),
    list: (range, page) => call(() => table.list(range, page)),
    count: (range, most) => call(() => table.count(range, most)),
    insert: (key, row) => call(() => table.insert(key, row)),
    update: (key, change) => call(() => table.update(key, change)),
    remove: (key) => call(() => table.remove(key)),
  })
  let answer: { readonly is: Result } | undefined
  try {
    answer = { is: await inTime(work(everyTable((spec) => guarded(make(spec)))), time) }
  } catch (why) {
    failed.push({ why })
  }
  over = true
  if (answer === undefined || failed.length > 0) throw failed[0]?.why
  return answer.is
}

async function inTime<Result>(work: Promise<Result>, time: number): Promise<Result> {
  const { promise, reject } = Promise.withResolvers<never>()
  const late = new Error(`A change did not end within ${time / 1000} s: its work may wait for nothing but \`tx\`.`)
  const timer = setTimeout(() => reject(late), time)
  try {
    return await Promise.race([work, promise])
  } finally {
    clearTimeout(timer)
  }
}
