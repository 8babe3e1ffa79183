import { expect, test } from 'bun:test'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compatibility } from './compatibility'
import { coverage } from './coverage'

test('docs/compatibility.md says what the tests show', () => {
  // `npm run compatibility` writes it anew.
  expect(readFileSync(join(import.meta.dir, '../../docs/compatibility.md'), 'utf8')).toBe(compatibility())
})

test('every operation is shown, and each of its errors is provoked or explained', () => {
  const open = coverage().filter(({ shown, unexplained }) => shown === undefined || unexplained.length > 0)
  expect(open.map(({ service, name, unexplained }) => `${service} ${name}: ${unexplained.join()}`)).toEqual([])
})
