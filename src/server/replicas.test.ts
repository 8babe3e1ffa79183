import { afterAll, describe, expect, test } from 'bun:test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from '../../tests/postgres'
import { openSession, sealSession } from '../signatures'
import { serverConfig } from './config'
import { rotateMasterKey } from './rotate'
import { type RunningServer, startServer } from './start'

const postgres = await startPostgres()
const folder = mkdtempSync(join(tmpdir(), 'podid-replicas-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

if ('skipped' in postgres) {
  process.stderr.write(`\n*** SKIPPED: replicas over PostgreSQL: ${postgres.skipped}\n`)
  describe('replicas', () => test.skip(postgres.skipped, () => {}))
} else {
  const settings = (name: string, masterKey = join(folder, 'shared.key')) =>
    serverConfig({
      ...{ data: join(folder, name), store: postgres.url, masterKey },
      ...{ port: '0', metricsPort: '0', logLevel: 'silent' },
    })
  const running: RunningServer[] = []
  afterAll(async () => {
    for (const server of running) await server.stop()
    await postgres.stop()
  })
  const started = async (...given: Parameters<typeof settings>): Promise<RunningServer> => {
    const server = await startServer(settings(...given))
    running.push(server)
    return server
  }
  const issuedBy = ({ house }: RunningServer) => {
    const now = Date.now()
    const life = { issuedAt: now, expiresAt: now + 3_600_000 }
    const who = { kind: 'user', account: house.account, arn: 'arn', principalId: 'AIDA', name: 'u' } as const
    return sealSession(house.keyring, { ...who, ...life, tags: [], transitive: [], chained: false }, house)
  }
  const counts = ({ house }: RunningServer, { accessKeyId, sessionToken }: ReturnType<typeof issuedBy>): boolean =>
    typeof openSession(house.keyring, accessKeyId, sessionToken, Date.now()) !== 'string'

  test('replicas share a master key, and one that has another is refused', async () => {
    const [one, two] = [await started('one'), await started('two')]
    expect(counts(two, issuedBy(one))).toBe(true)
    expect(started('three', join(folder, 'another.key'))).rejects.toThrow('--master-key')
    await Bun.sleep(200)
  }, 300_000)

  test('a rotation beside them seals the store anew; what either issues counts with the other at once', async () => {
    const [one, two] = running
    if (one === undefined || two === undefined) throw new Error('They did not start.')
    const before = issuedBy(one)
    const { keys, resealed } = await rotateMasterKey(settings('one'), { running: false })
    // A replica that sees the new ring first has sealed some of it by then.
    expect(resealed).toBeLessThanOrEqual(2)
    while (one.house.keyring.current.id !== keys[0]?.id) await Bun.sleep(10)
    const after = issuedBy(one)
    expect([counts(two, after), counts(two, before), counts(one, before)]).toEqual([true, true, true])
    const [admin] = await two.house.store.accessKeys.list()
    expect(admin && two.house.keyring.isCurrent(admin.sealedSecret)).toBe(true)
  }, 300_000)
}
