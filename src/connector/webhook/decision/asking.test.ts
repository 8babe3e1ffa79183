import { afterEach, expect, test } from 'bun:test'
import { until } from '../../../../tests/until'
import { type Asking, asking } from './asking'

const open: Asking[] = []
afterEach(() => {
  for (const it of open.splice(0)) it.stop()
})

/** A control plane whose state can be changed. */
function plane(budget = 60) {
  const it = {
    state: 'up' as 'up' | 'down' | 'hangs',
    associated: true,
    calls: [] as string[],
    changes: [] as boolean[],
  }
  const ask = asking({
    ask: async (namespace, serviceAccount, signal) => {
      it.calls.push(`${namespace}/${serviceAccount}`)
      if (it.state === 'down') throw new Error('refused')
      if (it.state === 'hangs')
        await new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))))
      return it.associated
    },
    budget,
    onChange: (closed) => it.changes.push(closed),
  })
  open.push(ask)
  return Object.assign(it, { ask })
}

test('an answer is an answer, yes or no', async () => {
  const it = plane()
  expect(await it.ask.ask('a', 'b')).toEqual({ associated: true })
  it.associated = false
  expect(await it.ask.ask('a', 'b')).toEqual({ associated: false })
})

test('each question is asked anew, also while another of its kind is under way', async () => {
  const it = plane()
  await Promise.all([it.ask.ask('a', 'b'), it.ask.ask('a', 'b')])
  expect(it.calls).toEqual(['a/b', 'a/b'])
})

test('a hang is over at the budget, a refusal at once, after one more attempt', async () => {
  const it = plane()
  it.state = 'hangs'
  expect(await it.ask.ask('a', 'b')).toEqual({ unasked: 'late' })
  it.state = 'down'
  it.calls.length = 0
  expect(await it.ask.ask('a', 'b')).toEqual({ unasked: 'failed' })
  expect(it.calls).toEqual(['a/b', 'a/b'])
})

test('a connection that was closed meanwhile costs nothing', async () => {
  let first = true
  const ask = asking({
    ask: async () => {
      if (!first) return true
      first = false
      throw new Error('closed')
    },
    budget: 500,
    onChange: () => {},
  })
  open.push(ask)
  expect(await ask.ask('a', 'b')).toEqual({ associated: true })
})

test('three misses in a row open the breaker; two, or with an answer in between, do not', async () => {
  const it = plane()
  const misses = async (count: number) => {
    it.state = 'down'
    for (let n = 0; n < count; n += 1) await it.ask.ask('a', 'b')
    it.state = 'up'
  }
  await misses(2)
  expect(await it.ask.ask('a', 'b')).toEqual({ associated: true })
  await misses(2)
  expect(it.ask.isClosed()).toBe(true)
  await it.ask.ask('a', 'b')
  await misses(3)
  expect(it.ask.isClosed()).toBe(false)
  it.calls.length = 0
  expect(await it.ask.ask('c', 'd')).toEqual({ unasked: 'away' })
  expect(it.calls).toEqual([])
  expect(it.changes).toEqual([false])
})

test('while it is open nobody waits, and a probe with the last question closes it again', async () => {
  const it = plane()
  it.state = 'hangs'
  await Promise.all([1, 2, 3].map(() => it.ask.ask('a', 'b')))
  expect(it.ask.isClosed()).toBe(false)
  it.calls.length = 0
  await Bun.sleep(700)
  expect(it.calls).toEqual(['a/b'])
  expect(it.ask.isClosed()).toBe(false)
  it.state = 'up'
  await until('it is closed', it.ask.isClosed)
  expect(it.changes).toEqual([false, true])
  expect(await it.ask.ask('c', 'd')).toEqual({ associated: true })
})

test('a stopped one probes no more', async () => {
  const it = plane()
  it.state = 'down'
  for (let n = 0; n < 3; n += 1) await it.ask.ask('a', 'b')
  it.ask.stop()
  it.calls.length = 0
  await Bun.sleep(700)
  expect(it.calls).toEqual([])
})
