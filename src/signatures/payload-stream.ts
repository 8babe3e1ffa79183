import type { Payload } from './answer'
import { bodyChecks } from './body-checks'
import { chunkDecoder } from './chunk-decoder'
import { PayloadFault } from './payload-fault'

/**
 * The body itself, chunk encoding undone, as a stream of constant memory. What the signature, the lengths and the checksums say of it is
 * checked on the way, the last of it at the end: until the stream has ended without an error, nothing of it counts. Errors with PayloadFault.
 * Checksum headers are taken to speak of this body; CompleteMultipartUpload's speak of the object, so it is not for that.
 */
export function payloadStream(
  body: ReadableStream<Uint8Array>,
  payload: Payload,
  headers: Headers,
): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  const chunked = payload.kind === 'chunked-signed' || payload.kind === 'chunked-unsigned'
  const checks = bodyChecks(payload, headers)
  const decoder = chunked ? chunkDecoder(payload) : undefined
  let size = 0

  const pass = (bytes: Uint8Array, controller: ReadableStreamDefaultController<Uint8Array>): void => {
    if (bytes.length === 0) return
    size += bytes.length
    for (const check of checks) check.update(bytes)
    controller.enqueue(bytes)
  }
  const finish = (): void => {
    const trailers = decoder?.end() ?? new Map<string, string>()
    if (chunked) {
      checkLength(size, headers)
      checkTrailerNames(trailers, headers)
    }
    for (const check of checks) check.end(trailers)
  }

  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        let passed = false
        while (!passed) {
          const { done, value } = await reader.read()
          if (done) {
            finish()
            controller.close()
            return
          }
          if (decoder === undefined) {
            pass(value, controller)
            passed = value.length > 0
          } else {
            for (const bytes of decoder.feed(value)) {
              pass(bytes, controller)
              passed = true
            }
          }
        }
      } catch (error) {
        controller.error(error)
        await reader.cancel(error).catch(() => undefined)
      }
    },
    cancel: (reason) => reader.cancel(reason),
  })
}

function checkLength(size: number, headers: Headers): void {
  const said = headers.get('x-amz-decoded-content-length')
  if (said === null)
    throw new PayloadFault('IncompleteBody', 'You must provide the x-amz-decoded-content-length header.')
  if (!/^\d{1,16}$/.test(said) || Number(said) !== size)
    throw new PayloadFault(
      'IncompleteBody',
      'You did not provide the number of bytes specified by the x-amz-decoded-content-length HTTP header',
    )
}

/** `x-amz-trailer` announces each trailer, and each that it announces must come. */
function checkTrailerNames(trailers: ReadonlyMap<string, string>, headers: Headers): void {
  const announced = (headers.get('x-amz-trailer') ?? '')
    .split(',')
    .map((it) => it.trim().toLowerCase())
    .filter((it) => it !== '')
  const same = announced.length === trailers.size && announced.every((it) => trailers.has(it))
  if (!same)
    throw new PayloadFault('MalformedTrailerError', 'The request contained trailing data that was not well-formed.')
}
