import { expect, test } from 'bun:test'
import fc from '../../tests/random'
import { compare, storable, stretch } from './order'

const text = fc.string({ unit: 'binary', maxLength: 6 })

test('texts are compared as their UTF-8 bytes are', () => {
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(Math.sign(compare(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)))
    }),
  )
})

test('a stretch holds what its prefix, bounds and page choose, whatever they are', () => {
  const any = fc.string({
    unit: fc.constantFrom('a', 'b', '\0', '\ud7ff', '\ud800', '\udc00', '\ue000', '\uffff', '😀', '\u{10ffff}'),
    maxLength: 3,
  })
  const maybe = fc.option(any, { nil: undefined })
  // Half a pair stands where its code point would.
  const bytes = (it: string): number[] => [...it].map((point) => point.codePointAt(0) ?? 0)
  const order = (a: string, b: string): number => {
    const [x, y] = [bytes(a), bytes(b)]
    const at = x.findIndex((point, n) => point !== y[n])
    return at < 0 ? x.length - y.length : y[at] === undefined ? 1 : (x[at] ?? 0) - (y[at] ?? 0)
  }
  fc.assert(
    fc.property(any, maybe, maybe, maybe, maybe, fc.boolean(), (key, prefix, from, to, after, descending) => {
      fc.pre(storable(key))
      const chosen =
        key.startsWith(prefix ?? '') &&
        (prefix === undefined || storable(prefix)) &&
        (from === undefined || order(key, from) >= 0) &&
        (to === undefined || order(key, to) < 0) &&
        (after === undefined || (descending ? order(key, after) < 0 : order(key, after) > 0))
      const it = stretch({ prefix, from, to, descending }, { after })
      const above = it !== undefined && (it.low.open ? compare(key, it.low.value) > 0 : compare(key, it.low.value) >= 0)
      const high = it?.high
      const below = high === undefined || (high.open ? compare(key, high.value) < 0 : compare(key, high.value) <= 0)
      expect(it !== undefined && above && below).toBe(chosen)
    }),
    { numRuns: 2000 },
  )
})
