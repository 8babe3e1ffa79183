import { Database } from 'bun:sqlite'
import { expect, test } from 'bun:test'
import { copyFileSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sqliteStore } from './sqlite'
import { carryWhenLong, longest } from './sqlite-carrying'
import { logOf } from './sqlite-log'

const big = 'x'.repeat(20_000)

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'podid-carry-'))
  try {
    await work(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function two(file: string): { readonly writer: Database; readonly reader: Database } {
  const writer = new Database(file)
  writer.run('PRAGMA journal_mode = WAL')
  writer.run('PRAGMA wal_autocheckpoint = 0')
  writer.run('CREATE TABLE a (b TEXT)')
  const reader = new Database(file)
  reader.run('PRAGMA synchronous = OFF')
  return { writer, reader }
}

test('until the file is on the disk, the file of before and the log have it all', () =>
  inFolder(async (folder) => {
    const file = join(folder, 'a.db')
    const { writer, reader } = two(file)
    const log = logOf(file)
    for (let n = 0; n < 150; n += 1) writer.run('INSERT INTO a VALUES (?)', [big])
    copyFileSync(file, join(folder, 'before.db'))
    const asked: string[] = []
    const view = { letGo: () => void asked.push('let go') }
    await carryWhenLong(reader, view, { pages: log.pages, fileSynced: async () => void asked.push('synced') })
    expect(asked).toEqual(['let go', 'synced'])
    // The power fails now: nothing of what was written to the file got to the disk, or all of it did.
    copyFileSync(`${file}-wal`, join(folder, 'before.db-wal'))
    copyFileSync(file, join(folder, 'after.db'))
    copyFileSync(`${file}-wal`, join(folder, 'after.db-wal'))
    for (const name of ['before.db', 'after.db']) {
      const found = new Database(join(folder, name))
      expect(found.query('SELECT COUNT(*) AS n FROM a').get()).toEqual({ n: 150 })
      found.close()
    }
    const size = statSync(`${file}-wal`).size
    writer.run('INSERT INTO a VALUES (?)', ['y'])
    expect(log.pages()).toBeLessThan(10)
    expect(statSync(`${file}-wal`).size).toBe(size)
    for (const it of [reader, writer]) it.close()
    log.close()
  }))

test('a short log is left alone, and one that cannot be carried over is kept', () =>
  inFolder(async (folder) => {
    const file = join(folder, 'a.db')
    const { writer, reader } = two(file)
    const log = logOf(file)
    const asked: string[] = []
    const noted = { pages: log.pages, fileSynced: async () => void asked.push('synced') }
    writer.run('INSERT INTO a VALUES (?)', [big])
    expect(log.pages()).toBeGreaterThan(0)
    expect(carryWhenLong(reader, { letGo() {} }, noted)).toBeUndefined()
    for (let n = 0; n < 150; n += 1) writer.run('INSERT INTO a VALUES (?)', [big])
    reader.run('BEGIN')
    reader.query('SELECT COUNT(*) FROM a').get()
    expect(carryWhenLong(reader, { letGo() {} }, noted)).toBeUndefined()
    expect(asked).toEqual([])
    expect(log.pages()).toBeGreaterThanOrEqual(longest)
    reader.run('COMMIT')
    await carryWhenLong(reader, { letGo() {} }, noted)
    expect(asked).toEqual(['synced'])
    for (const it of [reader, writer]) it.close()
    log.close()
  }))

test('the log of a store that is written and read all the time stays short, and all is there afterwards', () =>
  inFolder(async (folder) => {
    const file = join(folder, 'store.db')
    const store = await sqliteStore(file)
    for (let turn = 0; turn < 40; turn += 1) {
      const writes = Array.from({ length: 10 }, (_, n) => store.settings.insert(`${turn}-${n}`, { value: big }))
      await Promise.all([...writes, store.settings.list({}, { limit: 3 })])
      await store.settings.get(`${turn}-0`)
    }
    expect(statSync(`${file}-wal`).size).toBeLessThan(2 * longest * 4_096)
    expect(statSync(file).size).toBeGreaterThan(300 * 20_000)
    await store.close()
    const again = await sqliteStore(file)
    expect(await again.settings.count()).toBe(400)
    await again.close()
  }))
