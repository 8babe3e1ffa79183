import { checksumHeaders, payloadStream } from '../signatures'
import type { Addressed } from './addressed'
import { type Body, collect, streamOf, xmlLimit } from './body'
import type { Proof } from './proof'
import { Refused, tooLarge } from './trouble'

/** The body as the operation reads it: chunked signing undone, and what is said of its bytes checked, at its end when it streams. */
export async function payloadOf(
  body: Body,
  bytes: Uint8Array | undefined,
  { payload }: Proof,
  headers: Headers,
  { dialect }: Addressed,
  operation: string,
): Promise<Uint8Array | ReadableStream<Uint8Array>> {
  if (bytes === undefined) return payloadStream(body.stream(), payload, headers)
  if (dialect === 's3' && operation === 'DeleteObjects' && !isDigested(headers)) throw undigested()
  const about = operation === 'CompleteMultipartUpload' ? ofTheBody(headers) : headers
  const plain = payload.kind === 'hash' || payload.kind === 'unsigned'
  if (plain && !(dialect === 's3' && isDigested(about))) return bytes
  const checked = await collect(payloadStream(streamOf(bytes), payload, about), xmlLimit)
  if (checked === undefined) throw tooLarge(dialect)
  return checked
}

function isDigested(headers: Headers): boolean {
  const announced = headers.get('x-amz-trailer')?.toLowerCase() ?? ''
  return (
    headers.has('content-md5') || [...checksumHeaders.keys()].some((it) => headers.has(it) || announced.includes(it))
  )
}

/** CompleteMultipartUpload's checksums speak of the object that it makes. */
function ofTheBody(headers: Headers): Headers {
  const those = new Headers(headers)
  for (const name of checksumHeaders.keys()) those.delete(name)
  return those
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html: what deletes much must have come whole. */
function undigested(): Refused {
  return new Refused({
    code: 'InvalidRequest',
    message: 'Missing required header for this request: Content-MD5',
    status: 400,
  })
}
