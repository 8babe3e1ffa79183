import { describe, expect, test } from 'bun:test'
import { createHash, createHmac } from 'node:crypto'
import fc from '../../tests/random'
import type { Payload } from './answer'
import { type ChecksumAlgorithm, checksum } from './checksum'
import { PayloadFault } from './payload-fault'
import { payloadStream } from './payload-stream'

const sha = (data: string | Uint8Array) => createHash('sha256').update(data).digest('hex')
const of = (algorithm: ChecksumAlgorithm, text: string) => {
  const running = checksum(algorithm)
  running.update(Buffer.from(text))
  return running.digest()
}

/** The body in pieces of `size` bytes. */
function streamed(body: string | Uint8Array, size = 7): ReadableStream<Uint8Array> {
  const bytes = Buffer.from(body)
  let at = 0
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close()
      controller.enqueue(bytes.subarray(at, at + size))
      at += size
    },
  })
}

async function read(body: string | Uint8Array, payload: Payload, headers: Record<string, string> = {}, size?: number) {
  try {
    return await new Response(payloadStream(streamed(body, size), payload, new Headers(headers))).text()
  } catch (error) {
    if (error instanceof PayloadFault) return error.code
    throw error
  }
}

const text = 'Hello, world! This is the body.'
const length = { 'x-amz-decoded-content-length': String(text.length) }
const none = { 'x-amz-decoded-content-length': '0' }
const unsigned: Payload = { kind: 'chunked-unsigned', trailer: true }
const trailer = { ...length, 'x-amz-trailer': 'x-amz-checksum-crc32' }
const hex = (it: string) => it.length.toString(16)

describe('a whole body', () => {
  test('agrees with its signed hash, or does not', async () => {
    expect(await read(text, { kind: 'hash', sha256: sha(text) })).toBe(text)
    expect(await read(`${text}!`, { kind: 'hash', sha256: sha(text) })).toBe('XAmzContentSHA256Mismatch')
    expect(await read('', { kind: 'hash', sha256: sha('') })).toBe('')
  })

  for (const algorithm of ['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'] as const) {
    test(`agrees with ${algorithm} in its header, or does not`, async () => {
      const header = `x-amz-checksum-${algorithm.toLowerCase()}`
      expect(await read(text, { kind: 'unsigned' }, { [header]: of(algorithm, text) })).toBe(text)
      expect(await read(text, { kind: 'unsigned' }, { [header]: of(algorithm, 'other') })).toBe('BadDigest')
    })
  }

  test('agrees with Content-MD5, or does not', async () => {
    expect(await read(text, { kind: 'unsigned' }, { 'content-md5': of('MD5', text) })).toBe(text)
    expect(await read(text, { kind: 'unsigned' }, { 'content-md5': of('MD5', 'other') })).toBe('BadDigest')
    expect(await read(text, { kind: 'unsigned' }, { 'content-md5': 'nonsense' })).toBe('InvalidDigest')
  })
})

