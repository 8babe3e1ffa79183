import { afterAll, describe, expect, test } from 'bun:test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from '../../tests/postgres'
import { expectKept, killedWhileWriting, writing } from './crash.test-support'
import { openStore } from './open'
import { postgresStore } from './postgres'

const runs = [1, 2, 3]
const chance = (): number => 50 + Math.floor(Math.random() * 400)

async function survives(where: string): Promise<void> {
  const acknowledged: string[] = []
  for (const run of runs) {
    const written = await killedWhileWriting(where, `run-${run}`, chance())
    expect(written.length).toBeGreaterThanOrEqual(50)
    acknowledged.push(...written)
    const store = await openStore(where)
    await expectKept(store, acknowledged)
    await store.close()
  }
}

describe('killed with -9 while writing', () => {
  test('SQLite keeps what it acknowledged', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'podid-crash-'))
    await survives(join(folder, 'store.db'))
    rmSync(folder, { recursive: true, force: true })
  }, 300_000)

  test('SQLite keeps a second program out until the first is dead', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'podid-crash-'))
    const file = join(folder, 'store.db')
    const first = writing(file, 'first')
    await first.stdout.getReader().read()
    await expect(openStore(file)).rejects.toThrow('in use by another podid')
    first.kill('SIGKILL')
    await first.exited
    const second = await openStore(file)
    expect(await second.settings.count()).toBeGreaterThan(0)
    await second.close()
    rmSync(folder, { recursive: true, force: true })
  })
})

const postgres = await startPostgres({ durable: true })
if ('skipped' in postgres) {
  process.stderr.write(`\n*** SKIPPED: crashes over PostgreSQL: ${postgres.skipped}\n`)
  describe('killed with -9 while writing', () => test.skip(postgres.skipped, () => {}))
} else {
  afterAll(() => postgres.stop())
  describe('killed with -9 while writing', () => {
    test('PostgreSQL keeps what it acknowledged', async () => survives(await postgres.database()), 300_000)

    test('a PostgreSQL server that is killed itself keeps what it acknowledged, and the store finds it again', async () => {
      const store = await postgresStore(postgres.url)
      await store.check()
      const acknowledged: string[] = []
      const write = async (key: string): Promise<void> => {
        await store.change(async (tx) => {
          await tx.settings.insert(key, { value: 'pair' })
          await tx.clusterKeys.insert(key, { cluster: key })
        })
        acknowledged.push(key)
      }
      const written = Promise.allSettled(Array.from({ length: 300 }, (_, n) => write(`k${n}`)))
      while (acknowledged.length < 50) await Bun.sleep(1)
      await postgres.kill()
      const outcomes = await written
      expect(outcomes.some((it) => it.status === 'rejected')).toBe(true)
      await expect(store.check()).rejects.toThrow()
      await postgres.restart()
      await expectKept(store, acknowledged)
      expect(await store.settings.insert('afterwards', { value: 'x' })).toBe(true)
      await store.close()
    }, 300_000)
  })
}
