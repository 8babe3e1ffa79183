import { AwsV4Signer } from 'aws4fetch'
import type { WireRequest } from '../wire'
import type { Credentials } from './credentials'

export interface Scope {
  readonly region: string
  /** The service's signing name. */
  readonly service: string
}

/** Adds the headers of SigV4. Signing keys are kept as long as the credentials stay the same. */
export function signer(): (
  url: string,
  request: WireRequest,
  credentials: Credentials,
  scope: Scope,
) => Promise<Headers> {
  let cache = new Map<string, ArrayBuffer>()
  let of = ''
  return async (url, { method, headers, body }, credentials, scope) => {
    if (credentials.secretAccessKey !== of) {
      of = credentials.secretAccessKey
      cache = new Map()
    }
    const sent = new Headers(headers)
    const whole = typeof body === 'string' || body instanceof Uint8Array ? body : undefined
    if (scope.service === 's3') sent.set('x-amz-content-sha256', await payloadHash(body))
    const signed = await new AwsV4Signer({
      url,
      method,
      headers: sent,
      body: whole === undefined || typeof whole === 'string' ? whole : new Uint8Array(whole),
      ...credentials,
      ...scope,
      cache,
    }).sign()
    return signed.headers
  }
}

/** S3 takes bodies whose hash is not known before they are sent, if that is said. */
async function payloadHash(body: WireRequest['body']): Promise<string> {
  if (body instanceof Blob || body instanceof ReadableStream) return 'UNSIGNED-PAYLOAD'
  const bytes = body instanceof Uint8Array ? new Uint8Array(body) : new TextEncoder().encode(body ?? '')
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(digest, (it) => it.toString(16).padStart(2, '0')).join('')
}
