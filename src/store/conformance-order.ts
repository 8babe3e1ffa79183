import { expect, test } from 'bun:test'
import { compare } from './order'
import type { Page, Range } from './table'
import type { Store } from './tables'

// Texts whose order differs between UTF-16, locales and bytes.
const texts = ['', ' ', '!', '-', '/', 'A', 'B', 'Z', 'Zz', '_', 'a', 'a b', 'a/', 'a/b', 'a0', 'aa', 'ab', 'z', '~']
const foreign = [
  '\u007f',
  '\u0080',
  'é',
  'e\u0301',
  'ß',
  'я',
  '한',
  '\ud7ff',
  '\ue000',
  '\ufffd',
  '\uffff',
  '😀',
  '😀a',
  '🦄',
  '\u{10ffff}',
  '\u{10ffff}\u{10ffff}',
]
const all = [...texts, ...foreign]

const bytes = (text: string): Buffer => Buffer.from(text, 'utf8')
const sorted = [...all].sort((a, b) => Buffer.compare(bytes(a), bytes(b)))

/** Which texts a range and page choose, said in the plainest way. */
function chosen(from: readonly string[], range: Range, page: Page): string[] {
  const before = (a: string, b: string): boolean => Buffer.compare(bytes(a), bytes(b)) < 0
  const { prefix = '', from: low, to, descending = false } = range
  const { after, limit } = page
  const rows = from.filter(
    (it) =>
      it.startsWith(prefix) &&
      (low === undefined || !before(it, low)) &&
      (to === undefined || before(it, to)) &&
      (after === undefined || (descending ? before(it, after) : before(after, it))),
  )
  if (descending) rows.reverse()
  return rows.slice(0, limit)
}

const ranges: readonly Range[] = [
  {},
  { descending: true },
  ...['a', 'a/', 'Z', '\ud7ff', '😀', '\u{10ffff}', '\uffff', 'none', ''].map((prefix) => ({ prefix })),
  ...['a', '\ue000', '😀', '\u{10ffff}'].map((from) => ({ from })),
  ...['a', '\ue000', '😀', '', '\u{10ffff}'].map((to) => ({ to, descending: true })),
  { from: 'Z', to: 'ab' },
  { from: 'b', to: 'a' },
  { from: 'a', to: 'a' },
  { prefix: 'a', from: 'a/', to: 'ab' },
  { prefix: 'a', from: 'A', to: 'z', descending: true },
  { prefix: 'a', from: 'b' },
]
const pages: readonly Page[] = [
  {},
  { limit: 3 },
  { limit: 0 },
  { after: 'a' },
  { after: 'a/', limit: 2 },
  { after: '\uffff', limit: 4 },
]

/** That rows come in the order of their bytes, whichever way they are asked for. */
export function orderConformance(fresh: () => Promise<Store>): void {
  const filled = async (): Promise<Store> => {
    const store = await fresh()
    for (const [at, text] of [...all.slice(7), ...all.slice(0, 7)].entries()) {
      await store.settings.insert(text, { value: text })
      await store.clusterKeys.insert(String(at), { cluster: text })
    }
    return store
  }

  test('ranges and pages of keys, in the order of their bytes', async () => {
    const { settings } = await filled()
    for (const range of ranges) {
      const there = chosen(sorted, range, {}).length
      expect(await settings.count(range)).toBe(there)
      for (const most of [0, 1, 5, 1_000]) expect(await settings.count(range, most)).toBe(Math.min(most, there))
      for (const page of pages) {
        const rows = (await settings.list(range, page)).map((it) => it.value)
        expect({ range, page, rows }).toEqual({ range, page, rows: chosen(sorted, range, page) })
      }
    }
  })

  test('ranges of an index, in the order of its values', async () => {
    const { clusterKeys } = await filled()
    for (const prefix of ['', 'a', 'a/', '\ud7ff', '😀']) {
      const rows = await clusterKeys.list({ by: 'byCluster', prefix })
      const expected = all.filter((it) => it.startsWith(prefix)).sort((a, b) => compare(`${a}\u001f`, `${b}\u001f`))
      expect(rows.map((it) => it.cluster)).toEqual(expected)
      expect(await clusterKeys.count({ by: 'byCluster', prefix })).toBe(expected.length)
      const backwards = await clusterKeys.list({ by: 'byCluster', prefix, descending: true })
      expect(backwards.map((it) => it.cluster)).toEqual(expected.reverse())
    }
  })

  test('a table read page by page is read once and wholly', async () => {
    const { settings } = await filled()
    for (const descending of [false, true]) {
      const seen: string[] = []
      for (let after: string | undefined; ; after = seen.at(-1)) {
        const page = await settings.list({ descending }, { limit: 4, ...(after !== undefined && { after }) })
        seen.push(...page.map((it) => it.value))
        if (page.length < 4) break
      }
      expect(seen).toEqual(descending ? sorted.toReversed() : sorted)
    }
  })

  test('bounds that no key can be stand where they would', async () => {
    const { settings } = await fresh()
    const keys = ['a', 'a\u0001', 'a\ud7ff', 'a\ue000', 'a😀', 'b']
    for (const key of keys) await settings.insert(key, { value: key })
    const listed = async (range: Range, page?: Page) => (await settings.list(range, page)).map((it) => it.value)
    expect(await listed({}, { after: 'a\0x' })).toEqual(keys.slice(1))
    expect(await listed({ from: 'a\0' })).toEqual(keys.slice(1))
    expect(await listed({ to: 'a\0' })).toEqual(keys.slice(0, 1))
    expect(await listed({}, { after: 'a\ud800' })).toEqual(keys.slice(3))
    expect(await listed({ from: 'a\udfff\0' })).toEqual(keys.slice(3))
    expect(await listed({ to: 'a\ud800' })).toEqual(keys.slice(0, 3))
    expect(await listed({ descending: true }, { after: 'a\ud800' })).toEqual(keys.slice(0, 3).reverse())
  })

  test('a limit that is no number of rows is refused', async () => {
    const { settings } = await fresh()
    for (const limit of [-1, 1.5, Number.NaN]) await expect(settings.list({}, { limit })).rejects.toThrow(RangeError)
  })
}