describe('chunks without signatures', () => {
  const body = (checksumOf = text) =>
    `${hex(text.slice(0, 10))}\r\n${text.slice(0, 10)}\r\n${hex(text.slice(10))}\r\n${text.slice(10)}\r\n0\r\nx-amz-checksum-crc32:${of('CRC32', checksumOf)}\r\n\r\n`

  test('come out whole, however they are cut on the way', async () => {
    for (let size = 1; size < 60; size += 1) expect(await read(body(), unsigned, trailer, size)).toBe(text)
  })

  test('need no empty line at the end', async () => {
    expect(await read(body().slice(0, -2), unsigned, trailer)).toBe(text)
  })

  test('with a checksum that is another', async () => {
    expect(await read(body('other'), unsigned, trailer)).toBe('BadDigest')
  })

  test.each([
    ['without an announced trailer', `0\r\n\r\n`, { ...trailer, ...none }, 'MalformedTrailerError'],
    [
      'with a trailer that was not announced',
      '0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n',
      none,
      'MalformedTrailerError',
    ],
    ['with a trailer twice', `0\r\na:1\r\na:1\r\n\r\n`, { ...length, 'x-amz-trailer': 'a' }, 'MalformedTrailerError'],
    ['with a trailer that is none', '0\r\nnonsense\r\n\r\n', length, 'MalformedTrailerError'],
    [
      'with too much of a trailer',
      `0\r\na:${'x'.repeat(9_000)}\r\n\r\n`,
      { ...length, 'x-amz-trailer': 'a' },
      'MalformedTrailerError',
    ],
    ['with something after the end', '0\r\n\r\nmore', length, 'MalformedTrailerError'],
    ['with a chunk signature', `0;chunk-signature=${'0'.repeat(64)}\r\n\r\n`, length, 'InvalidChunkSizeError'],
    ['with a size that is none', 'x\r\n\r\n', length, 'InvalidChunkSizeError'],
    ['with a size beyond all', `${'f'.repeat(12)}\r\n`, length, 'InvalidChunkSizeError'],
    ['with a head without end', '0'.repeat(2_000), length, 'InvalidChunkSizeError'],
    ['that break off in a chunk', '5\r\nab', length, 'IncompleteBody'],
    ['that break off before the last', '2\r\nab\r\n', length, 'IncompleteBody'],
    ['longer than their size', '2\r\nabc\r\n0\r\n\r\n', length, 'IncompleteBody'],
    [
      'longer than their size, as long as was said',
      '2\r\nabc\r\n0\r\n\r\n',
      { 'x-amz-decoded-content-length': '2' },
      'IncompleteBody',
    ],
    [
      'with a signature of the trailer',
      `0\r\na:1\r\nx-amz-trailer-signature:${'0'.repeat(64)}\r\n\r\n`,
      { ...none, 'x-amz-trailer': 'a' },
      'MalformedTrailerError',
    ],
    ['of another length than was said', '2\r\nab\r\n0\r\n\r\n', length, 'IncompleteBody'],
    ['of no said length', '2\r\nab\r\n0\r\n\r\n', {}, 'IncompleteBody'],
  ])('%s', async (_, end, headers, code) => {
    expect(await read(end, unsigned, headers)).toBe(code)
  })
})

describe('chunks with signatures', () => {
  const key = Buffer.alloc(32, 9)
  const [date, scope, seed] = ['20260102T030405Z', '20260102/us-east-1/s3/aws4_request', 'a'.repeat(64)]
  const payload = (trailing: boolean): Payload => ({
    kind: 'chunked-signed',
    trailer: trailing,
    seed,
    key,
    date,
    scope,
  })
  const sign = (kind: string, before: string, rest: string) =>
    createHmac('sha256', key).update(`AWS4-HMAC-SHA256-${kind}\n${date}\n${scope}\n${before}\n${rest}`).digest('hex')

  function chunked(
    parts: readonly string[],
    trailers?: string,
    change: (signature: string, at: number) => string = (it) => it,
  ) {
    let before: string = seed
    let out = ''
    for (const [at, part] of [...parts, ''].entries()) {
      before = sign('PAYLOAD', before, `${sha('')}\n${sha(part)}`)
      out += `${hex(part)};chunk-signature=${change(before, at)}\r\n${part}${part === '' ? '' : '\r\n'}`
    }
    if (trailers === undefined) return `${out}\r\n`
    const last = change(sign('TRAILER', before, sha(`${trailers}\n`)), parts.length + 1)
    return `${out}${trailers}\r\nx-amz-trailer-signature:${last}\r\n\r\n`
  }
  const spoil = (which: number) => (it: string, at: number) =>
    at === which ? it.replace(/^./, (c) => (c === '0' ? '1' : '0')) : it
  const parts = [text.slice(0, 10), text.slice(10)]
  const crc = `x-amz-checksum-crc32:${of('CRC32', text)}`

  test('come out whole, however they are cut on the way', async () => {
    for (let size = 1; size < 120; size += 3) {
      expect(await read(chunked(parts), payload(false), length, size)).toBe(text)
      expect(await read(chunked(parts, crc), payload(true), trailer, size)).toBe(text)
    }
  })

  test('each signature counts, the last empty chunk and the trailers included', async () => {
    for (const which of [0, 1, 2])
      expect(await read(chunked(parts, undefined, spoil(which)), payload(false), length)).toBe('SignatureDoesNotMatch')
    expect(await read(chunked(parts, crc, spoil(3)), payload(true), trailer)).toBe('SignatureDoesNotMatch')
  })

  test('altered bytes and altered trailers are refused', async () => {
    expect(await read(chunked(parts).replace('Hello', 'Jello'), payload(false), length)).toBe('SignatureDoesNotMatch')
    const other = chunked(parts, crc).replace(crc, `x-amz-checksum-crc32:${of('CRC32', 'other')}`)
    expect(await read(other, payload(true), trailer)).not.toBe(text)
  })

  test('the last, empty one may not be left out', async () => {
    const whole = chunked(parts)
    expect(await read(whole.slice(0, whole.lastIndexOf('0;chunk-signature=')), payload(false), length)).toBe(
      'IncompleteBody',
    )
  })

  test('none may be left out, and no trailer signature', async () => {
    const whole = chunked(parts)
    const second = whole.indexOf('\r\n', whole.indexOf(parts[0] ?? '')) + 2
    const firstOnly = { 'x-amz-decoded-content-length': String(parts[1]?.length) }
    expect(await read(whole.slice(second), payload(false), firstOnly)).toBe('SignatureDoesNotMatch')
    expect(await read(chunked(parts, crc).replace(/x-amz-trailer-signature.*\r\n/, ''), payload(true), trailer)).toBe(
      'MalformedTrailerError',
    )
    expect(await read(`${hex(text)}\r\n${text}\r\n0\r\n\r\n`, payload(false), length)).toBe('InvalidChunkSizeError')
  })
})

