import { createHash } from 'node:crypto'
import { type Checksum, type ChecksumAlgorithm, checksum } from '../../signatures'
import type { Said } from '../operation'
import { maybeText } from '../said'

const algorithms: readonly ChecksumAlgorithm[] = ['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256']

/** Which checksum is to be kept: the one that is given, or the one that the SDK says it sends behind the body. */
export function wantedChecksum(said: Said): ChecksumAlgorithm | undefined {
  const given = algorithms.find((it) => said[`Checksum${it}`] !== undefined)
  return given ?? algorithms.find((it) => it === maybeText(said.ChecksumAlgorithm))
}

/** What is computed of a body while it streams by. That it is what the client promised has been checked before (`payloadStream`). */
export interface Digests {
  take(chunk: Uint8Array): void
  /** MD5 in hex, without quotes. */
  etag(): string
  /** `{ CRC32: base64 }`, or nothing. */
  checksums(): Readonly<Record<string, string>>
}

export function digests(algorithm: ChecksumAlgorithm | undefined): Digests {
  const md5 = createHash('md5')
  const sum: Checksum | undefined = algorithm === undefined ? undefined : checksum(algorithm)
  return {
    take(chunk) {
      md5.update(chunk)
      sum?.update(chunk)
    },
    etag: () => md5.digest('hex'),
    checksums: () => (algorithm === undefined || sum === undefined ? {} : { [algorithm]: sum.digest() }),
  }
}

/** As members of an answer: `ChecksumCRC32` and its kin. */
export function checksumMembers(checksums: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(checksums).map(([name, value]) => [name === 'Type' ? 'ChecksumType' : `Checksum${name}`, value]),
  )
}

/** A body as a stream, whatever it came as. */
export function streamOf(body: unknown): ReadableStream<Uint8Array> {
  if (body instanceof ReadableStream) return body
  const bytes = body instanceof Uint8Array ? body : new Uint8Array()
  return new ReadableStream({
    start(controller) {
      if (bytes.length > 0) controller.enqueue(bytes)
      controller.close()
    },
  })
}
