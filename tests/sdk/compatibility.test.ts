import { expect, test } from 'bun:test'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compatibility } from './compatibility'

test('docs/compatibility.md says what the tests show', () => {
  // `npm run compatibility` writes it anew.
  expect(readFileSync(join(import.meta.dir, '../../docs/compatibility.md'), 'utf8')).toBe(compatibility())
})
