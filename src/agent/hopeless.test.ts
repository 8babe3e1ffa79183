import { expect, test } from 'bun:test'
import { handClock } from './clock.test-support'
import { Refused, Unreachable } from './credentials'
import { hopeless } from './hopeless'
import { pod } from './layers.test-support'

const clock = handClock()
let calls = 0
let why: Error = new Refused(400, 'InvalidTokenException', 'no')
const ask = hopeless(async () => {
  calls += 1
  throw why
}, clock)
const asked = (key: string, stranger = true): Promise<unknown> =>
  ask(pod(key, stranger ? { stranger: true } : {})).catch((it: Error) => it.message)

test('a stranger’s token that is no good is asked about once a minute; who is proved, and others, as ever', async () => {
  for (let n = 0; n < 5; n += 1) expect(await asked('one')).toBe('no')
  expect(calls).toBe(1)
  await asked('two')
  expect(calls).toBe(2)
  for (let n = 0; n < 3; n += 1) await asked('proved', false)
  expect(calls).toBe(5)
  await clock.pass(60_001)
  await asked('one')
  expect(calls).toBe(6)
})

test.each([
  ['no association', new Refused(404, 'ResourceNotFoundException', 'No association.')],
  ['access denied', new Refused(400, 'AccessDeniedException', 'no')],
  ['the agent’s own credentials', new Refused(403, 'ExpiredTokenException', 'The agent’s own has expired.')],
  ['its own trouble', new Refused(500, 'InternalServerException', 'oops')],
  ['silence', new Unreachable('down')],
])('what may change is asked again: %s', async (name, it) => {
  why = it
  calls = 0
  for (let n = 0; n < 3; n += 1) await asked(`again ${name}`)
  expect(calls).toBe(3)
})
