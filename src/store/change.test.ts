import { expect, test } from 'bun:test'
import { changing } from './change'
import type { Table } from './table'

const empty = <Row>(): Table<Row> => ({
  get: async () => undefined,
  list: async () => [],
  count: async () => 0,
  insert: async () => {
    throw new Error('the first')
  },
  update: async () => undefined,
  remove: async () => true,
})

test('a change whose work does not end is given up', async () => {
  await expect(changing(empty, () => new Promise(() => {}), 10)).rejects.toThrow('did not end within 0.01 s')
})

test('the first call that failed is what is told', async () => {
  const failed = changing(empty, async (tx) => {
    await tx.settings.insert('a', { value: '1' }).catch(() => undefined)
    throw new Error('the second')
  })
  await expect(failed).rejects.toThrow('the first')
})

test('an answer that is an array of promises stays one', async () => {
  const answer = await changing(empty, async () => [Promise.resolve(1)])
  expect(answer[0]).toBeInstanceOf(Promise)
})
