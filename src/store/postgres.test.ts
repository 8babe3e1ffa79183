import { afterAll, describe, expect, test } from 'bun:test'
import { startPostgres } from '../../tests/postgres'
import { auditEvent, storeConformance } from './conformance'
import { migrationConformance } from './conformance-migrations'
import { stretch } from './order'
import { postgresStore } from './postgres'
import { postgresMigrating } from './postgres-migrating'
import { selection } from './schema'
import type { TableSpec } from './table'
import { type Store, tables } from './tables'

const postgres = await startPostgres()
if ('skipped' in postgres) {
  process.stderr.write(`\n*** SKIPPED: the store over PostgreSQL: ${postgres.skipped}\n`)
  describe('PostgreSQL', () => test.skip(postgres.skipped, () => {}))
} else {
  const { url } = postgres
  await (await postgresStore(url)).close()
  const server = new Bun.SQL(url, { max: 1 })
  const names = Object.values<TableSpec<never>>(tables).map((it) => it.name)
  // One database, emptied for each test, since making one takes ten times as long.
  const fresh = async (): Promise<Store> => {
    await server.unsafe(names.map((it) => `DELETE FROM "${it}"`).join(';'))
    return postgresStore(url)
  }
  afterAll(async () => {
    await server.close()
    await postgres.stop()
  })
  storeConformance('PostgreSQL', fresh)

  describe('PostgreSQL, many servers', () => {
    const many = async (work: (stores: readonly Store[]) => Promise<void>): Promise<void> => {
      const stores = await Promise.all([fresh(), fresh(), fresh()])
      await work(stores)
      await Promise.all(stores.map((it) => it.close()))
    }

    test('increments of one row by changes of several servers lose none', () =>
      many(async ([one, ...others]) => {
        await one?.settings.insert('a', { value: '0' })
        const stores = one === undefined ? others : [one, ...others]
        await Promise.all(
          Array.from({ length: 60 }, (_, n) =>
            stores[n % 3]?.change(async (tx) => {
              const next = String(Number((await tx.settings.get('a'))?.value) + 1)
              await tx.settings.update('a', () => ({ value: next }))
            }),
          ),
        )
        expect(await one?.settings.get('a')).toEqual({ value: '60' })
      }))

    test('of inserts of one key by several servers, one is answered with true', () =>
      many(async (stores) => {
        const answers = await Promise.all(
          Array.from({ length: 60 }, (_, n) => stores[n % 3]?.events.insert(`e${n % 4}`, auditEvent(`e${n % 4}`))),
        )
        expect(answers.filter((it) => it)).toHaveLength(4)
      }))
  })

  describe('PostgreSQL', () => {
    test('inserts that go together: those the server refuses fail alone', async () => {
      const store = await fresh()
      // An index takes no value beyond some 2,700 bytes that do not compress.
      const long = Array.from({ length: 4000 }, (_, n) => Bun.hash(String(n)).toString(36)).join('')
      const results = await Promise.allSettled(
        Array.from({ length: 20 }, (_, n) => store.settings.insert(n === 7 ? long : `k${n}`, { value: 'x' })),
      )
      expect(results.flatMap((it, n) => (it.status === 'rejected' ? [n] : []))).toEqual([7])
      expect(await store.settings.count()).toBe(19)
      await store.close()
    })

    test('of inserts of one key that go together, the first is in', async () => {
      const store = await fresh()
      const upload = (uploadId: string) => ({
        bucket: 'b',
        key: 'k',
        uploadId,
        startedAt: 1,
        startedBy: 'me',
        headers: {},
        metadata: {},
      })
      await store.uploads.insert('taken', upload('u'))
      const answers = await Promise.all([
        store.uploads.insert('k', upload('u')),
        store.uploads.insert('k', upload('v')),
        store.uploads.insert('k', upload('w')),
      ])
      expect(answers.filter((it) => it)).toHaveLength(1)
      expect((await store.uploads.get('k'))?.uploadId).toBe(['u', 'v', 'w'][answers.indexOf(true)])
      await store.close()
    })

    test('a database that cannot be reached is told without its password', async () => {
      const nowhere = 'postgres://someone:hunter2@127.0.0.1:9/podid'
      const failure: unknown = await postgresStore(nowhere).catch((why: unknown) => why)
      expect(String(failure)).toContain('The PostgreSQL database podid at 127.0.0.1:9 cannot be used')
      expect(Bun.inspect(failure)).not.toContain('hunter2')
    })

    test('a database in another encoding is refused', async () => {
      await server.unsafe(
        "CREATE DATABASE ascii ENCODING 'SQL_ASCII' LOCALE_PROVIDER libc LOCALE 'C' TEMPLATE template0",
      )
      const ascii = new URL(url)
      ascii.pathname = '/ascii'
      await expect(postgresStore(ascii.href)).rejects.toThrow('SQL_ASCII')
    })

    test('no look-up scans', async () => {
      // With the sequential scan made dear, the planner takes an index wherever one serves.
      const sql = new Bun.SQL(url, {
        max: 1,
        connection: { enable_seqscan: 'off', enable_bitmapscan: 'off', enable_sort: 'off' },
      })
      for (const spec of Object.values<TableSpec<never>>(tables))
        for (const by of [undefined, ...Object.keys(spec.indexes)])
          for (const what of ['rows', 'count'] as const) {
            const where = stretch({ by, prefix: 'a', descending: true }, { limit: 5 })
            if (where === undefined) throw new Error('An empty stretch.')
            const { text, values } = selection(spec, where, what)
            const plan = await sql.unsafe(`EXPLAIN (COSTS OFF) ${text}`, [...values])
            const lines: string[] = plan.map((it: Record<string, string>) => it['QUERY PLAN'])
            expect(lines.join('\n')).toMatch(/Index (Only )?Scan/)
            expect(lines.join('\n')).toContain('Index Cond')
            expect(lines.join('\n')).not.toContain('Sort')
          }
      await sql.close()
    })
  })

  describe('migrations of PostgreSQL', () => {
    migrationConformance(async (work) => {
      const sql = new Bun.SQL(await postgres.database(), { max: 1 })
      await sql.begin((tx) => work(postgresMigrating(tx)))
      await sql.close()
    })

    test('servers that start at once migrate once', async () => {
      const url = await postgres.database()
      const stores = await Promise.all([1, 2, 3, 4].map(() => postgresStore(url)))
      await Promise.all(stores.map((it, n) => it.settings.insert(String(n), { value: 'x' })))
      expect(await stores[0]?.settings.count()).toBe(4)
      await Promise.all(stores.map((it) => it.close()))
    })

    test('a server whose store another has migrated is not ready any more, and no old one starts', async () => {
      const url = await postgres.database()
      const store = await postgresStore(url)
      await store.check()
      const sql = new Bun.SQL(url, { max: 1 })
      await sql.unsafe("INSERT INTO migrations (version, name) VALUES (99, 'from the future')")
      await sql.close()
      await expect(store.check()).rejects.toThrow('another version')
      await store.close()
      await expect(postgresStore(url)).rejects.toThrow('newer podid')
    })
  })
}
