import { afterEach, beforeEach, expect, test } from 'bun:test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Blobs, fileBlobs, memoryStore, partKey } from '../store'
import { removeOrphans } from './orphans'

let folder: string
let blobs: Blobs
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'podid-orphans-'))
  blobs = fileBlobs(folder)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const write = async (text: string): Promise<string> => (await blobs.write(new Blob([text]).stream())).blob
const isThere = async (blob: string): Promise<boolean> => {
  try {
    await blobs.read(blob).cancel()
    return true
  } catch {
    return false
  }
}
const row = { size: 1, etag: '', modifiedAt: 1, headers: {}, metadata: {}, checksums: {} }
const upload = { bucket: 'b', key: 'k', startedAt: 1, startedBy: '', headers: {}, metadata: {} }

test('bytes without a row go, those of objects and of parts stay', async () => {
  const store = memoryStore()
  const [object, part, orphan] = [await write('object'), await write('part'), await write('orphan')]
  await store.objects.insert('b/k', { ...row, bucket: 'b', key: 'k', blob: object })
  await store.uploads.insert('b/k', { ...upload, uploadId: 'u' })
  await store.parts.insert(partKey('u', 1), { ...row, uploadId: 'u', number: 1, blob: part })
  expect(await removeOrphans(store, blobs, 0)).toBe(1)
  expect([await isThere(object), await isThere(part), await isThere(orphan)]).toEqual([true, true, false])
  expect(await removeOrphans(store, blobs, 0)).toBe(0)
})

test('parts of an upload that is over go with their bytes', async () => {
  const store = memoryStore()
  await store.uploads.insert('b/k', { ...upload, uploadId: 'b' })
  for (const uploadId of ['a', 'b'])
    for (let number = 1; number <= 501; number += 500)
      await store.parts.insert(partKey(uploadId, number), { ...row, uploadId, number, blob: await write(uploadId) })
  expect(await removeOrphans(store, blobs)).toBe(2)
  const left = await store.parts.list()
  expect(left.map((it) => it.uploadId)).toEqual(['b', 'b'])
  expect(await Promise.all(left.map((it) => isThere(it.blob)))).toEqual([true, true])
})

test('what is new may yet get its row', async () => {
  const young = await write('young')
  expect(await removeOrphans(memoryStore(), blobs)).toBe(0)
  expect(await isThere(young)).toBe(true)
})
