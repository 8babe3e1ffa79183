import { expect, test } from 'bun:test'
import type { Examined } from './check'
import { view } from './live'

const starting: Examined = { name: 'connector', state: 'waiting', words: '0 of 2 ready' }
const ready: Examined = { name: 'connector', state: 'ok', words: '2 of 2 ready' }

function screen(terminal: boolean, columns = 80) {
  const written: string[] = []
  return { written, it: { terminal, columns, write: (text: string) => void written.push(Bun.stripANSI(text)) } }
}

test('without a terminal a line is printed when it changes, and only then', () => {
  const { written, it } = screen(false)
  const shown = view(it)
  for (const all of [[starting], [starting], [ready], [{ ...ready, state: 'skipped' as const }]]) shown.show(all)
  shown.end()
  expect(written).toEqual(['… connector      0 of 2 ready\n', '✓ connector      2 of 2 ready\n'])
})

test('on a terminal all lines are drawn again in place, each in one row', () => {
  const { written, it } = screen(true, 24)
  const shown = view(it)
  shown.show([starting])
  shown.show([{ ...ready, words: 'a sentence that is wider than this terminal' }])
  shown.end()
  const lines = written.map((text) => text.trim()).filter((text) => text !== '')
  expect(lines[0]).toMatch(/^\S connector {6}0 of/)
  expect(lines.at(-1)).toMatch(/^✓ connector {6}a sen…$/)
  for (const text of written) expect(text.split('\n').every((row) => Bun.stringWidth(row) <= 24)).toBe(true)
})
