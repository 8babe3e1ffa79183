import type { Said } from '../operation'
import { maybeNumber, maybeText } from '../said'
import { invalid } from './faults'

/** What a list operation says: `maxResults` 1..100, 100 by default, and where to go on. */
export interface Paging {
  readonly size: number
  /** The key after which to go on. */
  readonly after?: string
  /** The operation whose tokens these are: another's would go on where nothing is. */
  readonly list: string
}

export function paging(said: Said, list: string): Paging {
  const nextToken = maybeText(said.nextToken)
  return {
    size: maybeNumber(said.maxResults) ?? 100,
    after: nextToken === undefined || nextToken === '' ? undefined : readToken(list, nextToken),
    list,
  }
}

export interface Paged<Row> {
  readonly rows: readonly Row[]
  readonly nextToken?: string
}

/** A page of rows in the order of their keys. `read` answers up to `limit` rows after a key; `wanted` leaves rows out. */
export async function page<Row>(
  { size, after, list }: Paging,
  read: (after: string | undefined, limit: number) => Promise<readonly Row[]>,
  keyOf: (row: Row) => string,
  wanted: (row: Row) => boolean = () => true,
): Promise<Paged<Row>> {
  const rows: Row[] = []
  let last = after
  for (;;) {
    const more = await read(last, size + 1)
    for (const row of more) {
      if (rows.length === size && wanted(row)) return { rows, nextToken: writeToken(list, keyOf(rows.at(-1) ?? row)) }
      if (wanted(row)) rows.push(row)
      last = keyOf(row)
    }
    if (more.length <= size) return { rows }
  }
}

function writeToken(list: string, key: string): string {
  return Buffer.from(`${list}:${key}`).toString('base64url')
}

function readToken(list: string, token: string): string {
  const text = Buffer.from(token, 'base64url').toString()
  const key = text.slice(list.length + 1)
  if (writeToken(list, key) !== token || key.includes('\0')) throw invalid('The specified nextToken is not valid.')
  return key
}
