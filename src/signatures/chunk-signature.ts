import { timingSafeEqual } from 'node:crypto'
import type { Payload } from './answer'
import { PayloadFault } from './payload-fault'
import { hmac, sha256Hex } from './signing-key'

/** The chain of chunk signatures: each is over the one before it. */
export interface ChunkSignatures {
  begin(signature: string): void
  update(bytes: Uint8Array): void
  /** The chunk is whole. Throws PayloadFault when it is not what was signed. */
  end(): void
  /** Throws PayloadFault when the trailers are not what was signed. */
  trailers(trailers: ReadonlyMap<string, string>, signature: string): void
}

const emptyHash = sha256Hex('')

export function chunkSignatures({
  seed,
  key,
  date,
  scope,
}: Extract<Payload, { readonly kind: 'chunked-signed' }>): ChunkSignatures {
  let before = seed
  let claimed = ''
  let hasher = new Bun.CryptoHasher('sha256')
  const expect = (kind: string, rest: string, signature: string): void => {
    const own = hmac(key, `AWS4-HMAC-SHA256-${kind}\n${date}\n${scope}\n${before}\n${rest}`)
    const given = Buffer.from(signature, 'hex')
    if (given.length !== own.length || !timingSafeEqual(own, given))
      throw new PayloadFault(
        'SignatureDoesNotMatch',
        'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
      )
    before = signature
  }
  return {
    begin(signature) {
      claimed = signature
      hasher = new Bun.CryptoHasher('sha256')
    },
    update(bytes) {
      hasher.update(bytes)
    },
    end() {
      expect('PAYLOAD', `${emptyHash}\n${hasher.digest('hex')}`, claimed)
    },
    trailers(trailers, signature) {
      const names = [...trailers.keys()].sort()
      const text = names.map((name) => `${name}:${trailers.get(name)}\n`).join('')
      expect('TRAILER', sha256Hex(text), signature)
    },
  }
}
