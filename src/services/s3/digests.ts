import { type Checksum, type ChecksumAlgorithm, checksum } from '../../signatures'
import { Fault } from '../fault'
import type { Answer, Said } from '../operation'
import { maybeText } from '../said'
import { badDigest, invalidRequest } from './faults'

/** The checksums that objects are kept with: https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html */
export type Algorithm = Exclude<ChecksumAlgorithm, 'MD5'>

/** Each with the length of its digest in bytes. */
const algorithms: ReadonlyMap<Algorithm, number> = new Map([
  ['CRC32', 4],
  ['CRC32C', 4],
  ['CRC64NVME', 8],
  ['SHA1', 20],
  ['SHA256', 32],
])

const notKept = ['SHA512', 'MD5', 'XXHASH64', 'XXHASH3', 'XXHASH128']

export function algorithmNamed(name: string | undefined): Algorithm | undefined {
  if (name === undefined) return undefined
  for (const known of algorithms.keys()) if (known === name.toUpperCase()) return known
  throw invalidRequest(
    'Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]',
  )
}

/** What a sender says of the bytes it sends. */
export interface SaidDigests {
  /** Base64. */
  readonly md5?: string
  /** Which checksum is to be kept; its value may stand in a trailer, which has been checked by then. */
  readonly algorithm?: Algorithm
  /** Base64. */
  readonly value?: string
}

/** The digests among the members of an input, or of a part in a list of parts. */
export function saidDigests(said: Said): SaidDigests {
  const values = [...algorithms.keys()].flatMap((algorithm) => {
    const value = maybeText(said[`Checksum${algorithm}`])
    return value === undefined ? [] : [{ algorithm, value }]
  })
  for (const name of notKept) if (said[`Checksum${name}`] !== undefined) algorithmNamed(name)
  if (values.length > 1)
    throw invalidRequest('Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.')
  const [one] = values
  const md5 = maybeText(said.ContentMD5)
  if (md5 !== undefined && !isDigest(md5, 16))
    throw new Fault('InvalidDigest', 'The Content-MD5 you specified was invalid.')
  if (one !== undefined && !isDigest(one.value, algorithms.get(one.algorithm) ?? 0))
    throw invalidRequest(`Value for x-amz-checksum-${one.algorithm.toLowerCase()} header is invalid.`)
  return { md5, algorithm: one?.algorithm ?? algorithmNamed(maybeText(said.ChecksumAlgorithm)), value: one?.value }
}

function isDigest(text: string, length: number): boolean {
  const bytes = Buffer.from(text, 'base64')
  return bytes.length === length && bytes.toString('base64') === text
}

/** What was found out of bytes that streamed by. */
export interface Digested {
  /** MD5 in hexadecimal, as ETags have it. */
  readonly etag: string
  /** Base64, by algorithm. */
  readonly checksums: Readonly<Record<string, string>>
}

export interface Digesting {
  update(bytes: Uint8Array): void
  end(): Digested
}

export function digesting(wanted: readonly Algorithm[]): Digesting {
  const md5 = checksum('MD5')
  const running = new Map<Algorithm, Checksum>(wanted.map((it) => [it, checksum(it)]))
  return {
    update(bytes) {
      md5.update(bytes)
      for (const it of running.values()) it.update(bytes)
    },
    end: () => ({
      etag: Buffer.from(md5.digest(), 'base64').toString('hex'),
      checksums: Object.fromEntries([...running].map(([name, it]) => [name, it.digest()])),
    }),
  }
}

/** Throws unless the bytes are those that were meant. */
export function agree({ md5, algorithm, value }: SaidDigests, { etag, checksums }: Digested): void {
  if (md5 !== undefined && Buffer.from(md5, 'base64').toString('hex') !== etag)
    throw new Fault('BadDigest', 'The Content-MD5 you specified did not match what we received.')
  if (algorithm !== undefined && value !== undefined && checksums[algorithm] !== value) throw badDigest(algorithm)
}

/** Checksums as answers spell them: `ChecksumCRC32`, …, and `ChecksumType`. */
export function checksumMembers(checksums: Readonly<Record<string, string>>): Answer {
  return Object.fromEntries(
    Object.entries(checksums).map(([name, value]) => [name === 'ChecksumType' ? name : `Checksum${name}`, value]),
  )
}

/** Which algorithms an object has been kept with. */
export function algorithmsOf(checksums: Readonly<Record<string, string>>): readonly Algorithm[] {
  return [...algorithms.keys()].filter((it) => checksums[it] !== undefined)
}
