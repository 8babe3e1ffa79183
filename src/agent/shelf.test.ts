import { afterEach, beforeEach, describe, expect, test } from 'bun:test'
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { until } from '../../tests/until'
import { type HandClock, handClock } from './clock.test-support'
import { type Entry, entryOf } from './entry'
import { credentials, hour, layers, pod } from './layers.test-support'
import { type DiskShelf, diskShelf } from './shelf'
import { whyUnfit } from './state-file'

let folder = ''
let clock: HandClock
const failures: unknown[] = []
const open = (realm = 'blue'): DiskShelf => diskShelf({ folder, clock, realm, failed: (why) => failures.push(why) })
const entry = (key: string, life = 6 * hour): Entry =>
  entryOf(pod(key), credentials(clock.now() + life), clock, { fetchedAt: clock.now(), askedAt: clock.now() })

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'podid-shelf-'))
  clock = handClock()
  failures.length = 0
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('the state folder', () => {
  test('gives back after a restart what was put, to be served without the upstream', async () => {
    const shelf = open()
    const before = layers({ shelf, clock })
    await before.kept.fetch(pod('a'))
    await shelf.settled()
    const after = layers({ shelf: open(), clock })
    for (const it of open().all()) after.kept.restore(it)
    expect(after.kept.ready(pod('a'))?.credentials).toEqual(before.kept.ready(pod('a'))?.credentials as never)
    expect(after.upstream.calls).toBe(0)
  })

  test('its files are for their owner alone, and whole', async () => {
    const shelf = open()
    shelf.put(entry('a'))
    await shelf.settled()
    const [name = ''] = readdirSync(folder)
    expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600)
    expect(readdirSync(folder)).toHaveLength(1)
  })

  test('of two processes that write, the later expiry wins, whoever writes last', async () => {
    const [one, other] = [open(), open()]
    const [early, late] = [entry('a', hour), entry('a', 2 * hour)]
    other.put(late)
    await other.settled()
    one.put(early)
    await one.settled()
    await clock.pass(1_000)
    expect((await open().find('a'))?.credentials.expiresAt).toBe(late.credentials.expiresAt)
    expect([...open().all()].map((it) => it.credentials.expiresAt)).toEqual([late.credentials.expiresAt])
  })

  test('what another process fetched meanwhile is found before the upstream is asked', async () => {
    const after = layers({ shelf: open(), clock })
    const other = open()
    other.put(entry('a'))
    await other.settled()
    await after.kept.fetch(pod('a'))
    expect(after.upstream.calls).toBe(0)
  })

  test.each([
    ['torn', (path: string) => writeFileSync(path, readFileSync(path, 'utf8').slice(0, -20))],
    ['changed', (path: string) => writeFileSync(path, readFileSync(path, 'utf8').replace('ASIA', 'ASIB'))],
    [
      'of another version',
      (path: string) => writeFileSync(path, readFileSync(path, 'utf8').replace('entry-1', 'entry-9')),
    ],
    ['readable by others', (path: string) => chmodSync(path, 0o644)],
    [
      'a link to elsewhere',
      (path: string) => {
        const text = readFileSync(path)
        rmSync(path)
        writeFileSync(join(folder, 'elsewhere'), text, { mode: 0o600 })
        symlinkSync(join(folder, 'elsewhere'), path)
      },
    ],
  ])('a file that is %s is not read', async (_, spoil) => {
    const shelf = open()
    shelf.put(entry('a'))
    await shelf.settled()
    const [name = ''] = readdirSync(folder)
    spoil(join(folder, name))
    expect([...open().all()]).toEqual([])
    expect(await open().find('a')).toBeUndefined()
  })

  test('a file under the name of another pod is not read', async () => {
    const shelf = open()
    shelf.put(entry('a'))
    shelf.put(entry('b', 7 * hour))
    await shelf.settled()
    const [one = '', other = ''] = readdirSync(folder)
    writeFileSync(join(folder, one), readFileSync(join(folder, other)), { mode: 0o600 })
    expect([...open().all()]).toHaveLength(1)
  })

  test('entries of another cluster, or another upstream, are not seen', async () => {
    const shelf = open('green')
    shelf.put(entry('a'))
    await shelf.settled()
    expect([...open('blue').all()]).toEqual([])
  })

  test('is swept of what has run out and of what a killed process left', async () => {
    const shelf = open()
    shelf.put(entry('a', hour))
    await shelf.settled()
    writeFileSync(join(folder, '.1-1.tmp'), 'half')
    await clock.pass(2 * hour)
    await shelf.sweep()
    expect(readdirSync(folder)).toEqual(['.1-1.tmp'])
  })

  test('a folder that is gone is told, and stops nothing', async () => {
    rmSync(folder, { recursive: true })
    const { kept } = layers({ shelf: open(), clock })
    expect((await kept.fetch(pod('a'))).credentials.accessKeyId).toBe('ASIA')
    await until('it is told', () => failures.length > 0)
  })

  test('what is refused for good while the folder is still being read does not come back', async () => {
    const shelf = open()
    for (const key of ['a', 'b', 'c']) shelf.put(entry(key))
    await shelf.settled()
    const reading = open()
    const found: string[] = []
    for (const it of reading.all()) {
      found.push(it.pod.key)
      for (const key of ['a', 'b', 'c']) reading.remove(key)
    }
    expect(found).toHaveLength(1)
    await reading.settled()
    expect(readdirSync(folder)).toEqual([])
  })

  test('a final refusal removes the file too', async () => {
    const shelf = open()
    shelf.put(entry('a'))
    await shelf.settled()
    shelf.remove('a')
    await shelf.settled()
    expect(readdirSync(folder)).toEqual([])
  })
})

test('a folder that others may enter is not fit', () => {
  expect(whyUnfit(folder)).toBeUndefined()
  chmodSync(folder, 0o755)
  expect(whyUnfit(folder)).toContain('chmod 700')
  expect(whyUnfit(join(folder, 'made'))).toBeUndefined()
  writeFileSync(join(folder, 'file'), '')
  expect(whyUnfit(join(folder, 'file'))).toBeDefined()
})
