import { expect, test } from 'bun:test'
import { handClock } from './clock.test-support'
import { tidy } from './tidy'

test('memory is given back once after a burst of fetches, and not for a few', async () => {
  const clock = handClock()
  let shrunk = 0
  const fetched = tidy(clock, () => (shrunk += 1))
  for (let n = 0; n < 99; n += 1) fetched()
  await clock.pass(60_000)
  expect(shrunk).toBe(0)
  for (let n = 0; n < 500; n += 1) fetched()
  await clock.pass(60_000)
  expect(shrunk).toBe(1)
  fetched(2_000)
  await clock.pass(1_999)
  expect(shrunk).toBe(1)
  await clock.pass(1)
  expect(shrunk).toBe(2)
})
