import { checksum } from '../../signatures'
import type { Said } from '../operation'
import { maybeText } from '../said'
import { type Algorithm, algorithmNamed } from './digests'
import { invalidRequest } from './faults'

/** How the checksum of an object made of parts comes about: https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html */
export interface UploadChecksum {
  readonly algorithm: Algorithm
  /** `COMPOSITE`: of the checksums of its parts. `FULL_OBJECT`: of its bytes. */
  readonly type: 'COMPOSITE' | 'FULL_OBJECT'
}

/** Which types each algorithm has; the first is taken when none is said. */
const types: Readonly<Record<Algorithm, readonly UploadChecksum['type'][]>> = {
  CRC32: ['COMPOSITE', 'FULL_OBJECT'],
  CRC32C: ['COMPOSITE', 'FULL_OBJECT'],
  CRC64NVME: ['FULL_OBJECT'],
  SHA1: ['COMPOSITE'],
  SHA256: ['COMPOSITE'],
}

export function uploadChecksum(said: Said): UploadChecksum | undefined {
  return checksumOf(maybeText(said.ChecksumAlgorithm), maybeText(said.ChecksumType))
}

/** Throws when the two do not go together. */
export function checksumOf(name: string | undefined, said: string | undefined): UploadChecksum | undefined {
  const algorithm = algorithmNamed(name)
  if (algorithm === undefined) {
    if (said === undefined) return undefined
    throw invalidRequest('The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.')
  }
  const type = types[algorithm].find((it) => said === undefined || it === said)
  if (type === undefined)
    throw invalidRequest(
      `The ${said} checksum type cannot be used with the ${algorithm.toLowerCase()} checksum algorithm.`,
    )
  return { algorithm, type }
}

/** The digest of digests, base64, and how many they were. */
export function composite(algorithm: Algorithm, parts: readonly string[]): string {
  const running = checksum(algorithm)
  for (const it of parts) running.update(Buffer.from(it, 'base64'))
  return `${running.digest()}-${parts.length}`
}
