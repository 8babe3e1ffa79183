import { describe, expect, test } from 'bun:test'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { filledText, messageFile, play } from './messages.test-support'

// Each row of the tables of observed messages, with status, code and message compared to the letter through the whole app.

const folder = join(import.meta.dir, '..', '..', 'tests', 'cases', 'wire', 'messages')
const files = readdirSync(folder)
  .filter((it) => it.endsWith('.json'))
  .sort()
  .map((file) => ({ file, ...messageFile.parse(JSON.parse(readFileSync(join(folder, file), 'utf8'))) }))

/** How many rows each table has. A row is shown, or it stands there why podid never gives it. */
const counts: Readonly<Record<string, number>> = {
  '1.1 Error shapes': 15,
  '1.1 Protocol facts common to all operations': 10,
  '1.2 Observed server validation and messages': 10,
  '1.3 UpdateAddon errors seen': 2,
  '1.5 and 1.7 Tags, pagination and idempotency': 7,
  '2.2 EKS Auth errors': 9,
  '3.3 STS messages': 19,
  '4 Access-denied text': 8,
  '4 IAM error codes on the wire': 15,
  '4 IAM recorded behaviour': 22,
  '6.3 Time window': 6,
  '6.4 Error names': 24,
  'Operations that there are not': 9,
}

test('every row of every table is shown, or told why it never comes', () => {
  expect(Object.fromEntries(files.map(({ section, rows }) => [section, rows.length]))).toEqual(counts)
  for (const { section, rows, cases } of files) {
    const told = new Set(cases.map(({ row }) => row))
    const missing = rows.filter((_, at) => !told.has(at + 1))
    expect([section, missing, [...told].filter((row) => row > rows.length)]).toEqual([section, [], []])
  }
})

for (const { section, world, cases } of files) {
  describe(section, () => {
    for (const one of cases) {
      if ('never' in one) continue
      const { name, expect: want } = one
      test(name, async () => {
        const { status, headers, text, told, kept } = await play(one, world)
        const { code = '', message = want.matches === undefined ? '' : told.message } = want
        expect({ status, code: told.code, message: told.message }).toEqual({
          ...{ status: want.status, code },
          message: filledText(message, kept),
        })
        if (want.matches !== undefined) expect(told.message).toMatch(new RegExp(`^(?:${want.matches})$`))
        expect(told.requestId).not.toBe('')
        for (const [member, value] of Object.entries(want.members))
          expect([member, told.members[member]]).toEqual([
            member,
            typeof value === 'string' ? filledText(value, kept) : value,
          ])
        for (const [header, value] of Object.entries(want.headers))
          expect([header, headers.get(header)]).toEqual([header, value])
        for (const part of want.has) expect(text).toContain(filledText(part, kept))
        for (const part of want.lacks) expect(text).not.toContain(filledText(part, kept))
      })
    }
  })
}
