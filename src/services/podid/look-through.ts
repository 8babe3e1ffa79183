/** Rows that a search looks through at most where no index has its order: what a tenth of a second or so is enough for. */
export const mostLookedThrough = 10_000
/** Rows read before others get their turn. */
const stride = 500

/** All rows that are wanted, read in the order of their keys; undefined when more would have to be looked at than is good for the others. */
export async function lookThrough<Row>(
  read: (after: string | undefined, limit: number) => Promise<readonly Row[]>,
  keyOf: (row: Row) => string,
  wanted: (row: Row) => boolean,
): Promise<readonly Row[] | undefined> {
  const kept: Row[] = []
  let last: string | undefined
  for (let seen = 0; ; ) {
    const rows = await read(last, stride)
    seen += rows.length
    if (seen > mostLookedThrough) return undefined
    for (const row of rows) if (wanted(row)) kept.push(row)
    const end = rows.at(-1)
    if (end === undefined || rows.length < stride) return kept
    last = keyOf(end)
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** Rows in the order of a text, and those behind a text: pages of what was looked through. */
export function inOrder<Row>(
  rows: readonly Row[],
  textOf: (row: Row) => string,
  descending: boolean,
): (after: string | undefined, limit: number) => Promise<readonly Row[]> {
  const direction = descending ? -1 : 1
  const sorted = rows
    .map((row) => ({ row, text: textOf(row) }))
    .sort((a, b) => (a.text < b.text ? -direction : a.text > b.text ? direction : 0))
  return async (after, limit) =>
    (after === undefined ? sorted : sorted.filter(({ text }) => (descending ? text < after : text > after)))
      .slice(0, limit)
      .map(({ row }) => row)
}
