import { brotliCompressSync, constants } from 'node:zlib'

/** A file of the console, by its path under /console/. */
export interface ConsoleFile {
  readonly path: string
  readonly type: string
  readonly bytes: Uint8Array
}

/** Eight digits for the length of the index, the index (JSON), then the files one after another, each compressed where that helps. */
export function pack(files: readonly ConsoleFile[]): {
  readonly bytes: Uint8Array
  readonly listing: readonly string[]
} {
  const parts: Uint8Array[] = []
  let at = 0
  const index = files.map(({ path, type, bytes }) => {
    const small = type.startsWith('font/')
      ? undefined
      : brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
    const kept = small ?? bytes
    parts.push(kept)
    const entry = { path, type, at, size: kept.length, brotli: small !== undefined }
    at += kept.length
    return entry
  })
  const head = new TextEncoder().encode(JSON.stringify(index))
  const length = new TextEncoder().encode(String(head.length).padStart(8, '0'))
  const listing = index.map(({ path, size }) => `${(size / 1000).toFixed(1).padStart(7)} kB  ${path}`)
  return { bytes: Buffer.concat([length, head, ...parts]), listing }
}
