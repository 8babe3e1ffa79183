import { checksum } from '../../signatures'
import type { Blobs, UploadPart } from '../../store'
import { composite, type UploadChecksum } from './upload-checksums'

/** An object made of its parts. */
export interface Joined {
  readonly blob: string
  readonly size: number
  /** The MD5 of the parts' MD5s, and how many they are. */
  readonly etag: string
  readonly checksums: Readonly<Record<string, string>>
}

/** Lays the parts end to end in a blob of their own. */
export async function joined(
  parts: readonly UploadPart[],
  wanted: UploadChecksum | undefined,
  blobs: Blobs,
): Promise<Joined> {
  const names = parts.map((it) => it.blob)
  if (wanted === undefined) return { ...(await blobs.join(names)), etag: etagOf(parts), checksums: {} }
  const { algorithm, type } = wanted
  if (type === 'COMPOSITE') {
    const all = parts.map((it) => it.checksums[algorithm] ?? '')
    const checksums = { [algorithm]: composite(algorithm, all), ChecksumType: type }
    return { ...(await blobs.join(names)), etag: etagOf(parts), checksums }
  }
  const running = checksum(algorithm)
  const written = await blobs.write(endToEnd(names, blobs), running.update)
  return { ...written, etag: etagOf(parts), checksums: { [algorithm]: running.digest(), ChecksumType: type } }
}

function etagOf(parts: readonly UploadPart[]): string {
  const md5 = new Bun.CryptoHasher('md5')
  for (const { etag } of parts) md5.update(Buffer.from(etag, 'hex'))
  return `${md5.digest('hex')}-${parts.length}`
}

/** One blob after the other, each opened when its turn comes. */
function endToEnd(names: readonly string[], blobs: Pick<Blobs, 'read'>): ReadableStream<Uint8Array> {
  const left = [...names]
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        for (;;) {
          if (reader === undefined) {
            const next = left.shift()
            if (next === undefined) {
              controller.close()
              return
            }
            reader = blobs.read(next).getReader()
          }
          const { value } = await reader.read()
          if (value !== undefined) {
            controller.enqueue(value)
            return
          }
          reader = undefined
        }
      },
      cancel: (why) => reader?.cancel(why),
    },
    { highWaterMark: 0 },
  )
}
