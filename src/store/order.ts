import type { Page, Range } from './table'

/** The byte order of the texts' UTF-8, which is that of their code points: what `BINARY` is to SQLite and `COLLATE "C"` to PostgreSQL. */
export function compare(a: string, b: string): number {
  if (a === b) return 0
  const length = Math.min(a.length, b.length)
  for (let at = 0; at < length; at += 1) {
    const difference = rank(a.charCodeAt(at)) - rank(b.charCodeAt(at))
    if (difference !== 0) return difference
  }
  return a.length - b.length
}

/** UTF-16 sorts surrogates, which stand for the highest code points, below U+E000..U+FFFF. */
function rank(unit: number): number {
  if (unit < 0xd800) return unit
  return unit >= 0xe000 ? unit - 0x800 : unit + 0x2000
}

/** One end of a stretch. `open`: the value itself is outside. */
export interface Bound {
  readonly value: string
  readonly open: boolean
}

/** A stretch of an index (of the keys, without `by`), in words every engine understands. */
export interface Stretch {
  readonly by?: string
  readonly low: Bound
  readonly high?: Bound
  readonly descending: boolean
  readonly limit?: number
}

/** Undefined when no row can lie there. */
export function stretch(range: Range = {}, page: Page = {}): Stretch | undefined {
  const { by, prefix, from, to, descending = false } = range
  if (prefix !== undefined && !storable(prefix)) return undefined
  const { limit, after } = page
  if (limit !== undefined && !(Number.isSafeInteger(limit) && limit >= 0))
    throw new RangeError('A page has a whole number of rows.')
  const low = [prefix, from].flatMap((it) => (it === undefined ? [] : [bound(it, false)]))
  const high = [prefix === undefined ? undefined : following(prefix), to].flatMap((it) =>
    it === undefined ? [] : [bound(it, true)],
  )
  if (after !== undefined) (descending ? high : low).push(bound(after, true, descending))
  const lowest = low.reduce((a, b) => (tighter(b, a, 1) ? b : a), { value: '', open: false })
  const highest = high.reduce<Bound | undefined>((a, b) => (a === undefined || tighter(b, a, -1) ? b : a), undefined)
  if (limit === 0 || (highest !== undefined && emptied(lowest, highest))) return undefined
  return {
    ...(by !== undefined && { by }),
    low: lowest,
    ...(highest && { high: highest }),
    descending,
    ...(limit !== undefined && { limit }),
  }
}

function tighter(a: Bound, b: Bound, direction: 1 | -1): boolean {
  const order = compare(a.value, b.value) * direction
  return order > 0 || (order === 0 && a.open && !b.open)
}

function emptied(low: Bound, high: Bound): boolean {
  const order = compare(low.value, high.value)
  return order > 0 || (order === 0 && (low.open || high.open))
}

/** Whether every engine can keep the text as it is: no NUL, which PostgreSQL has not, and no half of a surrogate pair. */
export function storable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed()
}

/**
 * Bounds come from outside (a bucket's `start-after`) and may hold what no stored text can. Such a bound is put at the place between the
 * stored texts where it would stand: all that begin with the part before NUL lie behind it, all with higher code points behind half a pair.
 */
function bound(value: string, open: boolean, isHigh = open): Bound {
  if (storable(value)) return { value, open }
  const nul = value.indexOf('\0')
  const sound = nul < 0 ? value : value.slice(0, nul)
  const half = firstHalf(sound)
  if (half >= 0) return { value: `${sound.slice(0, half)}\ue000`, open: isHigh }
  return { value: sound, open: !isHigh }
}

/** Where the first surrogate without its other half is, or -1. */
function firstHalf(text: string): number {
  for (let at = 0; at < text.length; at += 1) {
    const point = text.codePointAt(at) ?? 0
    if (point >= 0xd800 && point <= 0xdfff) return at
    if (point > 0xffff) at += 1
  }
  return -1
}

/** The least text that is greater than all that begin with this one; undefined when there is none. */
function following(prefix: string): string | undefined {
  const points = [...prefix]
  for (let last = points.pop(); last !== undefined; last = points.pop()) {
    const point = last.codePointAt(0) ?? 0
    if (point < 0x10ffff) return points.join('') + String.fromCodePoint(point === 0xd7ff ? 0xe000 : point + 1)
  }
  return undefined
}
