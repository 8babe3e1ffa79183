import { afterEach, describe, expect, test } from 'bun:test'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createKeyring, keysIn, readKeyring, rotateKeyring } from '../signatures'
import { memoryStore, type Store } from '../store'
import { changeMasterKey, masterKey } from './master-key'
import { reseal } from './reseal'

const folders: string[] = []
const fresh = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'podid-keys-'))
  folders.push(folder)
  return join(folder, 'master.key')
}
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

describe('the file of the master key', () => {
  test('is made once, however many want it', () => {
    const file = fresh()
    const first = masterKey(file, 5)
    expect(keysIn(readFileSync(file, 'utf8'))).toEqual([
      { id: first.current.id, state: 'current', createdAt: 5, retiredAt: undefined },
    ])
    expect(masterKey(file, 6).current.id).toBe(first.current.id)
  })

  test('one that another made meanwhile is kept', async () => {
    const file = fresh()
    const racers = Array.from({ length: 4 }, () =>
      Bun.spawn(
        [
          process.execPath,
          '-e',
          `import {masterKey} from '${join(import.meta.dir, 'master-key.ts')}'; console.log(masterKey('${file}', 1).current.id)`,
        ],
        { stdout: 'pipe', stderr: 'inherit' },
      ),
    )
    const ids = await Promise.all(racers.map((it) => new Response(it.stdout).text()))
    expect(new Set(ids).size).toBe(1)
    expect(ids[0]?.trim()).toBe(readKeyring(readFileSync(file, 'utf8')).current.id)
  })

  test('is refused when others may read it', () => {
    const file = fresh()
    masterKey(file, 1)
    chmodSync(file, 0o644)
    expect(() => masterKey(file, 1)).toThrow('chmod 600')
  })

  test('is changed by one at a time, so that no key is lost', async () => {
    const file = fresh()
    masterKey(file, 0)
    await Promise.all(
      Array.from({ length: 8 }, (_, at) => changeMasterKey(file, (text) => rotateKeyring(text, at + 1))),
    )
    expect(keysIn(readFileSync(file, 'utf8'))).toHaveLength(9)
    expect(existsSync(`${file}.changing`)).toBe(false)
  })

  test('the lock of someone who died does not last', async () => {
    const file = fresh()
    masterKey(file, 0)
    writeFileSync(`${file}.changing`, '')
    const old = Date.now() / 1000 - 60
    utimesSync(`${file}.changing`, old, old)
    await changeMasterKey(file, (text) => rotateKeyring(text, 1))
    expect(keysIn(readFileSync(file, 'utf8'))).toHaveLength(2)
  })

  test('is never replaced by something that is no key ring', async () => {
    const file = fresh()
    masterKey(file, 0)
    const before = readFileSync(file, 'utf8')
    expect(changeMasterKey(file, () => '{}')).rejects.toThrow('not a key ring')
    await Bun.sleep(1)
    expect(readFileSync(file, 'utf8')).toBe(before)
    expect(changeMasterKey(`${file}.none`, (it) => it)).rejects.toThrow('--master-key')
  })
})

