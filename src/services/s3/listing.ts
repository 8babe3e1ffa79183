import type { Store, StoredObject } from '../../store'

/** One page of a bucket's keys, in byte order: objects, and the common prefixes that a delimiter makes of others. */
export interface Listing {
  readonly objects: readonly StoredObject[]
  readonly prefixes: readonly string[]
  /** The last key or common prefix of the page, when there is more behind it. */
  readonly next?: string
}

const batch = 1_000
/** Behind every key that begins with what precedes it. */
const last = '\u{10ffff}'

/** `after`: the last key or common prefix of the page before, or where to begin (exclusive). A common prefix is skipped by one look-up, whatever it holds. */
export async function listing(
  store: Store,
  asked: {
    readonly bucket: string
    readonly prefix: string
    readonly delimiter: string
    readonly after: string
    readonly most: number
  },
): Promise<Listing> {
  const { bucket, prefix, delimiter, most } = asked
  const objects: StoredObject[] = []
  const prefixes: string[] = []
  if (most === 0) return { objects, prefixes }
  const commonOf = (key: string): string | undefined => {
    const at = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length)
    return at < 0 ? undefined : key.slice(0, at + delimiter.length)
  }
  // Begun at a common prefix, the whole of it lies behind.
  const covered = asked.after.startsWith(prefix) ? commonOf(asked.after) : undefined
  let after =
    covered === asked.after && covered !== undefined ? `${bucket}/${covered}${last}` : `${bucket}/${asked.after}`
  let latest = ''
  for (;;) {
    const rows = await store.objects.list(
      { prefix: `${bucket}/${prefix}` },
      { limit: Math.min(batch, most + 1), ...(asked.after === '' && latest === '' ? {} : { after }) },
    )
    let seek: string | undefined
    for (const row of rows) {
      const common = commonOf(row.key)
      if (common !== undefined && common === prefixes.at(-1)) continue
      if (objects.length + prefixes.length === most) return { objects, prefixes, next: latest }
      if (common === undefined) {
        objects.push(row)
        latest = row.key
        continue
      }
      prefixes.push(common)
      latest = common
      seek = `${bucket}/${common}${last}`
      break
    }
    if (seek === undefined && rows.length < Math.min(batch, most + 1)) return { objects, prefixes }
    after = seek ?? `${bucket}/${rows.at(-1)?.key ?? latest}`
  }
}
