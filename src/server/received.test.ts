import { describe, expect, test } from 'bun:test'
import { bodyOf, collect, streamOf } from './body'
import { answering } from './console/serve'
import { pageFor } from './pages'
import { byPath, receive } from './received'

const get = (url: string, headers: Record<string, string> = {}): Request => new Request(url, { headers })

describe('what was received', () => {
  for (const [url, path, query] of [
    ['http://127.0.0.1:4080/', '/', ''],
    ['http://127.0.0.1:4080/a%2Fb?x=%20&y', '/a%2Fb', 'x=%20&y'],
    ['http://h/a?b=/../c?d', '/a', 'b=/../c?d'],
    ['http://h/tags/arn%3Aaws%3Aeks', '/tags/arn%3Aaws%3Aeks', ''],
    ['http://h/a?', '/a', ''],
    ['http://h//a//b', '//a//b', ''],
  ] as const) {
    test(url, () => expect(receive(get(url))).toMatchObject({ path, query }))
  }

  test('a bucket in the host becomes the first segment of the path, under our domain only', () => {
    const came = (host: string) => byPath(receive(get('http://x/key', { host })), 's3.example.com').path
    expect(came('data.s3.example.com:4080')).toBe('/data/key')
    expect(came('A.b.S3.example.com')).toBe('/a.b/key')
    expect(came('s3.example.com')).toBe('/key')
    expect(came('data.s3.example.com.evil')).toBe('/key')
    expect(byPath(receive(get('http://x/key', { host: 'data.anything' })), '').path).toBe('/key')
  })
})

describe('bodies', () => {
  const sent = (body: string | ReadableStream, headers: Record<string, string> = {}): Request =>
    new Request('http://h/', { method: 'POST', body, headers })

  test('a body of the limit is read, one byte more is not', async () => {
    expect((await bodyOf(sent('x'.repeat(10))).whole(10))?.byteLength).toBe(10)
    expect(await bodyOf(sent('x'.repeat(11))).whole(10)).toBeUndefined()
    const stream = (size: number): ReadableStream => streamOf(new Uint8Array(size))
    expect((await collect(stream(10), 10))?.byteLength).toBe(10)
    expect(await collect(stream(11), 10)).toBeUndefined()
  })

  test('a body that says it is too large is not read at all', async () => {
    let read = 0
    const endless = new ReadableStream({
      pull(controller) {
        read += 1
        controller.enqueue(new Uint8Array(100))
      },
    })
    expect(await bodyOf(sent(endless, { 'content-length': '99999' })).whole(1000)).toBeUndefined()
    expect(read).toBeLessThan(3)
  })

  test('an endless body is given up at the limit', async () => {
    const endless = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(100)) })
    expect(await bodyOf(sent(endless)).whole(1000)).toBeUndefined()
  })

  test('is read once, for two who ask', async () => {
    const body = bodyOf(sent('abc'))
    expect(await body.whole(10)).toBe(await body.whole(10))
  })
})

describe('pages', () => {
  const facts = {
    trouble: async () => undefined,
    url: () => 'http://127.0.0.1:4080',
    console: answering(undefined, 'us-east-1'),
  }
  const page = (url: string, init: RequestInit = {}) => pageFor(receive(new Request(`http://h${url}`, init)), facts)

  test('a browser at / gets a page, a signed or asking call does not', async () => {
    expect(await (await page('/'))?.text()).toContain('AWS_ENDPOINT_URL=http://127.0.0.1:4080')
    expect(page('/', { headers: { authorization: 'AWS4-HMAC-SHA256 x' } })).toBeUndefined()
    expect(page('/?Action=GetCallerIdentity')).toBeUndefined()
    expect(page('/', { method: 'POST' })).toBeUndefined()
  })

  test('health is alive, readiness follows the store', async () => {
    expect((await page('/healthz'))?.status).toBe(200)
    expect((await page('/readyz'))?.status).toBe(200)
    const broken = await pageFor(receive(new Request('http://h/readyz')), { ...facts, trouble: async () => 'no store' })
    expect(broken?.status).toBe(503)
  })

  test('there is no console yet, and no bucket behind its name', async () => {
    expect((await page('/console/app.js'))?.status).toBe(404)
    expect(page('/consoles')).toBeUndefined()
    expect(page('/healthz/x')).toBeUndefined()
  })
})
