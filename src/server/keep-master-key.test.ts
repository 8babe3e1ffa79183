import { afterEach, describe, expect, test } from 'bun:test'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { until as eventually } from '../../tests/until'
import { createLog } from '../program'
import { createKeyring, keysIn, readKeyring, rotateKeyring, sealSession } from '../signatures'
import { memoryStore } from '../store'
import { serverConfig } from './config'
import { keepMasterKey } from './keep-master-key'
import { changeMasterKey, masterKey } from './master-key'
import { writePrivate } from './private-file'
import { masterKeys, prepareMasterKey, rotateMasterKey, sealingKey } from './rotate'
import { startServer } from './start'

const hour = 3_600_000
const stops: (() => Promise<void>)[] = []
const folders: string[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})
const folder = (): string => {
  const data = mkdtempSync(join(tmpdir(), 'podid-keep-'))
  folders.push(data)
  return data
}

async function kept(every = 1) {
  const data = folder()
  const file = join(data, 'master.key')
  const clock = { now: 0 }
  const [store, keyring] = [memoryStore(), masterKey(file, 0)]
  const sealedSecret = keyring.seal('access-key', 'secret')
  const row = { id: 'AKIA', userName: 'u', userId: 'AIDA', status: 'Active', sealedSecret, createdAt: 0 } as const
  await store.accessKeys.insert('AKIA', row)
  const log = createLog({ format: 'json', level: 'silent' })
  const keeper = keepMasterKey({ file, data, store, keyring, now: () => clock.now, log }, every)
  stops.push(() => keeper.stop())
  const rotate = () => changeMasterKey(file, (text) => rotateKeyring(text, clock.now))
  const sealedAnew = async () => keyring.isCurrent((await store.accessKeys.get('AKIA'))?.sealedSecret ?? '')
  return { data, file, clock, store, keyring, keeper, rotate, sealedAnew }
}

async function until(what: () => Promise<boolean> | boolean): Promise<void> {
  await eventually('what is waited for', what)
}

describe('a running server', () => {
  test('takes a changed ring up, seals the store anew and says what it seals with', async () => {
    const { data, keyring, rotate, sealedAnew } = await kept()
    expect(sealingKey({ data })).toBe(keyring.current.id)
    const ring = readKeyring(await rotate())
    await until(() => keyring.current.id === ring.current.id)
    await until(sealedAnew)
    expect(sealingKey({ data })).toBe(ring.current.id)
  })

  test('opens at once what another replica sealed with a key that is new here', async () => {
    const { keyring, rotate } = await kept(3_600_000)
    const other = readKeyring(await rotate())
    expect(keyring.open('a', other.seal('a', 'text')).reveal()).toBe('text')
  })

  test('looks no more than once for keys that nobody has', async () => {
    const { file, keyring } = await kept(3_600_000)
    expect(keyring.key('0000000000000000')).toBeUndefined()
    const ring = await changeMasterKey(file, (text) => rotateKeyring(text, 0))
    expect(keyring.key(readKeyring(ring).current.id)).toBeUndefined()
  })

  test('keeps its keys when the file becomes another ring, unreadable or gone', async () => {
    const { file, keyring, sealedAnew } = await kept()
    const id = keyring.current.id
    for (const spoil of [
      () => writePrivate(file, createKeyring()),
      () => writePrivate(file, 'nonsense'),
      () => Bun.spawnSync(['chmod', '644', file]),
      () => rmSync(file),
    ]) {
      spoil()
      await Bun.sleep(20)
      expect(keyring.current.id).toBe(id)
      expect(await sealedAnew()).toBe(true)
    }
  })

  test('throws a former key away after 36 hours, once nothing is sealed with it', async () => {
    const { file, clock, keyring, rotate, sealedAnew } = await kept()
    const former = keyring.current.id
    await rotate()
    await until(() => keyring.current.id !== former)
    await until(sealedAnew)
    const ids = () => keysIn(readFileSync(file, 'utf8')).map(({ id }) => id)
    clock.now = 36 * hour - 1
    const second = keyring.current.id
    await rotate()
    await until(() => keyring.current.id !== second)
    await Bun.sleep(20)
    expect(ids()).toContain(former)
    clock.now += 1
    await rotate()
    await until(() => !ids().includes(former))
    expect(ids()).toContain(second)
    await until(() => keyring.key(former) === undefined)
  })
})

describe('podid server keys', () => {
  const settings = (data: string) =>
    serverConfig({ data, port: '0', metricsPort: '0', logLevel: 'silent', store: 'sqlite' })

  test('rotate on a server at rest seals its store anew; the administrator and sessions issued before still count', async () => {
    const config = settings(folder())
    const first = await startServer(config)
    const session = {
      ...({
        kind: 'user',
        account: first.account,
        arn: 'arn:aws:iam::000000000000:user/admin',
        name: 'admin',
      } as const),
      ...{ principalId: 'AIDA', issuedAt: Date.now(), expiresAt: Date.now() + hour, tags: [], transitive: [] },
      chained: false,
    }
    const { accessKeyId, sessionToken } = sealSession(first.house.keyring, session, first.house)
    await first.stop()
    const before = masterKeys(config)[0]?.id
    const { keys, resealed } = await rotateMasterKey(config, { running: false })
    expect(keys.map(({ id, state }) => [id === before, state])).toEqual([
      [false, 'current'],
      [true, 'former'],
    ])
    expect(resealed).toBe(2)
    const second = await startServer(config)
    stops.push(() => second.stop())
    const { openSession } = await import('../signatures')
    expect(openSession(second.house.keyring, accessKeyId, sessionToken, Date.now())).toMatchObject({ accessKeyId })
    const [admin] = await second.house.store.accessKeys.list()
    expect(second.house.keyring.isCurrent(admin?.sealedSecret ?? '')).toBe(true)
    const told = JSON.parse(readFileSync(join(config.data, 'admin.json'), 'utf8'))
    expect(admin && second.house.secrets.open(admin).reveal()).toBe(told.secretAccessKey)
  })

  test('rotate changes nothing when the store belongs to another key, or is held by another', async () => {
    const config = settings(folder())
    await (await startServer(config)).stop()
    const stranger = join(folder(), 'other.key')
    masterKey(stranger, 0)
    const text = readFileSync(stranger, 'utf8')
    const wrong = { ...config, masterKey: stranger }
    expect(rotateMasterKey(wrong, { running: false })).rejects.toThrow('nothing was changed')
    const server = await startServer(config)
    stops.push(() => server.stop())
    const own = readFileSync(join(config.data, 'master.key'), 'utf8')
    expect(rotateMasterKey(config, { running: false })).rejects.toThrow('in use by another podid')
    await Bun.sleep(50)
    expect(readFileSync(stranger, 'utf8')).toBe(text)
    expect(readFileSync(join(config.data, 'master.key'), 'utf8')).toBe(own)
  })

  test('rotate takes the prepared key, which was spread before', async () => {
    const config = settings(folder())
    await (await startServer(config)).stop()
    const prepared = (await prepareMasterKey(config)).find(({ state }) => state === 'prepared')
    expect((await rotateMasterKey(config, { running: false })).keys[0]?.id).toBe(prepared?.id)
  })

  test('--master-key names a file elsewhere, for all servers of one store', async () => {
    const config = { ...settings(folder()), masterKey: join(folder(), 'shared.key') }
    const server = await startServer(config)
    stops.push(() => server.stop())
    expect(masterKeys(config)[0]?.id).toBe(server.house.keyring.current.id)
    expect(() => masterKeys({ ...config, masterKey: '' })).toThrow('There is no master key at')
  })
})
