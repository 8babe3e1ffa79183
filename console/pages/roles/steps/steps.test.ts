import { expect, test } from 'bun:test'
import { inOrder } from './steps'

function scene(failing: readonly string[]) {
  const did: string[] = []
  const steps = ['a', 'b', 'c'].map((what) => ({
    what,
    async does() {
      if (failing.includes(what)) throw new Error(what)
      did.push(what)
    },
  }))
  return { did, steps }
}

test('all are done, in order, each told', async () => {
  const { did, steps } = scene([])
  const told: (readonly string[])[] = []
  expect(await inOrder(steps, [], (done) => told.push(done))).toEqual({ done: ['a', 'b', 'c'] })
  expect(did).toEqual(['a', 'b', 'c'])
  expect(told).toEqual([['a'], ['a', 'b'], ['a', 'b', 'c']])
})

test('the first that fails ends it, and says what was done', async () => {
  const { did, steps } = scene(['b'])
  const { done, failed } = await inOrder(steps, [], () => {})
  expect(done).toEqual(['a'])
  expect(failed?.what).toBe('b')
  expect(did).toEqual(['a'])
})

test('what was done before is not done again', async () => {
  const { did, steps } = scene([])
  expect(await inOrder(steps, ['a'], () => {})).toEqual({ done: ['a', 'b', 'c'] })
  expect(did).toEqual(['b', 'c'])
})
