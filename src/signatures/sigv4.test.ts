import { describe, expect, test } from 'bun:test'
import { createHash, createHmac } from 'node:crypto'
import { Secret } from '../domain'
import { isSigned } from './claim'
import {
  accessKeyId,
  now,
  reauthorized,
  refusal,
  type Sent,
  secretAccessKey,
  session,
  signed,
  verify,
} from './sigv4.test-support'

const minute = 60_000
const put = { service: 's3', method: 'PUT', path: '/bucket/key' } as const

describe('what is signed right is proved', () => {
  test('in the header', async () => {
    expect(await verify(await signed())).toMatchObject({
      proved: true,
      service: 'eks',
      region: 'us-east-1',
      presigned: false,
      signedAt: now,
      key: { userName: 'me' },
    })
  })

  test('in the query', async () => {
    const answer = await verify(await signed({ service: 'sts', method: 'GET', path: '/', presignFor: 60 }))
    expect(answer).toMatchObject({ proved: true, presigned: true, service: 'sts' })
  })

  test('with a session token, in the header and in the query', async () => {
    for (const presignFor of [undefined, 60]) {
      const answer = await verify(await signed({ sessionToken: 'the-token', presignFor }))
      expect(answer).toMatchObject({ proved: true, key: { session: { name: 's' } } })
    }
  })

  test('by a Date header where there is no x-amz-date', async () => {
    const hash = (text: string) => createHash('sha256').update(text).digest('hex')
    const mac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()
    const date = 'Fri, 02 Jan 2026 03:04:05 GMT'
    const scope = '20260102/us-east-1/sts/aws4_request'
    const canonical = `POST\n/\n\ndate:${date}\nhost:a\n\ndate;host\n${hash('')}`
    const key = mac(mac(mac(mac(`AWS4${secretAccessKey}`, '20260102'), 'us-east-1'), 'sts'), 'aws4_request')
    const signature = mac(key, `AWS4-HMAC-SHA256\n20260102T030405Z\n${scope}\n${hash(canonical)}`).toString('hex')
    const authorization = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope},SignedHeaders=date;host,Signature=${signature}`
    const sent = { method: 'POST', path: '/', query: '', headers: { host: 'a', date, authorization }, body: '' }
    expect(await verify(sent)).toMatchObject({ proved: true, signedAt: now })
  })

  test('with blanks around and inside of a header', async () => {
    const sent = await signed({ headers: { 'x-note': 'a b' } })
    expect(await refusal({ ...sent, headers: { ...sent.headers, 'x-note': '  a   b ' } })).toBe('proved')
  })

  test('with repeated headers, which signers join with a bare comma and servers with a comma and a blank', async () => {
    const sent = await signed({ headers: { 'x-one': 'a,b', 'x-two': 'c, d' } })
    expect(await refusal({ ...sent, headers: { ...sent.headers, 'x-one': 'a, b' } })).toBe('proved')
  })

  test('in any region', async () => {
    expect(await verify(await signed({ region: 'moon-1' }))).toMatchObject({ proved: true, region: 'moon-1' })
  })
})

test('isSigned tells the claimed scope', async () => {
  const request = ({ headers, ...sent }: Sent) => isSigned({ ...sent, headers: new Headers(headers) })
  expect(request(await signed())).toEqual({ service: 'eks', region: 'us-east-1' })
  expect(request(await signed({ service: 'sts', presignFor: 9 }))).toEqual({ service: 'sts', region: 'us-east-1' })
  expect(request({ method: 'GET', path: '/', query: '', headers: {}, body: '' })).toBeUndefined()
  expect(request(reauthorized(await signed(), () => 'Bearer x'))).toBeUndefined()
  const twofold = (it: string): string =>
    it.replace('Credential=', 'A=b Credential=x/20260102/r/s3/aws4_request, Credential=')
  expect(request(reauthorized(await signed(), twofold))).toEqual({ service: 'eks', region: 'us-east-1' })
})

describe('no signature, or one that cannot be read', () => {
  test('none at all', async () => {
    const { authorization: _, ...headers } = (await signed()).headers
    expect(await refusal({ ...(await signed()), headers })).toBe('missing')
  })

  const unreadable: readonly [string, (header: string) => string][] = [
    ['another mechanism', () => 'AWS AKIA:abc'],
    ['another mechanism of the same form', (it) => it.replace('SHA256', 'SHA512')],
    ['no credential', (it) => it.replace(/Credential=[^,]*, /, '')],
    ['no signed headers', (it) => it.replace(/SignedHeaders=[^,]*, /, '')],
    ['no signature', (it) => it.replace(/, Signature=.*/, '')],
    ['a part that is given twice', (it) => `${it}, Signature=${'0'.repeat(64)}`],
    ['a part without a value', (it) => `${it}, nonsense`],
    ['a scope of four parts', (it) => it.replace('/eks/', '/')],
    ['a scope of six parts', (it) => it.replace('/eks/', '/eks/eks/')],
    ['an empty region', (it) => it.replace('/us-east-1/', '//')],
    ['a day that is none', (it) => it.replace('/20260102/', '/2026-1-2/')],
    [
      'a signature of upper case',
      (it) => it.replace(/Signature=(.*)/, (_, hex: string) => `Signature=${hex.toUpperCase()}`),
    ],
    ['a short signature', (it) => it.slice(0, -2)],
    ['header names with blanks', (it) => it.replace('host;', 'host ;')],
  ]
  for (const [what, change] of unreadable)
    test(what, async () => {
      expect(await refusal(reauthorized(await signed(), change))).toBe('malformed')
    })

  test('no date', async () => {
    const sent = await signed()
    const { 'x-amz-date': _, ...headers } = sent.headers
    expect(await refusal({ ...sent, headers })).toBe('malformed')
  })

  test.each(['20260132T030405Z', '2026-01-02T03:04:05Z', '20260102T030405', ''])('the date %p', async (date) => {
    const sent = await signed()
    expect(await refusal({ ...sent, headers: { ...sent.headers, 'x-amz-date': date } })).toBe('malformed')
  })

  test('both in the header and in the query', async () => {
    const sent = await signed()
    const presigned = await signed({ presignFor: 60 })
    expect(await refusal({ ...sent, query: presigned.query })).toBe('malformed')
  })

  test.each(['0', '-1', '604801', 'x', '', '1e3'])('presigned for %p seconds', async (seconds) => {
    const sent = await signed({ presignFor: 60 })
    expect(await refusal({ ...sent, query: sent.query.replace('X-Amz-Expires=60', `X-Amz-Expires=${seconds}`) })).toBe(
      'malformed',
    )
  })

  test('a week is the longest', async () => {
    expect(await refusal(await signed({ presignFor: 604_800 }))).toBe('proved')
  })

  test('presigned for S3 without an end', async () => {
    const sent = await signed({ ...put, presignFor: 60 })
    expect(await refusal({ ...sent, query: sent.query.replace('X-Amz-Expires=60&', '') })).toBe('malformed')
  })

  test('presigned by another mechanism', async () => {
    const sent = await signed({ presignFor: 60 })
    expect(await refusal({ ...sent, query: sent.query.replace('SHA256', 'SHA512') })).toBe('malformed')
  })

  test('a presigned parameter given twice', async () => {
    const sent = await signed({ presignFor: 60 })
    expect(await refusal({ ...sent, query: `${sent.query}&X-Amz-Date=20260102T030405Z` })).toBe('malformed')
  })
})

describe('the scope', () => {
  test('a service that is not ours', async () => {
    expect(await refusal(await signed({ service: 'lambda' }))).toBe('wrong-scope')
  })
  test('another terminator', async () => {
    expect(await refusal(reauthorized(await signed(), (it) => it.replace('aws4_request', 'aws5_request')))).toBe(
      'wrong-scope',
    )
  })
  test("another day than the request's date", async () => {
    const sent = await signed({ at: Date.UTC(2026, 0, 3, 0, 1) })
    const altered = { ...sent, headers: { ...sent.headers, 'x-amz-date': '20260102T235959Z' } }
    expect(await refusal(altered, { now: Date.UTC(2026, 0, 3, 0, 1) })).toBe('wrong-scope')
  })
})

describe('what must be signed', () => {
  const without = (name: string) => (it: string) =>
    it.replace(
      /SignedHeaders=([^,]*)/,
      (_, names: string) =>
        `SignedHeaders=${names
          .split(';')
          .filter((one) => one !== name)
          .join(';')}`,
    )

  test('host', async () => {
    expect(await refusal(reauthorized(await signed(), without('host')))).toBe('unsigned-headers')
  })
  test('every x-amz header for S3', async () => {
    const sent = await signed(put)
    const more = { ...sent, headers: { ...sent.headers, 'x-amz-acl': 'public-read' } }
    const answer = await verify(more)
    expect(answer).toMatchObject({ refusal: 'unsigned-headers', details: { HeadersNotSigned: 'x-amz-acl' } })
  })
  test('every x-amz header for S3 when presigned', async () => {
    const sent = await signed({ ...put, presignFor: 60 })
    expect(await refusal({ ...sent, headers: { ...sent.headers, 'x-amz-acl': 'public-read' } })).toBe(
      'unsigned-headers',
    )
  })
  test('x-amz-target, which tells the operation', async () => {
    const sent = await signed({ service: 'cloudtrail', path: '/' })
    expect(await refusal({ ...sent, headers: { ...sent.headers, 'x-amz-target': 'LookupEvents' } })).toBe(
      'unsigned-headers',
    )
  })
})

describe('the moment', () => {
  test.each([
    ['eks', 5],
    ['s3', 15],
  ] as const)('%s has a window of %p minutes either way', async (service, minutes) => {
    const sent = await signed({ service })
    expect(await refusal(sent, { now: now + minutes * minute })).toBe('proved')
    expect(await refusal(sent, { now: now + minutes * minute + 1000 })).toBe('expired')
    expect(await refusal(sent, { now: now - minutes * minute })).toBe('proved')
    expect(await refusal(sent, { now: now - minutes * minute - 1000 })).toBe('not-yet-valid')
  })

  test('the words', async () => {
    expect(await verify(await signed(), { now: now + 6 * minute })).toMatchObject({
      message: 'Signature expired: 20260102T030405Z is now earlier than 20260102T030505Z (20260102T031005Z - 5 min.)',
    })
    expect(await verify(await signed(put), { now: now + 16 * minute })).toMatchObject({
      details: { RequestTime: '20260102T030405Z', MaxAllowedSkewMilliseconds: '900000' },
    })
  })

  test('presigned requests last as long as they say', async () => {
    const sent = await signed({ ...put, presignFor: 3_600 })
    expect(await refusal(sent, { now: now + 3_600_000 })).toBe('proved')
    expect(await verify(sent, { now: now + 3_601_000 })).toMatchObject({
      refusal: 'presigned-expired',
      message: 'Request has expired',
      details: { 'X-Amz-Expires': '3600', Expires: '2026-01-02T04:04:05Z' },
    })
    expect(await refusal(sent, { now: now - 16 * minute })).toBe('not-yet-valid')
  })

  test('the key is not looked up for what is out of time', async () => {
    const find = () => {
      throw new Error('looked up')
    }
    expect(await refusal(await signed(), { now: now + 6 * minute, find })).toBe('expired')
  })
})

describe('the key', () => {
  test('that nobody has', async () => {
    expect(await refusal(await signed(), { find: async () => 'unknown-key' })).toBe('unknown-key')
  })
  test('whose session has ended', async () => {
    expect(await refusal(await signed({ sessionToken: 'x' }), { find: async () => 'expired-token' })).toBe(
      'expired-token',
    )
  })
  test("a user's key with a session token", async () => {
    expect(await refusal(await signed({ sessionToken: 'another' }))).toBe('invalid-token')
  })
  test('whose session token came after signing: its header need not be signed, but for S3', async () => {
    for (const [service, answer] of [
      ['eks', 'proved'],
      ['s3', 'unsigned-headers'],
    ] as const) {
      const sent = await signed({ service })
      expect(await refusal({ ...sent, headers: { ...sent.headers, 'x-amz-security-token': 'the-token' } })).toBe(answer)
    }
  })
  test('a temporary key without its session token', async () => {
    const secret = new Secret(secretAccessKey)
    expect(await refusal(await signed(), { find: async () => ({ accessKeyId, secret, session }) })).toBe(
      'invalid-token',
    )
  })
  test('another than was asked for is our own trouble', async () => {
    const secret = new Secret(secretAccessKey)
    const sent = await signed()
    const answer = verify(sent, { find: async () => ({ accessKeyId: 'AKIAAAAAAAAAAAAAAAAA', secret }) })
    await expect(answer).rejects.toThrow('Another access key')
  })
  test('with a new secret, the old signing key is not used', async () => {
    const sent = await signed()
    expect(await refusal(sent)).toBe('proved')
    const secret = new Secret('another')
    expect(await refusal(sent, { find: async () => ({ accessKeyId, secret }) })).toBe('mismatch')
  })
})

describe('the body', () => {
  test('another than was signed', async () => {
    const sent = await signed({ service: 'sts' })
    expect(await refusal({ ...sent, body: 'Action=DeleteEverything' })).toBe('body-mismatch')
  })
  test('another than was signed, by a client that does not say the hash', async () => {
    const sent = await signed({ service: 'sts', presignFor: 60 })
    expect(await refusal({ ...sent, body: 'x' })).toBe('mismatch')
  })
  test('an unsigned body is for S3 alone', async () => {
    const headers = { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' }
    expect(await refusal(await signed({ headers }))).toBe('mismatch')
    expect(await verify(await signed({ ...put, headers }))).toMatchObject({
      proved: true,
      payload: { kind: 'unsigned' },
    })
  })
  test('S3 must say how it is bound', async () => {
    const sent = await signed(put)
    const { 'x-amz-content-sha256': _, ...headers } = sent.headers
    expect(await verify({ ...sent, headers })).toMatchObject({
      refusal: 'malformed',
      message: 'Missing required header for this request: x-amz-content-sha256',
    })
    const odd = { 'x-amz-content-sha256': 'STREAMING-SOMETHING-ELSE' }
    expect(await refusal(await signed({ ...put, headers: odd }))).toBe('malformed')
  })
  test('a digest that nobody signed says nothing', async () => {
    const sent = await signed({ service: 'sts', presignFor: 60 })
    expect(await refusal({ ...sent, headers: { ...sent.headers, 'x-amz-content-sha256': 'a'.repeat(64) } })).toBe(
      'proved',
    )
  })
  test('a presigned one has no chunks', async () => {
    const sent = await signed({ ...put, presignFor: 60 })
    const { 'x-amz-content-sha256': _, ...headers } = sent.headers
    const query = `${sent.query}&X-Amz-Content-Sha256=STREAMING-UNSIGNED-PAYLOAD-TRAILER`
    expect(await refusal({ ...sent, headers, query })).toBe('malformed')
  })
  test('one that streams is left to payloadStream', async () => {
    expect(await verify(await signed(put), { streams: true })).toMatchObject({
      proved: true,
      payload: { kind: 'hash' },
    })
    const headers = { 'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER' }
    expect(await verify(await signed({ ...put, headers }), { streams: true })).toMatchObject({
      payload: {
        kind: 'chunked-signed',
        trailer: true,
        date: '20260102T030405Z',
        scope: '20260102/us-east-1/s3/aws4_request',
      },
    })
  })
})

describe('a mismatch', () => {
  test('tells S3 callers what was calculated, and keeps their session token out of it', async () => {
    for (const presignFor of [undefined, 60]) {
      const sent = await signed({ ...put, sessionToken: 'the-token', presignFor })
      const answer = await verify({ ...sent, path: '/bucket/other' })
      expect(answer).toMatchObject({ refusal: 'mismatch', details: { AWSAccessKeyId: accessKeyId } })
      expect(JSON.stringify(answer)).toContain('/bucket/other')
      expect(JSON.stringify(answer)).not.toContain('the-token')
      expect(JSON.stringify(answer)).not.toContain(
        Buffer.from('the-token').toString('hex').replace(/../g, '$& ').trimEnd(),
      )
    }
  })
  test('tells others nothing', async () => {
    const sent = await signed()
    expect(await verify({ ...sent, path: '/clusters/other' })).toMatchObject({ refusal: 'mismatch', details: {} })
  })
})
