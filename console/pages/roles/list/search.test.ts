import { expect, test } from 'bun:test'
import { paramsOf, searchOf } from './search'

test('an untouched list has a bare address', () => {
  expect(searchOf(new URLSearchParams())).toEqual({ name: '', by: 'NAME', descending: false })
  expect(paramsOf({ name: '', by: 'NAME', descending: false })).toEqual({})
})

test('what is searched and how it is sorted comes back from the address', () => {
  for (const by of ['NAME', 'CREATED'] as const)
    for (const descending of [true, false]) {
      const search = { name: 'pay+ments', by, descending }
      expect(searchOf(new URLSearchParams(paramsOf(search)))).toEqual(search)
    }
})

test('what the server would not take is cut or left out', () => {
  expect(searchOf(new URLSearchParams({ name: 'x'.repeat(99), sort: 'weight', order: 'any' }))).toEqual({
    name: 'x'.repeat(64),
    by: 'NAME',
    descending: false,
  })
})