describe('sealing the store anew', () => {
  const secrets = 450
  async function filled(text: string): Promise<Store> {
    const [store, ring] = [memoryStore(), readKeyring(text)]
    for (let at = 0; at < secrets; at += 1) {
      const id = `AKIA${String(at).padStart(16, '0')}`
      const sealedSecret = ring.seal('access-key', `secret ${at}`)
      const row = { id, userName: 'u', userId: 'AIDA', status: 'Active', sealedSecret, createdAt: 0 } as const
      await store.accessKeys.insert(id, row)
    }
    const sealedJwk = ring.seal('signing-key', '{"d":"x"}')
    await store.signingKeys.insert('blue\u001fkid', { cluster: 'blue', kid: 'kid', sealedJwk, createdAt: 0 })
    await store.settings.insert('keyring', { value: ring.seal('settings/keyring', 'podid') })
    return store
  }
  const opened = async (store: Store, text: string): Promise<readonly string[]> => {
    const ring = readKeyring(text)
    const [key] = await store.signingKeys.list()
    const proof = await store.settings.get('keyring')
    return [
      ...(await store.accessKeys.list()).map((it) => ring.open('access-key', it.sealedSecret).reveal()),
      ring.open('signing-key', key?.sealedJwk ?? '').reveal(),
      ring.open('settings/keyring', proof?.value ?? '').reveal(),
    ]
  }
  const everything = [...Array.from({ length: secrets }, (_, at) => `secret ${at}`), '{"d":"x"}', 'podid']
  /** The ring with its current key alone. */
  const only = (text: string): string => {
    const ring = JSON.parse(text)
    return JSON.stringify({ ...ring, keys: ring.keys.filter((it: { id: string }) => it.id === ring.current) })
  }

  test('leaves nothing that only a former key opens', async () => {
    const first = createKeyring()
    const store = await filled(first)
    const second = rotateKeyring(first, 0)
    expect(await reseal(store, readKeyring(second))).toBe(secrets + 2)
    expect(await opened(store, only(second))).toEqual(everything)
    expect(await reseal(store, readKeyring(second))).toBe(0)
  })

  test('broken off anywhere loses nothing, and is gone on with', async () => {
    const first = createKeyring()
    const store = await filled(first)
    const second = rotateKeyring(first, 0)
    for (const most of [1, 7, 200, 100, 1_000]) {
      let left = most
      const breaking = {
        ...store,
        accessKeys: {
          ...store.accessKeys,
          update: (...said: Parameters<Store['accessKeys']['update']>) => {
            left -= 1
            if (left < 0) throw new Error('killed')
            return store.accessKeys.update(...said)
          },
        },
      }
      await reseal(breaking, readKeyring(second)).catch(() => {})
      expect(await opened(store, second)).toEqual(everything)
    }
    expect(await opened(store, only(second))).toEqual(everything)
  })

  test('does not overwrite what was changed meanwhile', async () => {
    const first = createKeyring()
    const store = await filled(first)
    const ring = readKeyring(rotateKeyring(first, 0))
    const id = `AKIA${'0'.repeat(16)}`
    const slow = {
      ...store,
      accessKeys: {
        ...store.accessKeys,
        async update(key: string, change: Parameters<Store['accessKeys']['update']>[1]) {
          if (key === id)
            await store.accessKeys.update(key, (it) => ({ ...it, sealedSecret: ring.seal('access-key', 'newer') }))
          return store.accessKeys.update(key, change)
        },
      },
    }
    await reseal(slow, ring)
    const row = await store.accessKeys.get(id)
    expect(ring.open('access-key', row?.sealedSecret ?? '').reveal()).toBe('newer')
  })

  test('fails where a key is missing, and says so', async () => {
    const store = await filled(createKeyring())
    expect(reseal(store, readKeyring(createKeyring()))).rejects.toThrow('not in the key ring')
  })
})

test('whatever is sealed is sealed anew, or kept nowhere', () => {
  const sealing = new Map([
    ['src/server/first-start.ts', 'settings/keyring'],
    ['src/server/reseal.ts', 'what is sealed anew'],
    ['src/services/eks/built-in-cluster.ts', 'signing-key'],
    ['src/services/encoded-reason.ts', 'travels to the caller, and is kept nowhere'],
    ['src/services/iam/access-keys.ts', 'access-key'],
    ['src/services/podid/rotate-cluster-keys.ts', 'signing-key'],
  ])
  const root = join(import.meta.dir, '..', '..')
  const found = [...new Bun.Glob('src/**/*.ts').scanSync(root)].filter(
    (file) =>
      !file.includes('.test') &&
      file !== 'src/signatures/keyring.ts' &&
      /\.seal\(/.test(readFileSync(join(root, file), 'utf8')),
  )
  // Another file that seals: add what it keeps to reseal.ts, then its name here.
  expect(found.filter((file) => !sealing.has(file))).toEqual([])
})
