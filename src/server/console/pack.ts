import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'

/** A file of the console as it is kept. */
export interface ConsoleFile {
  readonly type: string
  readonly bytes: Uint8Array
  /** `bytes` are compressed. */
  readonly brotli: boolean
}

/** The console's files by their path under `/console/`. */
export type ConsoleFiles = ReadonlyMap<string, ConsoleFile>

const name = 'console.pack'

/** What `npm run console` made, from the clone or from the executable; undefined where it was not made. */
export async function consoleFiles(): Promise<ConsoleFiles | undefined> {
  const bytes = await packed()
  return bytes === undefined ? undefined : unpacked(bytes)
}

async function packed(): Promise<Uint8Array | undefined> {
  const embedded = Bun.embeddedFiles.find((it) => 'name' in it && it.name === name)
  if (embedded !== undefined) return new Uint8Array(await embedded.arrayBuffer())
  try {
    return readFileSync(join(import.meta.dir, '..', '..', '..', 'dist', name))
  } catch {
    return undefined
  }
}

/** The form is that of `scripts/console-pack.ts`. */
export function unpacked(bytes: Uint8Array): ConsoleFiles {
  const text = new TextDecoder()
  const from = 8 + Number(text.decode(bytes.subarray(0, 8)))
  const index: unknown = JSON.parse(text.decode(bytes.subarray(8, from)))
  if (!Array.isArray(index)) throw new Error('The console in this program is spoilt.')
  return new Map(
    index.map(({ path, type, at, size, brotli }) => [
      path,
      { type, brotli, bytes: bytes.subarray(from + at, from + at + size) },
    ]),
  )
}

export function plainBytes({ bytes, brotli }: ConsoleFile): Uint8Array {
  return brotli ? brotliDecompressSync(bytes) : bytes
}