test('whatever comes, the stream ends in the body or in a PayloadFault', async () => {
  const noise = fc.oneof(
    fc.string({ maxLength: 60 }),
    fc
      .array(fc.constantFrom('0', '5', 'a', '\r\n', '\r', '\n', ':', ';', 'x-amz-checksum-crc32'), { maxLength: 12 })
      .map((it) => it.join('')),
  )
  await fc.assert(
    fc.asyncProperty(noise, fc.integer({ min: 1, max: 9 }), async (body, size) => {
      expect(typeof (await read(body, unsigned, { 'x-amz-decoded-content-length': '5' }, size))).toBe('string')
    }),
    { numRuns: 300 },
  )
})

test('a large body passes in constant memory', async () => {
  const piece = new Uint8Array(1 << 20).fill(7)
  let left = 64
  const source = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (left-- === 0) return controller.close()
      controller.enqueue(piece)
    },
  })
  let size = 0
  for await (const bytes of payloadStream(source, { kind: 'unsigned' }, new Headers({}))) size += bytes.length
  expect(size).toBe(64 << 20)
})

test('the known values of each checksum', () => {
  const known: Record<ChecksumAlgorithm, string> = {
    CRC32: 'cbf43926',
    CRC32C: 'e3069283',
    CRC64NVME: 'ae8b14860a799888',
    SHA1: 'f7c3bc1d808e04732adf679965ccc34ca7ae3441',
    SHA256: '15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225',
    MD5: '25f9e794323b453885f5181f1b624d0b',
  }
  for (const [algorithm, value] of Object.entries(known)) {
    const running = checksum(algorithm as ChecksumAlgorithm)
    running.update(Buffer.from('1234'))
    running.update(Buffer.from('56789'))
    expect(Buffer.from(running.digest(), 'base64').toString('hex')).toBe(value)
  }
})

test('eight bytes a step and one byte a step agree', () => {
  fc.assert(
    fc.property(
      fc.constantFrom<ChecksumAlgorithm>('CRC32C', 'CRC64NVME'),
      fc.uint8Array({ maxLength: 100 }),
      (algorithm, bytes) => {
        const [whole, single] = [checksum(algorithm), checksum(algorithm)]
        whole.update(bytes)
        for (const byte of bytes) single.update(Uint8Array.of(byte))
        expect(whole.digest()).toBe(single.digest())
      },
    ),
  )
})
