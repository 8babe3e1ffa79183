import { Database } from 'bun:sqlite'
import { afterAll, describe, expect, test } from 'bun:test'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { storeConformance } from './conformance'
import { openStore } from './open'
import { stretch } from './order'
import { selection } from './schema'
import { sqliteStore } from './sqlite'
import { numbered } from './sqlite-rows'
import type { TableSpec } from './table'
import { tables } from './tables'

const folder = mkdtempSync(join(tmpdir(), 'podid-sqlite-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let files = 0
const newFile = (): string => join(folder, String(++files), 'store.db')

storeConformance('SQLite in memory', () => sqliteStore(':memory:'))
storeConformance('SQLite in a file', () => sqliteStore(newFile()))

describe('SQLite', () => {
  test('what was written is there for the next program', async () => {
    const file = newFile()
    const one = await openStore(file)
    await one.settings.insert('a', { value: '1' })
    await one.close()
    const two = await openStore(file)
    expect(await two.settings.get('a')).toEqual({ value: '1' })
    await two.close()
  })

  test('closing waits for what is being written', async () => {
    const file = newFile()
    const store = await sqliteStore(file)
    const writes = Array.from({ length: 1500 }, (_, n) => store.settings.insert(String(n), { value: 'x' }))
    await store.close()
    expect((await Promise.all(writes)).every((it) => it)).toBe(true)
    const again = await sqliteStore(file)
    expect(await again.settings.count()).toBe(1500)
    await again.close()
  })

  test('only the owner can see the files', async () => {
    const file = newFile()
    const store = await sqliteStore(file)
    await store.settings.insert('a', { value: '1' })
    expect(statSync(dirname(file)).mode & 0o777).toBe(0o700)
    const names = readdirSync(dirname(file))
    expect(names).toContain('store.db-wal')
    for (const it of names)
      expect({ it, mode: statSync(join(dirname(file), it)).mode & 0o777 }).toEqual({ it, mode: 0o600 })
    await store.close()
  })

  test('a file that others could see is closed to them; a folder that was there keeps its mode', async () => {
    const file = newFile()
    mkdirSync(dirname(file), { mode: 0o755 })
    await Bun.write(file, '')
    chmodSync(file, 0o644)
    const store = await sqliteStore(file)
    expect([statSync(file).mode & 0o777, statSync(dirname(file)).mode & 0o777]).toEqual([0o600, 0o755])
    await store.close()
  })

  test('a second podid on the same file is refused, by whatever name, until the first has ended', async () => {
    const file = newFile()
    const first = await sqliteStore(file)
    const link = join(folder, 'link.db')
    symlinkSync(file, link)
    for (const it of [file, link]) await expect(sqliteStore(it)).rejects.toThrow('in use by another podid')
    await first.settings.insert('a', { value: '1' })
    await first.close()
    const second = await sqliteStore(link)
    expect(await second.settings.count()).toBe(1)
    await second.close()
  })

  test('a file that is something else is refused, and can be opened when it is put right', async () => {
    const file = newFile()
    mkdirSync(dirname(file))
    await Bun.write(file, 'this is no database, but a letter to my aunt. '.repeat(100))
    await expect(sqliteStore(file)).rejects.toThrow('file is not a database')
    rmSync(file)
    await (await sqliteStore(file)).close()
  })

  test('a store of a newer version is refused and left as it is', async () => {
    const file = newFile()
    await (await sqliteStore(file)).close()
    const db = new Database(file)
    db.run("INSERT INTO migrations (version, name) VALUES (99, 'from the future')")
    db.close()
    await expect(sqliteStore(file)).rejects.toThrow('written by a newer podid')
  })

  test('a disk that takes no more fails the writes, and the store goes on when it does again', async () => {
    const store = await sqliteStore(newFile(), { maxPages: 300 })
    const big = 'x'.repeat(100_000)
    const results = await Promise.allSettled(
      Array.from({ length: 30 }, (_, n) => store.settings.insert(`big ${n}`, { value: big })),
    )
    const kept = results.filter((it) => it.status === 'fulfilled').length
    expect(kept).toBeLessThan(30)
    expect(await store.settings.count()).toBe(kept)
    expect(await store.settings.insert('small', { value: 'x' })).toBe(true)
    await store.close()
  })

  test('associations lie in the order of their keys, so that a page of a list is a few pages of the file', async () => {
    const file = newFile()
    await (await sqliteStore(file)).close()
    const db = new Database(file)
    const plan = db.query<{ detail: string }, []>(
      "EXPLAIN QUERY PLAN SELECT row FROM associations WHERE key > 'a' ORDER BY key LIMIT 100",
    )
    expect(plan.all().map((it) => it.detail)).toEqual(['SEARCH associations USING PRIMARY KEY (key>?)'])
    plan.finalize()
    db.close()
  })

  test('no look-up scans', async () => {
    const file = newFile()
    await (await sqliteStore(file)).close()
    const db = new Database(file)
    const ranges = [{}, { prefix: 'a' }, { from: 'a', to: 'b' }, { descending: true }]
    for (const spec of Object.values<TableSpec<never>>(tables))
      for (const by of [undefined, ...Object.keys(spec.indexes)])
        for (const range of ranges)
          for (const page of [{}, { limit: 5, after: 'a1' }])
            for (const what of ['rows', 'count'] as const) {
              const where = stretch({ ...range, by }, page)
              if (where === undefined) throw new Error('An empty stretch.')
              const { text, values } = selection(spec, where, what)
              const plan = db.query<{ detail: string }, (string | number)[]>(`EXPLAIN QUERY PLAN ${numbered(text)}`)
              const details = plan.all(...values).map((it) => it.detail)
              plan.finalize()
              // A bounded count looks at the rows that it took, and at no others.
              const bounded = what === 'count' && page.limit !== undefined
              expect(details).toHaveLength(bounded ? 3 : 1)
              if (bounded) expect([details[0], details[2]]).toEqual(['CO-ROUTINE taken', 'SCAN taken'])
              expect(details[bounded ? 1 : 0]).toMatch(/^SEARCH \S+ USING ((COVERING )?INDEX \S+|PRIMARY KEY) \(\w+>/)
            }
    db.close()
  })

  test('there are stores of two kinds', () => {
    expect(() => openStore('mysql://localhost/podid')).toThrow('no store of the kind mysql')
  })
})
