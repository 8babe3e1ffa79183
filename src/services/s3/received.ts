import type { Blobs } from '../../store'
import { Fault } from '../fault'
import type { Said } from '../operation'
import { maybeNumber } from '../said'
import { type Algorithm, agree, type Digested, digesting, type SaidDigests } from './digests'
import { entityTooLarge } from './faults'
import { discard } from './objects'

/** Bytes. What one request may bring: https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
export const mostAtOnce = 5 * 1024 ** 3

/** A body as it arrives. */
export interface Sent {
  readonly body: ReadableStream<Uint8Array>
  /** Bytes, as announced. */
  readonly length?: number
}

export function sent(said: Said): Sent {
  const length = maybeNumber(said.ContentLength)
  if (length !== undefined && length > mostAtOnce) throw entityTooLarge(length, mostAtOnce)
  const { Body: body } = said
  if (body === undefined || body === null) return { body: emptyStream(), length }
  if (!(body instanceof ReadableStream)) throw new TypeError('The model promised a stream here.')
  return { body, length }
}

function emptyStream(): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.close()
    },
  })
}

export interface Written extends Digested {
  readonly blob: string
  readonly size: number
}

/** Writes a body to a blob that no row has yet. Throws, and leaves none, unless it is whole and is what its sender says it is. */
export async function receive(
  { body, length }: Sent,
  said: SaidDigests,
  wanted: readonly Algorithm[],
  blobs: Blobs,
): Promise<Written> {
  const digests = digesting(wanted)
  let size = 0
  const { blob } = await blobs.write(body, (chunk) => {
    size += chunk.length
    if (size > mostAtOnce) throw entityTooLarge(size, mostAtOnce)
    digests.update(chunk)
  })
  try {
    if (length !== undefined && length !== size)
      throw new Fault(
        'IncompleteBody',
        'You did not provide the number of bytes specified by the Content-Length HTTP header',
      )
    const digested = digests.end()
    agree(said, digested)
    return { blob, size, ...digested }
  } catch (why) {
    await discard(blobs, blob)
    throw why
  }
}
