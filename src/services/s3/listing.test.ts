import { describe, expect, test } from 'bun:test'
import fc from '../../../tests/random'
import { memoryStore, type StoredObject } from '../../store'
import { commonPrefix, type Item, list, type Wanted } from './listing'

const row = (key: string): StoredObject => ({
  bucket: 'b',
  key,
  blob: crypto.randomUUID(),
  size: 0,
  etag: '',
  modifiedAt: 0,
  headers: {},
  metadata: {},
  checksums: {},
})

async function filled(keys: readonly string[]) {
  const { objects } = memoryStore()
  for (const key of keys) await objects.insert(`b/${key}`, row(key))
  // Neighbours that are none of the bucket's.
  for (const name of ['a/z', 'b', 'b!/x', 'b0/x', 'bb/x']) await objects.insert(name, row('another'))
  let read = 0
  const table = {
    async list(...asked: Parameters<typeof objects.list>) {
      const rows = await objects.list(...asked)
      read += rows.length
      return rows
    },
  }
  const key = (it: StoredObject): string => it.key
  return {
    read: () => read,
    list: (wanted: Partial<Wanted>) =>
      list({ table, bucket: 'b', nameOf: key, keyOf: key }, { prefix: '', delimiter: '', most: 1000, ...wanted }),
  }
}

const name = ({ row, common }: Item<StoredObject>): string => (common === undefined ? `=${row.key}` : `+${common}`)
const compare = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b))

/** The same, said in the plainest way. */
function naive(keys: readonly string[], { prefix, delimiter, after, past, most }: Wanted) {
  const told: string[] = []
  for (const key of [...new Set(keys)].sort(compare)) {
    if (!key.startsWith(prefix)) continue
    if (after !== undefined && compare(key, after) <= 0) continue
    if (past !== undefined && (compare(key, past) < 0 || key.startsWith(past))) continue
    const common = commonPrefix(key, { prefix, delimiter })
    const item = common === undefined ? `=${key}` : `+${common}`
    if (told.at(-1) !== item) told.push(item)
  }
  return { items: told.slice(0, most), truncated: most > 0 && told.length > most }
}

const letter = fc.constantFrom('a', 'b', '/', '//', '-', 'é', '\ud7ff', '\ue000', '\uffff', '😀', '\u{10ffff}', ' ')
const key = fc.array(letter, { minLength: 1, maxLength: 5 }).map((it) => it.join(''))
const short = fc.array(letter, { maxLength: 2 }).map((it) => it.join(''))

describe('listing', () => {
  test('is what a plain walk over all keys tells', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(key, { maxLength: 60 }),
        fc.record(
          {
            prefix: short,
            delimiter: fc.constantFrom('', '/', 'a', '//', '😀'),
            most: fc.integer({ min: 0, max: 12 }),
            after: key,
            past: key,
          },
          { requiredKeys: ['prefix', 'delimiter', 'most'] },
        ),
        async (keys, wanted) => {
          const { items, truncated } = await (await filled(keys)).list(wanted)
          expect({ items: items.map(name), truncated }).toEqual(naive(keys, wanted))
        },
      ),
      { numRuns: 400 },
    )
  })

  test('page after page tells everything once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(key, { maxLength: 60 }),
        short,
        fc.constantFrom('', '/', 'b'),
        fc.integer({ min: 1, max: 7 }),
        async (keys, prefix, delimiter, most) => {
          const all = await filled(keys)
          const told: string[] = []
          for (let from: Partial<Wanted> = {}; ; ) {
            const { items, truncated } = await all.list({ prefix, delimiter, most, ...from })
            told.push(...items.map(name))
            const last = items.at(-1)
            if (!truncated || last === undefined) break
            from = last.common === undefined ? { after: last.row.key } : { past: last.common }
          }
          expect(told).toEqual(naive(keys, { prefix, delimiter, most: 1e9 }).items)
        },
      ),
      { numRuns: 200 },
    )
  })

  test('what lies behind a common prefix is not read', async () => {
    const keys = ['a', 'b', 'c'].flatMap((it) => Array.from({ length: 2000 }, (_, at) => `${it}/${at}`))
    const all = await filled(keys)
    expect((await all.list({ delimiter: '/' })).items.map(name)).toEqual(['+a/', '+b/', '+c/'])
    expect(all.read()).toBeLessThan(40)
  })

  test('a thousand keys are read in a few looks', async () => {
    const keys = Array.from({ length: 1500 }, (_, at) => at.toString().padStart(4, '0'))
    const all = await filled(keys)
    const { items, truncated } = await all.list({ delimiter: '/' })
    expect([items.length, truncated]).toEqual([1000, true])
    expect(all.read()).toBe(1001)
  })
})
