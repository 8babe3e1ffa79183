import { expect, test } from 'bun:test'
import { descriptionFault, pathFault, policyNameFault, roleNameFault } from './named'

test('names', () => {
  for (const right of ['a', 'a+b=c,d.e@f_g-h', 'x'.repeat(64)]) expect(roleNameFault(right)).toBeUndefined()
  for (const wrong of ['', 'a b', 'ü', 'a/b', 'x'.repeat(65)]) expect(roleNameFault(wrong)).toBeString()
  expect(policyNameFault('x'.repeat(128))).toBeUndefined()
  expect(policyNameFault('x'.repeat(129))).toBeString()
  expect(policyNameFault('')).toBeString()
})

test('descriptions', () => {
  for (const right of ['', 'one\ntwo', 'für']) expect(descriptionFault(right)).toBeUndefined()
  for (const wrong of ['\u202e', '→', 'x'.repeat(1_001)]) expect(descriptionFault(wrong)).toBeString()
})

test('paths', () => {
  for (const right of ['/', '/a/', '/a/b/']) expect(pathFault(right)).toBeUndefined()
  for (const wrong of ['', 'a', '/a', 'a/', '/a b/']) expect(pathFault(wrong)).toBeString()
})
