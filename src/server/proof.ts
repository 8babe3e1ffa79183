import type { KnownCaller } from '../services'
import { type Payload, verifySignature } from '../signatures'
import { type Addressed, signingNames } from './addressed'
import { anonymous, type LookupMeans, lookup } from './lookup'
import type { Received } from './received'
import { faultOf } from './refusals'
import { Refused } from './trouble'

/** Who sent it, and how the body is bound to that. */
export interface Proof {
  readonly caller: KnownCaller
  readonly payload: Payload
}

/**
 * Proves who sent the request, or throws the refusal as its protocol says it. `unsigned` tells whether this operation may come without a
 * signature; a signature that is there is checked all the same. `body` is undefined for one that streams.
 */
export async function prove(
  came: Received,
  body: Uint8Array | undefined,
  { dialect, service, scope }: Addressed,
  unsigned: boolean,
  means: LookupMeans,
): Promise<Proof> {
  if (scope === undefined && !claimsSignature(came)) {
    if (unsigned) return { caller: anonymous, payload: unsignedPayload(came) }
    throw new Refused(faultOf(dialect, { refusal: 'missing', message: 'Missing Authentication Token', details: {} }))
  }
  if (dialect === 's3' && isVersionTwo(came)) {
    throw new Refused({
      code: 'InvalidRequest',
      status: 400,
      message: 'The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.',
    })
  }
  const search = lookup(means)
  const answer = await verifySignature(came, body, { now: means.now(), services: signingNames, find: search.find })
  if (!answer.proved)
    throw new Refused(faultOf(dialect, { ...answer, presigned: came.query.includes('X-Amz-Signature=') }))
  if (answer.service !== service) throw new Error('A signature was proved for another service than was addressed.')
  return { caller: search.caller(), payload: answer.payload }
}

/** Signature Version 2, as `aws s3 presign` makes it unless `s3.signature_version = s3v4` is configured: S3's newer regions do not take it either. */
function isVersionTwo({ headers, query }: Received): boolean {
  return /(^|&)AWSAccessKeyId=/.test(query) || /^AWS /.test(headers.get('authorization') ?? '')
}

/** Anything that looks like an attempt to sign is judged as one: a broken signature never passes as none. */
export function claimsSignature({ headers, query }: Received): boolean {
  return headers.has('authorization') || /(^|&)(X-Amz-|AWSAccessKeyId=|Signature=)/i.test(query)
}

function unsignedPayload({ headers }: Received): Payload {
  return headers.get('x-amz-content-sha256') === 'STREAMING-UNSIGNED-PAYLOAD-TRAILER'
    ? { kind: 'chunked-unsigned', trailer: true }
    : { kind: 'unsigned' }
}
