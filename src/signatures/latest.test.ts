import { expect, test } from 'bun:test'
import { Latest } from './latest'

test('keeps the latest, and no more than it may', () => {
  const kept = new Latest<number>(3)
  for (let n = 0; n < 5; n += 1) kept.put(`n${n}`, n)
  expect(['n0', 'n1', 'n2', 'n3', 'n4'].map((it) => kept.get(it))).toEqual([undefined, undefined, 2, 3, 4])
  expect(kept.size).toBe(3)
})

test('what is made anew takes no place of another', () => {
  const kept = new Latest<number>(2)
  for (const [name, made] of [
    ['a', 1],
    ['b', 2],
    ['b', 3],
  ] as const)
    kept.put(name, made)
  expect([kept.get('a'), kept.get('b')]).toEqual([1, 3])
})
