import { describe, expect, test } from 'bun:test'
import { brotliCompressSync } from 'node:zlib'
import type { ConsoleFile } from './pack'
import { answering } from './serve'

const bytes = (text: string) => new TextEncoder().encode(text)
const script = 'export {}'
const files = new Map<string, ConsoleFile>([
  ['index.html', { type: 'text/html', bytes: brotliCompressSync('<meta content="{region}">'), brotli: true }],
  ['assets/main-1.js', { type: 'text/javascript', bytes: brotliCompressSync(script), brotli: true }],
  ['assets/font-1.woff2', { type: 'font/woff2', bytes: bytes('font'), brotli: false }],
  ['secret', { type: 'text/plain', bytes: bytes('not served'), brotli: false }],
])
const answer = answering(files, 'eu-central-1')
const get = (path: string, headers: Readonly<Record<string, string>> = { host: 'podid.example:4080' }): Response =>
  answer({ method: 'GET', path, query: '', headers: new Headers(headers) })

/** The directives of the page's policy. */
function policy(host: string): ReadonlyMap<string, string> {
  const text = get('/console/', { host }).headers.get('content-security-policy') ?? ''
  return new Map(
    text.split('; ').map((it) => {
      const [name = '', ...values] = it.split(' ')
      return [name, values.join(' ')]
    }),
  )
}

describe('the page', () => {
  test('is the same for every address of the console, and is never kept', async () => {
    for (const path of ['/console/', '/console/clusters/blue', '/console/secret', '/console/index.html']) {
      const response = get(path)
      expect(await response.text()).toBe('<meta content="eu-central-1">')
      expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store'])
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    }
  })

  test('runs programs, workers, styles and fonts of its own folder only', () => {
    const own = 'podid.example:4080/console/assets/'
    expect(Object.fromEntries(policy('podid.example:4080'))).toEqual({
      ...{ 'default-src': "'none'", 'script-src': own, 'worker-src': own, 'style-src': own, 'font-src': own },
      ...{ 'img-src': 'data:', 'connect-src': "'self'", 'base-uri': "'none'", 'form-action': "'none'" },
      'frame-ancestors': "'none'",
    })
  })

  test('has the host of the request, whatever kind of address it is', () => {
    for (const host of ['127.0.0.1:80', '[::1]:4080', 'a.b-c.example', 'LOCALHOST'])
      expect(policy(host).get('script-src')).toBe(`${host}/console/assets/`)
  })

  test('a host that could say more runs nothing', () => {
    const hosts = [
      ...['', 'a b', "a;script-src 'unsafe-inline'", 'a,b', "'self'", '*', '*.example', 'a/b', 'https:', 'data:'],
      ...['a?b', 'a#b', 'a@b', 'a:b', 'a:123456', '[::1', '[a;b]'],
    ]
    for (const host of hosts) {
      const said = policy(host)
      expect({ host, said: said.get('script-src') }).toEqual({ host, said: "'none'" })
      expect(said.size).toBe(10)
    }
    expect(policy('').get('style-src')).toBe("'none'")
  })

  test('is framed by nobody, leaks no address, shares no window, is no other type', () => {
    const { headers } = get('/console/')
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })

  test('a region is text', async () => {
    const odd = answering(files, '$&$1')
    const response = odd({ method: 'GET', path: '/console/', query: '', headers: new Headers() })
    expect(await response.text()).toBe('<meta content="$&$1">')
  })
})

describe('the files', () => {
  test('are kept for ever, are of their type, and are nobody else’s', async () => {
    for (const [path, type] of [
      ['/console/assets/main-1.js', 'text/javascript'],
      ['/console/assets/font-1.woff2', 'font/woff2'],
    ] as const) {
      const { headers } = get(path)
      expect(headers.get('content-type')).toBe(type)
      expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('vary')).toBe('accept-encoding')
    }
  })

  test('are compressed for who reads that', async () => {
    const plain = get('/console/assets/main-1.js')
    expect([plain.headers.get('content-encoding'), await plain.text()]).toEqual([null, script])
    const small = get('/console/assets/main-1.js', { 'accept-encoding': 'gzip, br' })
    expect(small.headers.get('content-encoding')).toBe('br')
    expect(new Uint8Array(await small.arrayBuffer())).toEqual(new Uint8Array(brotliCompressSync(script)))
    const font = get('/console/assets/font-1.woff2', { 'accept-encoding': 'br' })
    expect([font.headers.get('content-encoding'), await font.text()]).toEqual([null, 'font'])
  })

  test('that are not there are missing, not the page; none lies beside the folder', async () => {
    for (const path of ['/console/assets/other.js', '/console/assets/', '/console/assets/../secret']) {
      const { status, headers } = get(path)
      expect([path, status, headers.get('content-type')]).toEqual([path, 404, 'text/plain; charset=utf-8'])
      expect(headers.get('x-content-type-options')).toBe('nosniff')
    }
  })
})

test('without a slash it leads to the page; a console that was not built says so', async () => {
  const moved = get('/console')
  expect([moved.status, moved.headers.get('location')]).toEqual([308, '/console/'])
  const none = answering(undefined, 'r')({ method: 'GET', path: '/console/', query: '', headers: new Headers() })
  expect([none.status, await none.text()]).toEqual([404, 'The console was not built. Run: npm run console\n'])
})
