/** Bytes. What a JSON or form request may have; the largest policies and tokens are far below. */
export const plainLimit = 1024 * 1024
/** Bytes. S3's XML bodies: a delete of 1,000 keys is under 2 MiB. */
export const xmlLimit = 2 * 1024 * 1024

const nothing = new Uint8Array()

/** A request's body, read at most once. */
export interface Body {
  /** All of it, or undefined when it is larger than `limit`; then no more of it is read than that. */
  whole(limit: number): Promise<Uint8Array | undefined>
  /** As it comes, for those who never called `whole`. */
  stream(): ReadableStream<Uint8Array>
}

export function bodyOf(request: Request): Body {
  let read: Promise<Uint8Array | undefined> | undefined
  return {
    whole(limit) {
      read ??= readBody(request, limit)
      return read
    },
    stream: () => request.body ?? streamOf(nothing),
  }
}

export function streamOf(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      if (bytes.byteLength > 0) controller.enqueue(bytes)
      controller.close()
    },
  })
}

async function readBody(request: Request, limit: number): Promise<Uint8Array | undefined> {
  const told = request.headers.get('content-length')
  if (told !== null) {
    if (Number(told) > limit) return undefined
    return told === '0' ? nothing : request.bytes()
  }
  return request.body === null ? nothing : collect(request.body, limit)
}

/** All of a stream, or undefined when it is larger than `limit`. */
export async function collect(stream: ReadableStream<Uint8Array>, limit: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of stream) {
    size += chunk.byteLength
    if (size > limit) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
