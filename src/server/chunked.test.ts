import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { createHash, createHmac } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { answered } from './answered.test-support'
import { type Ask, signed, type TestApp, testApp } from './app.test-support'

// Bodies in chunks, through the whole app: what is wrong with one is told by name, and nothing of it is kept.

let it: TestApp
beforeAll(async () => {
  it = await testApp()
  expect((await it.ask({ method: 'PUT', path: '/box', service: 's3' })).status).toBe(200)
})
afterAll(() => it.close())

const sha = (text: string): string => createHash('sha256').update(text).digest('hex')
const mac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()
const parts = ['Hello, ', 'world!']
const text = parts.join('')
const crc = (of: string): string => {
  const out = Buffer.alloc(4)
  out.writeUInt32BE(crc32(of))
  return out.toString('base64')
}
const trailer = `x-amz-checksum-crc32:${crc(text)}`

/** A PUT whose chunks are signed, as the header's signature begins the chain. `spoil` is what happens to the body on its way. */
async function put(path: string, kind: string, spoil: (body: string) => string = (same) => same): Promise<Response> {
  const trailing = kind.endsWith('-TRAILER')
  const ask: Ask = {
    ...{ method: 'PUT', path, service: 's3', body: 'x' },
    headers: {
      'content-encoding': 'aws-chunked',
      'x-amz-content-sha256': kind,
      'x-amz-decoded-content-length': String(text.length),
      ...(trailing ? { 'x-amz-trailer': 'x-amz-checksum-crc32' } : {}),
    },
  }
  const head = await signed(ask, it.clock.now, it.admin)
  const seed = /Signature=(\w+)/.exec(head.headers.get('authorization') ?? '')?.[1] ?? ''
  const body = kind.includes('UNSIGNED')
    ? unsignedChunks()
    : signedChunks(seed, head.headers.get('x-amz-date') ?? '', trailing)
  return it.raw(new Request(head.url, { method: 'PUT', headers: head.headers, body: spoil(body) }))
}

function unsignedChunks(): string {
  return `${parts.map((it) => `${it.length.toString(16)}\r\n${it}\r\n`).join('')}0\r\n${trailer}\r\n\r\n`
}

function signedChunks(seed: string, date: string, trailing: boolean): string {
  const day = date.slice(0, 8)
  const key = mac(mac(mac(mac(`AWS4${it.admin.secretAccessKey}`, day), 'us-east-1'), 's3'), 'aws4_request')
  let before = seed
  const sign = (kind: string, rest: string): string => {
    before = mac(
      key,
      `AWS4-HMAC-SHA256-${kind}\n${date}\n${day}/us-east-1/s3/aws4_request\n${before}\n${rest}`,
    ).toString('hex')
    return before
  }
  const chunks = [...parts, ''].map(
    (it) =>
      `${it.length.toString(16)};chunk-signature=${sign('PAYLOAD', `${sha('')}\n${sha(it)}`)}\r\n${it}${it === '' ? '' : '\r\n'}`,
  )
  if (!trailing) return `${chunks.join('')}\r\n`
  return `${chunks.join('')}${trailer}\r\nx-amz-trailer-signature:${sign('TRAILER', sha(`${trailer}\n`))}\r\n\r\n`
}

const kinds = [
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER',
  'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
]

describe('a body in chunks', () => {
  test.each(kinds)('%s: kept without its chunks', async (kind) => {
    expect((await put(`/box/${kind}`, kind)).status).toBe(200)
    const got = await it.ask({ method: 'GET', path: `/box/${kind}`, service: 's3' })
    expect(await got.text()).toBe(text)
    expect(got.headers.get('content-encoding')).toBeNull()
  })

  const spoiled: readonly (readonly [
    what: string,
    kind: number,
    spoil: (body: string) => string,
    status: number,
    code: string,
  ])[] = [
    ['an altered byte', 0, (it) => it.replace('Hello', 'Jello'), 403, 'SignatureDoesNotMatch'],
    [
      'an altered signature of a chunk',
      0,
      (it) => it.replace(/chunk-signature=./, 'chunk-signature=g'),
      400,
      'InvalidChunkSizeError',
    ],
    [
      'an altered trailer',
      1,
      (it) => it.replace(trailer, `x-amz-checksum-crc32:${crc('other')}`),
      403,
      'SignatureDoesNotMatch',
    ],
    [
      'no signature of the trailer',
      1,
      (it) => it.replace(/x-amz-trailer-signature.*\r\n/, ''),
      400,
      'MalformedTrailerError',
    ],
    ['an altered byte under a checksum', 2, (it) => it.replace('Hello', 'Jello'), 400, 'BadDigest'],
    ['no trailer', 2, (it) => it.replace(`${trailer}\r\n`, ''), 400, 'MalformedTrailerError'],
    ['an end too early', 2, (it) => it.slice(0, 12), 400, 'IncompleteBody'],
  ]
  for (const [what, kind, spoil, status, code] of spoiled) {
    test(`${what}: ${status} ${code}, and nothing is kept`, async () => {
      const response = await put('/box/spoiled', kinds[kind] ?? '', spoil)
      const told = answered(response.headers, await response.text())
      expect([response.status, told.code]).toEqual([status, code])
      expect((await it.ask({ method: 'GET', path: '/box/spoiled', service: 's3' })).status).toBe(404)
    })
  }
})
