import { afterAll, beforeAll, expect, test } from 'bun:test'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Client, client } from '../../src/client'
import { startServerAlone, type Up } from '../up'
import { signingKey } from '../world'

// `podid cluster register --pin-keys` and `podid cluster approve-keys`.

const issuer = 'https://kubernetes.default.svc.cluster.local'
let up: Up
let admin: Client
beforeAll(async () => {
  up = await startServerAlone()
  const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = up.env
  admin = client({ endpoint: up.url, region: 'us-east-1', credentials: { accessKeyId, secretAccessKey } })
}, 300_000)
afterAll(() => up?.stop())

test('keys that are added are shown, and count once they are approved', async () => {
  const jwks = join(up.data, 'jwks.json')
  const [first, second] = [await signingKey('first'), await signingKey('second')]
  writeFileSync(jwks, JSON.stringify({ keys: [first.publicJwk] }))
  expect(await up.run('cluster', 'register', 'blue', '--issuer', issuer, '--jwks', jwks, '--pin-keys')).toMatchObject({
    code: 0,
  })
  expect((await up.run('cluster', 'approve-keys', 'blue')).out).toContain('No key of blue waits.')
  const keys = [first, second].map((it) => ({ jwk: JSON.stringify(it.publicJwk) }))
  await admin.call('podid', 'PutClusterKeys', { clusterName: 'blue', issuer, keys })
  const counting = async () => {
    const { keys } = await admin.call('podid', 'GetClusterKeys', { clusterName: 'blue' })
    return Array.isArray(keys) ? keys.length : 0
  }
  const shown = await up.run('cluster', 'approve-keys', 'blue')
  expect(shown.out).toContain(second.kid)
  expect(shown.out).not.toContain(first.kid)
  expect(await counting()).toBe(1)
  expect(await up.run('cluster', 'approve-keys', 'blue', 'strange')).toMatchObject({ code: 1 })
  expect((await up.run('cluster', 'approve-keys', 'blue', '--all')).out).toContain('1 key of blue count')
  expect(await counting()).toBe(2)
}, 300_000)
