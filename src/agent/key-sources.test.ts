import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ownCertificate } from '../program'
import { keysFromFile, keysFromKubernetes } from './key-sources'

const issuer = 'https://kubernetes.default.svc.cluster.local'
const jwk = { kty: 'RSA', kid: 'one', n: 'n', e: 'AQAB' }
let folder = ''
let server: ReturnType<typeof Bun.serve>
let status = 200
const came: { path: string; authorization: string | null }[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'podid-keys-'))
  const { cert, key, ca } = await ownCertificate(join(folder, 'tls'), ['127.0.0.1'], Date.now())
  writeFileSync(join(folder, 'ca.crt'), ca)
  writeFileSync(join(folder, 'token'), 'first\n')
  server = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    tls: { cert, key },
    fetch(request) {
      const { pathname: path } = new URL(request.url)
      came.push({ path, authorization: request.headers.get('authorization') })
      if (path.startsWith('/elsewhere')) return Response.json({ issuer, keys: [jwk] })
      if (status !== 200) return new Response('no', { status, headers: { location: '/elsewhere' } })
      if (path === '/openid/v1/jwks') return Response.json({ keys: [jwk] })
      return path === '/.well-known/openid-configuration'
        ? Response.json({ issuer })
        : new Response('', { status: 404 })
    },
  })
})
afterAll(() => {
  server.stop(true)
  rmSync(folder, { recursive: true, force: true })
})

const source = (at = folder) => keysFromKubernetes(`https://127.0.0.1:${server.port}`, at)

describe('the API server', () => {
  test("is asked by its own authority with the pod's token, which is read anew each time", async () => {
    expect(await source()()).toEqual({ issuers: [issuer], keys: [jwk] })
    writeFileSync(join(folder, 'token'), 'second\n')
    await source()()
    expect(new Set(came.map((it) => it.path))).toEqual(
      new Set(['/openid/v1/jwks', '/.well-known/openid-configuration']),
    )
    expect(came.map((it) => it.authorization)).toEqual([
      'Bearer first',
      'Bearer first',
      'Bearer second',
      'Bearer second',
    ])
  })

  test('by another authority is not believed', async () => {
    const other = mkdtempSync(join(tmpdir(), 'podid-keys-'))
    const { ca } = await ownCertificate(join(other, 'tls'), ['127.0.0.1'], Date.now())
    writeFileSync(join(other, 'ca.crt'), ca)
    writeFileSync(join(other, 'token'), 'first')
    const before = came.length
    await expect(source(other)()).rejects.toThrow()
    expect(came.length).toBe(before)
    rmSync(other, { recursive: true, force: true })
  })

  test.each([401, 403, 500, 302])('that answers %d has told nothing', async (answer) => {
    status = answer
    await expect(source()()).rejects.toThrow()
    status = 200
  })

  test('without a service account is not asked', async () => {
    await expect(source(join(folder, 'none'))()).rejects.toThrow('ENOENT')
  })
})

describe('a file', () => {
  test('names the issuer, or the setting does; without either it says what it needs', async () => {
    const path = join(folder, 'jwks.json')
    writeFileSync(path, JSON.stringify({ issuer, keys: [jwk] }))
    expect(await keysFromFile(path, '')()).toEqual({ issuers: [issuer], keys: [jwk] })
    expect((await keysFromFile(path, 'https://other')())?.issuers).toEqual(['https://other'])
    writeFileSync(path, JSON.stringify({ keys: [jwk] }))
    await expect(keysFromFile(path, '')()).rejects.toThrow('names no issuer or no keys')
  })
})
