import { timingSafeEqual } from 'node:crypto'
import type { KeyRefusal, KnownKey, SignatureAnswer, SignedRequest } from './answer'
import { canonicalHeaders, canonicalObjectPaths, canonicalPath, canonicalQuery } from './canonical'
import { type Claim, readClaim } from './claim'
import { type Refused, refuse, unsigned, wrongMoment, wrongScope } from './claim-checks'
import { bindPayload } from './payload-binding'
import { hmac, sha256Hex, signingKey } from './signing-key'

export interface VerifyGiven {
  /** Epoch milliseconds. */
  readonly now: number
  /** Signing names that are accepted here. */
  readonly services: readonly string[]
  /** Who an access key id stands for; asked only when everything that needs no key is in order. */
  readonly find: (accessKeyId: string, sessionToken: string | undefined) => Promise<KnownKey | KeyRefusal>
}

/**
 * Who signed this? AWS Signature Version 4 in the header or in the query (presigned).
 * The order of refusals: no signature · unreadable · headers that must be signed · moment · scope (S3: before these two) · how the body is
 * bound · the key · the signature · the body's digest. What needs no key is judged before the key is looked up, so that nobody can make us look up keys
 * with requests that would be refused anyway; that a key is unknown is told before a mismatch, as AWS does.
 * `body` is undefined when it streams (S3): then `payload` says what is left to check.
 */
export async function verifySignature(
  request: SignedRequest,
  body: Uint8Array | undefined,
  given: VerifyGiven,
): Promise<SignatureAnswer> {
  const claim = readClaim(request)
  if ('refusal' in claim) return { ...refuse(claim.refusal, claim.message, {}, claim.presigned), inS3: claim.inS3 }
  const names = claim.signedHeaders.split(';')
  const scoped = () => wrongScope(claim, given.services)
  const timely = () => unsigned(claim, names, request.headers) ?? wrongMoment(claim, given.now)
  const early = claim.service === 's3' ? (scoped() ?? timely()) : (timely() ?? scoped())
  if (early !== undefined) return early
  const binding = bindPayload(claim, request.headers, body)
  if ('refusal' in binding) return refuse(binding.refusal, binding.message, {}, claim.presigned)

  const key = await given.find(claim.accessKeyId, claim.sessionToken)
  if (typeof key === 'string') return noKey(key, claim)
  if (key.accessKeyId !== claim.accessKeyId) throw new Error('Another access key was found than was asked for.')
  if ((key.session === undefined) !== (claim.sessionToken === undefined)) return noKey('invalid-token', claim)

  const scope = `${claim.date}/${claim.region}/${claim.service}/aws4_request`
  const signing = signingKey(key.secret, claim.date, claim.region, claim.service)
  const paths = claim.service === 's3' ? canonicalObjectPaths(request.path) : [canonicalPath(request.path)]
  const query = canonicalQuery(request.query, claim.presigned ? 'X-Amz-Signature' : undefined)
  const signature = Buffer.from(claim.signature, 'hex')
  let first: string | undefined
  for (const headers of canonicalHeaders(names, request.headers)) {
    for (const path of paths) {
      const canonical = `${request.method}\n${path}\n${query}\n${headers}\n${claim.signedHeaders}\n${binding.hash}`
      first ??= canonical
      if (!timingSafeEqual(hmac(signing, toSign(claim.time, scope, canonical)), signature)) continue
      if (binding.bodyDiffers !== undefined) return refuse('body-mismatch', binding.bodyDiffers, {}, claim.presigned)
      return {
        proved: true,
        key,
        region: claim.region,
        service: claim.service,
        payload: binding.payload(signing, scope),
        presigned: claim.presigned,
        signedAt: claim.signedAt,
      }
    }
  }
  return mismatch(claim, scope, first ?? '')
}

/** Header values come as one character a byte, so the digest is over Latin-1, which for ASCII is UTF-8. */
function toSign(time: string, scope: string, canonical: string): string {
  return `AWS4-HMAC-SHA256\n${time}\n${scope}\n${sha256Hex(Buffer.from(canonical, 'latin1'))}`
}

const keyMessages: Readonly<Record<KeyRefusal, string>> = {
  'unknown-key': 'The security token included in the request is invalid.',
  'invalid-token': 'The security token included in the request is invalid.',
  'expired-token': 'The security token included in the request is expired',
}

function noKey(refusal: KeyRefusal, { accessKeyId, presigned }: Claim): Refused {
  return refuse(refusal, keyMessages[refusal], { AWSAccessKeyId: accessKeyId }, presigned)
}

/** An error is logged and shown, so what is a secret in the request is blotted out of it. */
const secrets =
  /^(x-amz-security-token|x-amz-(?:copy-source-)?server-side-encryption-customer-key):.*$|(X-Amz-Security-Token=)[^&\n]*/gm

function mismatch(claim: Claim, scope: string, canonical: string): Refused {
  if (claim.service !== 's3')
    return refuse(
      'mismatch',
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
      {},
      claim.presigned,
    )
  const shown = canonical.replace(secrets, (_, header?: string, parameter?: string) =>
    header === undefined ? `${parameter}[hidden]` : `${header}:[hidden]`,
  )
  const string = toSign(claim.time, scope, canonical)
  return refuse(
    'mismatch',
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    {
      AWSAccessKeyId: claim.accessKeyId,
      StringToSign: string,
      SignatureProvided: claim.signature,
      StringToSignBytes: bytes(string),
      CanonicalRequest: shown,
      CanonicalRequestBytes: bytes(shown),
    },
    claim.presigned,
  )
}

function bytes(text: string): string {
  return Buffer.from(text, 'latin1').toString('hex').replace(/../g, '$& ').trimEnd()
}
