import type { Payload } from './answer'
import type { Claim, Unreadable } from './claim'
import { sha256Hex } from './signing-key'

/** How the body goes into the canonical request, and what is left to check once it streams. */
export interface Binding {
  /** Last line of the canonical request. */
  readonly hash: string
  /** Set when the body at hand is another than the hash speaks of. */
  readonly bodyDiffers?: string
  readonly payload: (signingKey: Uint8Array, scope: string) => Payload
}

const hex = /^[0-9a-f]{64}$/
const unsignedPayload = 'UNSIGNED-PAYLOAD'
const differs = "The provided 'x-amz-content-sha256' header does not match what was computed."

/** Every service but S3 hashes its body, whatever the header says; S3 goes by `x-amz-content-sha256`, which header signatures must have. */
export function bindPayload(claim: Claim, headers: Headers, body: Uint8Array | undefined): Binding | Unreadable {
  const said = headers.get('x-amz-content-sha256') ?? undefined
  if (claim.service === 's3') return bindObject(claim, said, body)
  if (body === undefined) throw new Error('Only S3 has bodies that stream.')
  const actual = sha256Hex(body)
  const hash = said !== undefined && hex.test(said) && isNamed(claim) ? said : actual
  return bound(hash, hash === actual, actual)
}

function isNamed({ signedHeaders }: Claim): boolean {
  return signedHeaders.split(';').includes('x-amz-content-sha256')
}

function bindObject(claim: Claim, inHeader: string | undefined, body: Uint8Array | undefined): Binding | Unreadable {
  const said = inHeader ?? claim.payload ?? (claim.presigned ? unsignedPayload : undefined)
  if (said === undefined)
    return { refusal: 'malformed', message: 'Missing required header for this request: x-amz-content-sha256' }
  if (hex.test(said)) {
    const actual = body === undefined ? said : sha256Hex(body)
    return bound(said, said === actual, said)
  }
  if (said === unsignedPayload) return { hash: said, payload: () => ({ kind: 'unsigned' }) }
  if (!claim.presigned) {
    if (said === 'STREAMING-UNSIGNED-PAYLOAD-TRAILER')
      return { hash: said, payload: () => ({ kind: 'chunked-unsigned', trailer: true }) }
    if (said === 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD' || said === 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER')
      return {
        hash: said,
        payload: (key, scope) => ({
          kind: 'chunked-signed',
          trailer: said.endsWith('-TRAILER'),
          seed: claim.signature,
          key,
          date: claim.time,
          scope,
        }),
      }
  }
  return {
    refusal: 'malformed',
    message:
      'x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER, STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER or a valid sha256 value.',
  }
}

function bound(hash: string, same: boolean, sha256: string): Binding {
  return { hash, bodyDiffers: same ? undefined : differs, payload: () => ({ kind: 'hash', sha256 }) }
}
