import { afterAll, expect, test } from 'bun:test'
import { sqliteStore } from './sqlite'
import type { Bucket } from './tables'

const store = await sqliteStore(':memory:')
afterAll(() => store.close())
const bucket: Bucket = { name: 'b', region: 'r', owner: 'o', createdAt: 1 }

test('a remembered row is the committed one: after an update, a removal, a new insert', async () => {
  expect(await store.buckets.get('b')).toBeUndefined()
  await store.buckets.insert('b', bucket)
  expect(await store.buckets.get('b')).toEqual(bucket)
  expect(await store.buckets.get('b')).toBe(await store.buckets.get('b'))
  await store.buckets.update('b', (it) => ({ ...it, owner: 'p' }))
  expect((await store.buckets.get('b'))?.owner).toBe('p')
  await store.buckets.remove('b')
  expect(await store.buckets.get('b')).toBeUndefined()
  await store.buckets.insert('b', bucket)
  expect(await store.buckets.get('b')).toEqual(bucket)
})

test('a change is not seen before it is committed, and not after it was undone', async () => {
  await store.buckets.insert('c', { ...bucket, name: 'c' })
  await store.buckets.get('c')
  await store.change(async (tx) => {
    await tx.buckets.update('c', (it) => ({ ...it, owner: 'new' }))
    expect((await store.buckets.get('c'))?.owner).toBe('o')
  })
  expect((await store.buckets.get('c'))?.owner).toBe('new')
  const undone = store.change(async (tx) => {
    await tx.buckets.update('c', (it) => ({ ...it, owner: 'undone' }))
    throw new Error('no')
  })
  await expect(undone).rejects.toThrow('no')
  expect((await store.buckets.get('c'))?.owner).toBe('new')
})

test('a remembered row cannot be spoilt by who was given it', async () => {
  await store.buckets.insert('d', { ...bucket, name: 'd' })
  const row = await store.buckets.get('d')
  expect(() => Object.assign(row ?? {}, { owner: 'thief' })).toThrow()
  expect((await store.buckets.get('d'))?.owner).toBe('o')
})
