import { expect, test } from 'bun:test'
import { createHash, createHmac } from 'node:crypto'
import fc from '../../tests/random'
import type { Payload } from './answer'
import { type ChecksumAlgorithm, checksum } from './checksum'
import { PayloadFault } from './payload-fault'
import { payloadStream } from './payload-stream'

// Whatever happens to a chunked body on its way, what is accepted is what was sent.

const [date, scope, seed] = ['20260102T030405Z', '20260102/us-east-1/s3/aws4_request', 'a'.repeat(64)]
const key = Buffer.alloc(32, 9)
const sha = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex')

interface Body {
  readonly chunks: readonly Uint8Array[]
  readonly algorithm: ChecksumAlgorithm | undefined
  readonly isSigned: boolean
}

const body: fc.Arbitrary<Body> = fc.record({
  chunks: fc.array(fc.uint8Array({ minLength: 1, maxLength: 40 }), { maxLength: 4 }),
  algorithm: fc.constantFrom<ChecksumAlgorithm | undefined>(
    'CRC32',
    'CRC32C',
    'CRC64NVME',
    'SHA1',
    'SHA256',
    undefined,
  ),
  isSigned: fc.boolean(),
})

const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')

/** As AWS's documents say that it is written. */
function written({ chunks, algorithm, isSigned }: Body): { wire: Buffer; payload: Payload; headers: Headers } {
  let before: string = seed
  const sign = (kind: string, rest: string): string => {
    const text = `AWS4-HMAC-SHA256-${kind}\n${date}\n${scope}\n${before}\n${rest}`
    before = createHmac('sha256', key).update(text).digest('hex')
    return before
  }
  const head = (chunk: Uint8Array): string =>
    `${chunk.length.toString(16)}${isSigned ? `;chunk-signature=${sign('PAYLOAD', `${sha('')}\n${sha(chunk)}`)}` : ''}\r\n`
  let wire = chunks.map((chunk) => `${head(chunk)}${latin(chunk)}\r\n`).join('') + head(new Uint8Array())
  const whole = Buffer.concat(chunks)
  const headers = new Headers({ 'x-amz-decoded-content-length': String(whole.length) })
  if (algorithm === undefined) wire += '\r\n'
  else {
    const running = checksum(algorithm)
    running.update(whole)
    const name = `x-amz-checksum-${algorithm.toLowerCase()}`
    const trailer = `${name}:${running.digest()}`
    headers.set('x-amz-trailer', name)
    wire += `${trailer}\r\n`
    if (isSigned) wire += `x-amz-trailer-signature:${sign('TRAILER', sha(`${trailer}\n`))}\r\n`
    wire += '\r\n'
  }
  const trailing = algorithm !== undefined
  const payload: Payload = isSigned
    ? { kind: 'chunked-signed', trailer: trailing, seed, key, date, scope }
    : { kind: 'chunked-unsigned', trailer: true }
  return { wire: Buffer.from(wire, 'latin1'), payload, headers }
}

async function read(
  wire: Uint8Array,
  size: number,
  payload: Payload,
  headers: Headers,
): Promise<string | PayloadFault> {
  let at = 0
  const source = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at >= wire.length) return controller.close()
      controller.enqueue(wire.slice(at, at + size))
      at += size
    },
  })
  try {
    return latin(new Uint8Array(await new Response(payloadStream(source, payload, headers)).arrayBuffer()))
  } catch (error) {
    if (error instanceof PayloadFault) return error
    throw error
  }
}

// Without trailer and without signatures nothing binds the body: such a client relies on its connection.
const bound = body.filter(({ algorithm, isSigned }) => isSigned || algorithm !== undefined)

test('what was written is read, however it is cut on the way', async () => {
  await fc.assert(
    fc.asyncProperty(bound, fc.integer({ min: 1, max: 90 }), async (it, size) => {
      const { wire, payload, headers } = written(it)
      expect(await read(wire, size, payload, headers)).toBe(latin(Buffer.concat(it.chunks)))
    }),
    { numRuns: 300 },
  )
}, 300_000)

test('a byte changed, left out or put in is refused, or means the same', async () => {
  const change = fc.record({
    how: fc.constantFrom('changed', 'left out', 'put in', 'cut off'),
    at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    byte: fc.integer({ min: 1, max: 255 }),
  })
  await fc.assert(
    fc.asyncProperty(bound, change, async (it, { how, at, byte }) => {
      const { wire, payload, headers } = written(it)
      const where = Math.floor(at * wire.length)
      const [start, here, rest] = [wire.subarray(0, where), wire[where] ?? 0, wire.subarray(where + 1)]
      const middle = { changed: [here ^ byte], 'left out': [], 'put in': [byte, here], 'cut off': [] }[how] ?? []
      const spoiled = Buffer.concat([start, Buffer.from(middle), how === 'cut off' ? new Uint8Array() : rest])
      const heard = await read(spoiled, 30, payload, headers)
      if (!(heard instanceof PayloadFault)) expect(heard).toBe(latin(Buffer.concat(it.chunks)))
    }),
    { numRuns: 2_000 },
  )
}, 300_000)

test('chunks in another order, twice, or left out are refused', async () => {
  const two = fc.record({
    first: fc.uint8Array({ minLength: 3, maxLength: 9 }),
    second: fc.uint8Array({ minLength: 3, maxLength: 9 }),
  })
  await fc.assert(
    fc.asyncProperty(two, async ({ first, second }) => {
      fc.pre(latin(first) !== latin(second))
      const { wire, payload } = written({ chunks: [first, second], algorithm: undefined, isSigned: true })
      const parts = wire.toString('latin1')
      const end = parts.indexOf('\r\n') + 2 + first.length + 2
      const last = parts.lastIndexOf('0;chunk-signature=')
      const [one, other, none] = [parts.slice(0, end), parts.slice(end, last), parts.slice(last)]
      for (const chunks of [other + one, one + one, one, other, one + other + one]) {
        for (const length of [
          first.length,
          second.length,
          first.length + second.length,
          2 * first.length + second.length,
        ]) {
          const headers = new Headers({ 'x-amz-decoded-content-length': String(length) })
          expect(await read(Buffer.from(chunks + none, 'latin1'), 30, payload, headers)).toBeInstanceOf(PayloadFault)
        }
      }
    }),
    { numRuns: 40 },
  )
}, 300_000)
