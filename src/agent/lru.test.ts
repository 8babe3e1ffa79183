import { expect, test } from 'bun:test'
import fc from '../../tests/random'
import { lru } from './lru'

/** The same by a list that is searched: slow, and plainly right. */
function plain(most: number, mostBytes: number) {
  let row: [string, number][] = []
  const bytes = (): number => row.reduce((sum, [, size]) => sum + size, 0)
  return {
    use(key: string) {
      const found = row.find(([it]) => it === key)
      if (found !== undefined) row = [...row.filter((it) => it !== found), found]
      return found?.[1]
    },
    set(key: string, size: number) {
      row = [...row.filter(([it]) => it !== key), [key, size]]
      while (row.length > 0 && (row.length > most || bytes() > mostBytes)) row.shift()
    },
    remove(key: string) {
      row = row.filter(([it]) => it !== key)
    },
    row: () => row,
    bytes,
  }
}

test('does as a searched list does, whatever is asked of it', () => {
  const step = fc.tuple(
    fc.constantFrom('use', 'set', 'remove'),
    fc.constantFrom(...'abcdefg'),
    fc.integer({ min: 1, max: 9 }),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 0, max: 5 }), (steps, most) => {
      const gone: string[] = []
      const fast = lru<number>({ most, mostBytes: 20, bytesOf: (it) => it, evicted: (key) => gone.push(key) })
      const slow = plain(most, 20)
      for (const [what, key, size] of steps) {
        if (what === 'use') expect(fast.use(key)).toBe(slow.use(key) as never)
        if (what === 'remove') {
          fast.remove(key)
          slow.remove(key)
        }
        if (what === 'set') {
          fast.set(key, size)
          slow.set(key, size)
        }
        expect([fast.size, fast.bytes]).toEqual([slow.row().length, slow.bytes()])
        for (const [it, value] of slow.row()) expect(fast.see(it)).toBe(value)
        expect([...fast.values()].sort()).toEqual(
          slow
            .row()
            .map(([, it]) => it)
            .sort(),
        )
      }
    }),
  )
})
