import { expect, test } from 'bun:test'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { mutations } from './mutations'

const root = join(import.meta.dir, '..')

test('what each row takes out stands once, and its tests are there', () => {
  const wrong = mutations.flatMap(({ check, file, out, tests }) => {
    const times = readFileSync(join(root, file), 'utf8').split(out).length - 1
    const missing = tests.filter((it) => !existsSync(join(root, it)))
    return [...(times === 1 ? [] : [`${check}: ${times} times in ${file}`]), ...missing.map((it) => `${check}: ${it}`)]
  })
  expect(wrong).toEqual([])
  expect(mutations.length).toBeGreaterThan(400)
})
