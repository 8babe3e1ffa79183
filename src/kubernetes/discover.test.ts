import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { discoverKeys, NoKeys } from './discover'

const key = { kty: 'RSA', kid: 'k', n: 'n', e: 'AQAB' }
let answers = new Map<string, () => Response>()
const server = Bun.serve({
  hostname: '127.0.0.1',
  port: 0,
  fetch: (request) => answers.get(new URL(request.url).pathname)?.() ?? new Response('none', { status: 404 }),
})
const issuer = `http://127.0.0.1:${server.port}`
const wellKnown = '/.well-known/openid-configuration'
const good = (): Map<string, () => Response> =>
  new Map([
    [wellKnown, () => Response.json({ issuer, jwks_uri: `${issuer}/keys` })],
    ['/keys', () => Response.json({ keys: [key] })],
  ])

beforeAll(() => {
  answers = good()
})
afterAll(() => server.stop(true))

describe('the keys an issuer publishes', () => {
  test('are found by discovery', async () => {
    answers = good()
    expect(await discoverKeys(issuer)).toEqual([key])
  })

  for (const [what, path, answer] of [
    ['another issuer', wellKnown, () => Response.json({ issuer: 'https://other', jwks_uri: `${issuer}/keys` })],
    ['keys in clear elsewhere', wellKnown, () => Response.json({ issuer, jwks_uri: 'http://192.0.2.1/keys' })],
    ['a redirect', '/keys', () => Response.redirect('https://example.com/')],
    ['no JSON', '/keys', () => new Response('<html>')],
    ['no keys', '/keys', () => Response.json({ keys: [] })],
    ['more than anyone needs', '/keys', () => new Response(' '.repeat(300_000))],
    ['an error', '/keys', () => new Response('{}', { status: 500 })],
  ] as const) {
    test(`${what} is refused`, async () => {
      answers = good().set(path, answer)
      expect(discoverKeys(issuer)).rejects.toThrow(NoKeys)
      await discoverKeys(issuer).catch(() => {})
    })
  }

  for (const unsafe of ['http://example.com', 'http://127.0.0.1.example.com', 'file:///etc/passwd', 'https://', '']) {
    test(`${JSON.stringify(unsafe)} is not asked at all`, () => {
      expect(discoverKeys(unsafe)).rejects.toThrow('must be an https:// address')
    })
  }
})
