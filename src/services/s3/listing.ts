import type { Table } from '../../store'

/** What is to be listed: of what begins with `prefix`, that which comes after `after`, up to `most`. */
export interface Wanted {
  readonly prefix: string
  /** Keys alike up to the first of these after the prefix are told as one. '' : none. */
  readonly delimiter: string
  readonly after?: string
  /** Nothing that begins with this, nor what comes before it. */
  readonly past?: string
  readonly most: number
}

export type Item<Row> =
  | { readonly row: Row; readonly common?: undefined }
  | { readonly common: string; readonly row?: undefined }

export interface Listed<Row> {
  readonly items: readonly Item<Row>[]
  readonly truncated: boolean
}

/** Rows of a bucket in a table whose keys are the bucket, `/` and the row's name, which begins with its object's key. */
export interface Shelf<Row> {
  readonly table: Pick<Table<Row>, 'list'>
  readonly bucket: string
  readonly nameOf: (row: Row) => string
  readonly keyOf: (row: Row) => string
}

/** Rows read at a time: few where a common prefix may make the rest of them useless, more and more while it does not. */
const fewest = 8
const manyAtOnce = 1000

/**
 * Lists in the byte order of keys. What shares a common prefix is not read but passed over in the index, so the work grows with what is
 * told and not with what lies behind it.
 */
export async function list<Row>(shelf: Shelf<Row>, wanted: Wanted): Promise<Listed<Row>> {
  const { prefix, most } = wanted
  const start = `${shelf.bucket}/`
  const items: Item<Row>[] = []
  let after = wanted.after
  let from = wanted.past === undefined ? undefined : beyond(wanted.past)
  if (most === 0 || (wanted.past !== undefined && from === undefined)) return { items, truncated: false }
  for (let stride = wanted.delimiter === '' ? manyAtOnce : fewest; ; stride = Math.min(2 * stride, manyAtOnce)) {
    const limit = Math.min(stride, most + 1 - items.length)
    const rows = await shelf.table.list(
      { prefix: start + prefix, from: from === undefined ? undefined : start + from },
      { limit, after: after === undefined ? undefined : start + after },
    )
    let common: string | undefined
    for (const row of rows) {
      const key = shelf.keyOf(row)
      if (common !== undefined && key.startsWith(common)) continue
      if (items.length === most) return { items, truncated: true }
      common = commonPrefix(key, wanted)
      items.push(common === undefined ? { row } : { common })
    }
    const last = rows.at(-1)
    if (last === undefined || rows.length < limit) return { items, truncated: false }
    after = shelf.nameOf(last)
    if (common === undefined) continue
    from = beyond(common)
    if (from === undefined) return { items, truncated: false }
    stride = fewest / 2
  }
}

/** The key up to the first delimiter after the prefix, that included; undefined when there is none. */
export function commonPrefix(
  key: string,
  { prefix, delimiter }: Pick<Wanted, 'prefix' | 'delimiter'>,
): string | undefined {
  if (delimiter === '' || !key.startsWith(prefix)) return undefined
  const at = key.indexOf(delimiter, prefix.length)
  return at < 0 ? undefined : key.slice(0, at + delimiter.length)
}

/** The least text after all that begin with this one, by code points; undefined when there is none. */
function beyond(text: string): string | undefined {
  const points = [...text]
  for (let last = points.pop(); last !== undefined; last = points.pop()) {
    const point = last.codePointAt(0) ?? 0
    if (point === 0x10ffff) continue
    return points.join('') + String.fromCodePoint(point === 0xd7ff ? 0xe000 : point + 1)
  }
  return undefined
}
