import { randomBytes } from 'node:crypto'
import { closeSync, fstatSync, mkdirSync, openSync, read, readdirSync, rmSync, statSync } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Blobs } from './blobs'

/** Bytes read or written at a time. */
const stride = 256 * 1024

/** Milliseconds without a write after which a file in the making has lost the one who made it. */
const orphanedAfter = 3_600_000

/** Blobs are named by chance. */
const named = /^[0-9a-f]{32}$/

/**
 * Blobs as files under the folder, `ab/cdef…` for the blob `abcdef…`, for their owner's eyes only. A file gets its name when all of it is on
 * the disk; those that a crash left without one are removed at the start (`orphanAge`: when they are so many milliseconds old).
 */
export function fileBlobs(folder: string, { orphanAge = orphanedAfter } = {}): Blobs {
  const nascent = join(folder, 'new')
  mkdirSync(nascent, { recursive: true, mode: 0o700 })
  sweep(nascent, orphanAge)
  const write: Blobs['write'] = (from, onChunk) => save(folder, nascent, chunksOf(from), onChunk)
  const readBlob: Blobs['read'] = (blob, start, end) => stream(pathOf(folder, blob), start, end)
  return {
    write,
    read: readBlob,
    olderThan: (age) => olderThan(folder, age),
    join: (blobs) => save(folder, nascent, chunksOfAll(blobs.map((it) => () => readBlob(it)))),
    async remove(blob) {
      if (named.test(blob)) await rm(pathOf(folder, blob), { force: true })
    },
  }
}

/** Throws when it is no blob's name: it must not lead out of the folder. */
function pathOf(folder: string, blob: string): string {
  if (!named.test(blob)) throw new Error('This is not the name of a blob.')
  return join(folder, blob.slice(0, 2), blob.slice(2))
}

function sweep(nascent: string, age: number): void {
  for (const name of readdirSync(nascent)) {
    const path = join(nascent, name)
    const found = statSync(path, { throwIfNoEntry: false })
    if (found !== undefined && Math.floor(found.mtimeMs) <= Date.now() - age) rmSync(path, { force: true })
  }
}

/** Blobs are never written again, so their files are as old as they are. */
async function* olderThan(folder: string, age: number): AsyncGenerator<string> {
  for (const shard of await readdir(folder)) {
    if (!/^[0-9a-f]{2}$/.test(shard)) continue
    for (const name of await readdir(join(folder, shard))) {
      const found = await stat(join(folder, shard, name)).catch(() => undefined)
      if (found !== undefined && Math.floor(found.mtimeMs) <= Date.now() - age && named.test(shard + name))
        yield shard + name
    }
  }
}

async function save(
  folder: string,
  nascent: string,
  chunks: AsyncIterable<Uint8Array>,
  onChunk?: (chunk: Uint8Array) => void,
): Promise<{ readonly blob: string; readonly size: number }> {
  const blob = randomBytes(16).toString('hex')
  const temporary = join(nascent, blob)
  try {
    const size = await fill(temporary, chunks, onChunk)
    const path = pathOf(folder, blob)
    const shard = join(folder, blob.slice(0, 2))
    if ((await mkdir(shard, { recursive: true, mode: 0o700 })) !== undefined) await synced(folder)
    await rename(temporary, path)
    await synced(shard)
    return { blob, size }
  } catch (why) {
    await rm(temporary, { force: true })
    throw why
  }
}

/** Writes the chunks and syncs them. Resolves with how many bytes they are. */
async function fill(
  path: string,
  chunks: AsyncIterable<Uint8Array>,
  onChunk?: (chunk: Uint8Array) => void,
): Promise<number> {
  const file = await open(path, 'wx', 0o600)
  try {
    let size = 0
    let gathered: Uint8Array[] = []
    let bytes = 0
    for await (const chunk of chunks) {
      onChunk?.(chunk)
      gathered.push(chunk)
      size += chunk.length
      bytes += chunk.length
      if (bytes < stride) continue
      await append(file, Buffer.concat(gathered))
      gathered = []
      bytes = 0
    }
    await append(file, Buffer.concat(gathered))
    await file.sync()
    return size
  } finally {
    await file.close()
  }
}

async function append(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at, bytes.length - at)).bytesWritten
}

/** A name is on the disk when its folder is. */
async function synced(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function* chunksOf(from: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = from.getReader()
  let ended = false
  try {
    for (;;) {
      const { value, done } = await reader.read()
      ended = done
      if (value === undefined) return
      yield value
    }
  } finally {
    if (!ended) await reader.cancel().catch(() => undefined)
    reader.releaseLock()
  }
}

async function* chunksOfAll(streams: readonly (() => ReadableStream<Uint8Array>)[]): AsyncGenerator<Uint8Array> {
  for (const open of streams) yield* chunksOf(open())
}

const readFrom = promisify(read)

/** The file is opened at once, so that it can be read to its end even when it is removed meanwhile; a stride is read when it is asked for. */
function stream(path: string, start = 0, end = Number.POSITIVE_INFINITY): ReadableStream<Uint8Array> {
  const file = openSync(path, 'r')
  const last = Math.min(end, fstatSync(file).size)
  let at = start
  let reading = false
  let over = false
  /** Closes it once, and never under a read: its number could be another file's by then. */
  const finish = (): void => {
    if (!over) {
      over = true
      if (!reading) closeSync(file)
    }
  }
  const next = async (): Promise<Uint8Array> => {
    reading = true
    try {
      const buffer = new Uint8Array(Math.min(stride, last - at))
      const { bytesRead } = await readFrom(file, buffer, 0, buffer.length, at)
      if (bytesRead === 0) throw new Error('A blob ends before its end.')
      return buffer.subarray(0, bytesRead)
    } finally {
      reading = false
      if (over) closeSync(file)
    }
  }
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          if (at < last) {
            const chunk = await next()
            if (over) return
            at += chunk.length
            controller.enqueue(chunk)
          }
          if (at < last) return
          finish()
          controller.close()
        } catch (why) {
          finish()
          controller.error(why)
        }
      },
      cancel: finish,
    },
    { highWaterMark: 0 },
  )
}
