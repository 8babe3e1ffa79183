import type { Payload } from './answer'
import { type ChunkSignatures, chunkSignatures } from './chunk-signature'
import { PayloadFault } from './payload-fault'

// aws-chunked: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html and …-trailers.html

const longestHead = 1_024
const longestTrailers = 8_192
/** More than any request may carry, well inside of exact numbers. */
const largestChunk = 2 ** 43

export interface ChunkDecoder {
  /** The decoded bytes in what came. */
  feed(bytes: Uint8Array): readonly Uint8Array[]
  /** To be called once when nothing more comes: the trailers, by lower-case name. */
  end(): ReadonlyMap<string, string>
}

type Chunked = Extract<Payload, { readonly kind: 'chunked-signed' | 'chunked-unsigned' }>

/** Undoes aws-chunked encoding and follows the chain of chunk signatures. Nothing but heads and trailers is ever held back. */
export function chunkDecoder(payload: Chunked): ChunkDecoder {
  const signatures = payload.kind === 'chunked-signed' ? chunkSignatures(payload) : undefined
  const trailers = new Map<string, string>()
  let state: 'head' | 'data' | 'after' | 'trailers' | 'done' = 'head'
  let line = ''
  let left = 0
  let trailerBytes = 0
  let trailerSignature: string | undefined

  const head = (text: string): void => {
    const { size, signature } = readHead(text, signatures !== undefined)
    signatures?.begin(signature)
    left = size
    if (size > 0) state = 'data'
    else {
      signatures?.end()
      state = payload.trailer ? 'trailers' : 'after'
    }
  }
  const after = (text: string, last: boolean): void => {
    if (text !== '') throw incomplete()
    state = last ? 'done' : 'head'
  }
  let lastSeen = false
  const trailer = (text: string): void => {
    if (text === '') {
      state = 'done'
      return
    }
    const at = text.indexOf(':')
    const name = text.slice(0, Math.max(at, 0)).trim().toLowerCase()
    const value = text.slice(at + 1).trim()
    if (at < 1 || trailers.has(name) || trailerSignature !== undefined) throw badTrailer()
    if (name === 'x-amz-trailer-signature') trailerSignature = value
    else trailers.set(name, value)
  }
  const whole = (text: string): void => {
    if (state === 'head') {
      head(text)
      lastSeen = left === 0
    } else if (state === 'after') after(text, lastSeen)
    else trailer(text)
  }

  return {
    feed(bytes) {
      const out: Uint8Array[] = []
      let at = 0
      while (at < bytes.length) {
        if (state === 'done') throw badTrailer()
        if (state === 'data') {
          const part = bytes.subarray(at, at + Math.min(left, bytes.length - at))
          signatures?.update(part)
          out.push(part)
          at += part.length
          left -= part.length
          if (left === 0) {
            signatures?.end()
            state = 'after'
          }
          continue
        }
        const end = bytes.indexOf(10, at)
        const piece = Buffer.from(bytes.buffer, bytes.byteOffset + at, (end < 0 ? bytes.length : end) - at)
        at += piece.length + (end < 0 ? 0 : 1)
        if (state === 'trailers') trailerBytes += piece.length + 1
        if (trailerBytes > longestTrailers) throw badTrailer()
        if (state !== 'trailers' && line.length + piece.length > longestHead) throw badHead()
        line += piece.toString('latin1')
        if (end < 0) continue
        const text = line.endsWith('\r') ? line.slice(0, -1) : line
        line = ''
        whole(text)
      }
      return out
    },
    end() {
      if (!isOver(state, line, trailers)) throw incomplete()
      checkTrailerSignature(signatures, payload.trailer, trailers, trailerSignature)
      return trailers
    },
  }
}

/** Some clients leave out the last empty line. */
function isOver(state: string, line: string, trailers: ReadonlyMap<string, string>): boolean {
  return state === 'done' || (state === 'trailers' && line === '' && trailers.size > 0)
}

function checkTrailerSignature(
  signatures: ChunkSignatures | undefined,
  expected: boolean,
  trailers: ReadonlyMap<string, string>,
  signature: string | undefined,
): void {
  if (signatures === undefined) {
    if (signature !== undefined) throw badTrailer()
    return
  }
  if (!expected) return
  if (signature === undefined) throw badTrailer()
  signatures.trailers(trailers, signature)
}

function readHead(text: string, signed: boolean): { readonly size: number; readonly signature: string } {
  const found = /^([0-9A-Fa-f]{1,12})(?:;chunk-signature=([0-9a-f]{64}))?$/.exec(text)
  const size = Number.parseInt(found?.[1] ?? '', 16)
  const signature = found?.[2]
  if (found === null || size > largestChunk || (signature !== undefined) !== signed) throw badHead()
  return { size, signature: signature ?? '' }
}

function badHead(): PayloadFault {
  return new PayloadFault('InvalidChunkSizeError', 'A chunk of the body is not well-formed.')
}

function badTrailer(): PayloadFault {
  return new PayloadFault('MalformedTrailerError', 'The request contained trailing data that was not well-formed.')
}

function incomplete(): PayloadFault {
  return new PayloadFault('IncompleteBody', 'The request body terminated unexpectedly')
}
