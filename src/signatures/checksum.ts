import { crc32 } from 'node:zlib'
import { crc32c, crc64nvme } from './crc'

/** The checksums S3 knows by name, and Content-MD5's. */
export type ChecksumAlgorithm = 'CRC32' | 'CRC32C' | 'CRC64NVME' | 'SHA1' | 'SHA256' | 'MD5'

/** A running checksum. */
export interface Checksum {
  update(bytes: Uint8Array): void
  /** Base64, big-endian for the CRCs, as in `x-amz-checksum-…`. */
  digest(): string
}

/** A checksum begun. https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html */
export function checksum(algorithm: ChecksumAlgorithm): Checksum {
  switch (algorithm) {
    case 'CRC32':
      return cyclic32(crc32)
    case 'CRC32C':
      return cyclic32(crc32c)
    case 'CRC64NVME':
      return cyclic64()
    case 'SHA1':
      return digest('sha1')
    case 'SHA256':
      return digest('sha256')
    case 'MD5':
      return digest('md5')
  }
}

/** By header or trailer: `x-amz-checksum-crc32`. */
export const checksumHeaders: ReadonlyMap<string, ChecksumAlgorithm> = new Map([
  ['x-amz-checksum-crc32', 'CRC32'],
  ['x-amz-checksum-crc32c', 'CRC32C'],
  ['x-amz-checksum-crc64nvme', 'CRC64NVME'],
  ['x-amz-checksum-sha1', 'SHA1'],
  ['x-amz-checksum-sha256', 'SHA256'],
])

function cyclic32(step: (bytes: Uint8Array, before: number) => number): Checksum {
  let value = 0
  return {
    update(bytes) {
      value = step(bytes, value)
    },
    digest() {
      const out = Buffer.alloc(4)
      out.writeUInt32BE(value)
      return out.toString('base64')
    },
  }
}

function cyclic64(): Checksum {
  const running = crc64nvme()
  return {
    update: running.update,
    digest() {
      const out = Buffer.alloc(8)
      const { high, low } = running.value()
      out.writeUInt32BE(high)
      out.writeUInt32BE(low, 4)
      return out.toString('base64')
    },
  }
}

function digest(algorithm: 'sha1' | 'sha256' | 'md5'): Checksum {
  const hasher = new Bun.CryptoHasher(algorithm)
  return {
    update(bytes) {
      hasher.update(bytes)
    },
    digest: () => hasher.digest('base64'),
  }
}
