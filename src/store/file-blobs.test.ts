import { afterAll, describe, expect, test } from 'bun:test'
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { until } from '../../tests/until'
import { fileBlobs } from './file-blobs'

const root = mkdtempSync(join(tmpdir(), 'podid-blobs-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
let folders = 0
const newFolder = (): string => join(root, String(++folders))

function streamOf(...chunks: readonly (string | Uint8Array)[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const it of chunks) controller.enqueue(typeof it === 'string' ? new TextEncoder().encode(it) : it)
      controller.close()
    },
  })
}
const textOf = (stream: ReadableStream<Uint8Array>): Promise<string> => new Response(stream).text()
const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((it) => (it.isFile() ? [it.name] : []))

const countable = existsSync('/proc/self/fd')

/** How many files under the root are open. */
function openFiles(): number {
  return readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`).startsWith(root)
    } catch {
      return false
    }
  }).length
}

describe('blobs', () => {
  test('what is written can be read, wholly and in part', async () => {
    const blobs = fileBlobs(newFolder())
    const seen: string[] = []
    const { blob, size } = await blobs.write(streamOf('one ', '', 'two ', 'three'), (it) =>
      seen.push(Buffer.from(it).toString()),
    )
    expect(size).toBe(13)
    expect(seen.join('|')).toBe('one ||two |three')
    expect(await textOf(blobs.read(blob))).toBe('one two three')
    expect(await textOf(blobs.read(blob, 4))).toBe('two three')
    expect(await textOf(blobs.read(blob, 4, 7))).toBe('two')
    expect(await textOf(blobs.read(blob, 12, 99))).toBe('e')
    expect(await textOf(blobs.read(blob, 13))).toBe('')
    expect(await textOf(blobs.read(blob, 5, 5))).toBe('')
  })

  test('an empty blob is a blob', async () => {
    const blobs = fileBlobs(newFolder())
    const { blob, size } = await blobs.write(streamOf())
    expect(size).toBe(0)
    expect(await textOf(blobs.read(blob))).toBe('')
  })

  test('only the owner can see them, and they are there for the next program too', async () => {
    const folder = newFolder()
    const { blob } = await fileBlobs(folder).write(streamOf('x'))
    const path = join(folder, blob.slice(0, 2), blob.slice(2))
    expect(statSync(path).mode & 0o777).toBe(0o600)
    for (const it of [folder, join(folder, blob.slice(0, 2)), join(folder, 'new')])
      expect(statSync(it).mode & 0o777).toBe(0o700)
    expect(await textOf(fileBlobs(folder).read(blob))).toBe('x')
  })

  test('a stream that fails leaves no file, and its error is told', async () => {
    const folder = newFolder()
    const blobs = fileBlobs(folder)
    let pulled = 0
    const failing = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (++pulled > 3) controller.error(new Error('cut off'))
        else controller.enqueue(new Uint8Array(300_000))
      },
    })
    await expect(blobs.write(failing)).rejects.toThrow('cut off')
    expect(filesIn(folder)).toEqual([])
  })

  test('a chunk that is refused ends the writing and the stream', async () => {
    const folder = newFolder()
    let cancelled = false
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(1000)),
      cancel() {
        cancelled = true
      },
    })
    const refused = fileBlobs(folder).write(endless, () => {
      throw new Error('bad digest')
    })
    await expect(refused).rejects.toThrow('bad digest')
    expect(cancelled).toBe(true)
    expect(filesIn(folder)).toEqual([])
  })

  test('writing waits for the disk: a fast stream is not held in memory', async () => {
    const blobs = fileBlobs(newFolder())
    const chunk = randomBytes(64 * 1024)
    const digest = createHash('sha256')
    let made = 0
    let written = 0
    let ahead = 0
    const total = 640
    const fast = new ReadableStream<Uint8Array>({
      pull(controller) {
        ahead = Math.max(ahead, ++made - written)
        controller.enqueue(chunk)
        if (made === total) controller.close()
      },
    })
    const { blob, size } = await blobs.write(fast, (it) => {
      written += 1
      digest.update(it)
    })
    expect(size).toBe(total * chunk.length)
    expect(ahead).toBeLessThan(8)
    const again = createHash('sha256')
    for await (const it of blobs.read(blob)) again.update(it)
    expect(again.digest('hex')).toBe(digest.digest('hex'))
  })

  test.skipIf(!countable)('reading waits for the reader, and ends with it', async () => {
    const blobs = fileBlobs(newFolder())
    const { blob } = await blobs.write(streamOf(new Uint8Array(20_000_000)))
    const reader = blobs.read(blob).getReader()
    const { value } = await reader.read()
    expect(value?.length).toBeLessThan(1_000_000)
    expect(openFiles()).toBe(1)
    await reader.cancel()
    expect(openFiles()).toBe(0)
    expect((await new Response(blobs.read(blob)).arrayBuffer()).byteLength).toBe(20_000_000)
    expect(openFiles()).toBe(0)
  })

  test.skipIf(!countable)('a read that is given up while it is under way closes the file, once', async () => {
    const blobs = fileBlobs(newFolder())
    const { blob } = await blobs.write(streamOf(new Uint8Array(1_000_000)))
    for (let round = 0; round < 20; round += 1) {
      const given = blobs.read(blob).getReader()
      const first = given.read()
      await given.cancel()
      await first
      const other = blobs.read(blob)
      expect((await new Response(other).arrayBuffer()).byteLength).toBe(1_000_000)
    }
    await until('all are closed', () => openFiles() === 0)
  })

  test.skipIf(!countable)('a client that goes away closes the file', async () => {
    const blobs = fileBlobs(newFolder())
    const { blob } = await blobs.write(streamOf(new Uint8Array(50_000_000)))
    const server = Bun.serve({ port: 0, hostname: '127.0.0.1', fetch: () => new Response(blobs.read(blob)) })
    try {
      const leaving = new AbortController()
      const response = await fetch(server.url, { signal: leaving.signal })
      await response.body?.getReader().read()
      expect(openFiles()).toBe(1)
      leaving.abort()
      await until('it is closed', () => openFiles() === 0)
    } finally {
      await server.stop(true)
    }
  })

  test('a blob being read can be removed, and is read to its end', async () => {
    const blobs = fileBlobs(newFolder())
    const { blob } = await blobs.write(streamOf('still here'))
    const stream = blobs.read(blob)
    await blobs.remove(blob)
    expect(await textOf(stream)).toBe('still here')
    expect(() => blobs.read(blob)).toThrow()
    await blobs.remove(blob)
  })

  test('blobs are joined in order, and stay', async () => {
    const blobs = fileBlobs(newFolder())
    const parts = await Promise.all(['a', 'bb', '', 'ccc'].map((it) => blobs.write(streamOf(it))))
    const names = parts.map((it) => it.blob)
    const joined = await blobs.join([...names].reverse())
    expect(joined.size).toBe(6)
    expect(await textOf(blobs.read(joined.blob))).toBe('cccbba')
    expect(await textOf(blobs.read(names[1] ?? ''))).toBe('bb')
    await expect(blobs.join([joined.blob, '0'.repeat(32)])).rejects.toThrow('ENOENT')
  })

  test('a name that is none leads nowhere', async () => {
    const folder = newFolder()
    const blobs = fileBlobs(folder)
    mkdirSync(join(folder, '..', 'aa'), { recursive: true })
    writeFileSync(join(folder, '..', 'aa', 'secret'), 'secret')
    for (const name of [
      '../aa/secret',
      'aa/../../aa/secret',
      '',
      '.',
      '/etc/passwd',
      `${'0'.repeat(31)}/`,
      '0'.repeat(33),
      `${'0'.repeat(32)}\n`,
      'A'.repeat(32),
    ]) {
      expect(() => blobs.read(name)).toThrow('not the name')
      await blobs.remove(name)
    }
    expect(existsSync(join(folder, '..', 'aa', 'secret'))).toBe(true)
  })

  test('files that a crash left in the making are removed at the start, those being written are not', async () => {
    const folder = newFolder()
    const kept = await fileBlobs(folder).write(streamOf('kept'))
    writeFileSync(join(folder, 'new', 'orphan'), 'half a blo')
    fileBlobs(folder)
    expect(existsSync(join(folder, 'new', 'orphan'))).toBe(true)
    fileBlobs(folder, { orphanAge: 0 })
    expect(readdirSync(join(folder, 'new'))).toEqual([])
    expect(await textOf(fileBlobs(folder).read(kept.blob))).toBe('kept')
  })
})
