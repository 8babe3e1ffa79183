import type { Said } from '../operation'
import { maybeNumber, maybeText } from '../said'
import { invalid } from './faults'

/** What a list operation says: `maxResults` 1..100, 100 by default, and where to go on. */
export interface Paging {
  readonly size: number
  /** The key after which to go on. */
  readonly after?: string
}

export function paging(said: Said): Paging {
  const nextToken = maybeText(said.nextToken)
  return {
    size: maybeNumber(said.maxResults) ?? 100,
    after: nextToken === undefined || nextToken === '' ? undefined : readToken(nextToken),
  }
}

export interface Paged<Row> {
  readonly rows: readonly Row[]
  readonly nextToken?: string
}

/** A page of rows in the order of their keys. `read` answers up to `limit` rows after a key; `wanted` leaves rows out. */
export async function page<Row>(
  { size, after }: Paging,
  read: (after: string | undefined, limit: number) => Promise<readonly Row[]>,
  keyOf: (row: Row) => string,
  wanted: (row: Row) => boolean = () => true,
): Promise<Paged<Row>> {
  const rows: Row[] = []
  let last = after
  for (;;) {
    const more = await read(last, size + 1)
    for (const row of more) {
      if (rows.length === size && wanted(row)) return { rows, nextToken: writeToken(keyOf(rows.at(-1) ?? row)) }
      if (wanted(row)) rows.push(row)
      last = keyOf(row)
    }
    if (more.length <= size) return { rows }
  }
}

const version = 'podid1:'

function writeToken(key: string): string {
  return Buffer.from(version + key).toString('base64url')
}

function readToken(token: string): string {
  const text = Buffer.from(token, 'base64url').toString()
  const key = text.slice(version.length)
  if (!text.startsWith(version) || writeToken(key) !== token || key.includes('\0'))
    throw invalid('The specified nextToken is not valid.')
  return key
}
