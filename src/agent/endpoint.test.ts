import { describe, expect, test } from 'bun:test'
import { createSigningKey, signPodToken } from '../issuer'
import { trustedKeys } from '../signatures'
import { type PodCredentials, type PodIdentity, Refused, Unreachable } from './credentials'
import { endpoint, hostname } from './endpoint'
import { type ClusterKeys, whoAsks } from './identity'

const given: PodCredentials = {
  accessKeyId: 'ASIAEXAMPLE',
  secretAccessKey: 'secret',
  sessionToken: 'token',
  accountId: '111122223333',
  expiresAt: Date.UTC(2026, 0, 2, 3, 4, 5),
  associationId: 'a-1',
}
const pod: PodIdentity = { key: 'k', proved: true, token: 't', tokenExpiresAt: 0 }

function answering(credentials: () => Promise<PodCredentials>) {
  return endpoint({ hosts: new Set(['127.0.0.1', 'fd00:ec2::23']), whoAsks: async () => pod, credentials })
}

const ask = (path = '/v1/credentials', headers: Record<string, string> = {}, method = 'GET'): Request =>
  new Request(`http://127.0.0.1:4081${path}`, {
    method,
    headers: { host: '127.0.0.1:4081', authorization: 't', ...headers },
  })

describe('GET /v1/credentials', () => {
  test('answers the official body, field by field', async () => {
    const response = await answering(async () => given)(ask())
    expect(response.headers.get('content-type')).toBe('application/json')
    expect(await response.text()).toBe(
      '{"AccessKeyId":"ASIAEXAMPLE","SecretAccessKey":"secret","Token":"token","AccountId":"111122223333","Expiration":"2026-01-02T03:04:05Z"}',
    )
  })

  test('keeps the fraction of a second where there is one', async () => {
    const response = await answering(async () => ({ ...given, expiresAt: given.expiresAt + 120 }))(ask())
    expect(await response.json()).toMatchObject({ Expiration: '2026-01-02T03:04:05.12Z' })
  })

  test.each([
    [ask('/other'), 404, 'NotFound'],
    [ask('/v1/credentials/'), 404, 'NotFound'],
    [ask('/v1/credentials', {}, 'POST'), 405, 'MethodNotAllowed'],
    [ask('/v1/credentials', { host: 'evil.example' }), 403, 'AccessDenied'],
    [ask('/v1/credentials', { host: '127.0.0.2:4081' }), 403, 'AccessDenied'],
  ])('refuses %p', async (request, status, code) => {
    const response = await answering(async () => given)(request)
    expect([response.status, await response.json()]).toEqual([status, { code, message: expect.any(String) }])
  })

  test("passes the upstream's refusal on, with its request id", async () => {
    const response = await answering(async () => {
      throw new Refused(404, 'ResourceNotFoundException', 'No association.', 'r-1')
    })(ask())
    expect([response.status, await response.json()]).toEqual([
      404,
      { code: 'ResourceNotFoundException', message: '[r-1]: (ResourceNotFoundException): No association.' },
    ])
  })

  test('says when to ask again', async () => {
    const response = await answering(async () => {
      throw new Unreachable('gone')
    })(ask())
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1'])
  })

  test('shows nothing of an unexpected failure', async () => {
    const response = await answering(async () => {
      throw new Error('secret detail')
    })(ask())
    expect(response.status).toBe(500)
    expect(await response.text()).not.toContain('secret detail')
  })
})

test.each([
  ['127.0.0.1', '127.0.0.1'],
  ['127.0.0.1:80', '127.0.0.1'],
  ['[fd00:ec2::23]:80', 'fd00:ec2::23'],
  ['[fd00:ec2::23]', 'fd00:ec2::23'],
  ['fd00:ec2::23', 'fd00:ec2::23'],
  ['', ''],
])('the host of %p is %p', (header, host) => expect(hostname(header)).toBe(host))

describe('who asks', async () => {
  const key = await createSigningKey()
  const other = await createSigningKey()
  const issuer = 'https://issuer.example'
  const now = Date.UTC(2026, 0, 1)
  const trust: ClusterKeys = { keys: trustedKeys([key.publicJwk]), issuers: [issuer] }
  const token = (change: Partial<Parameters<typeof signPodToken>[2]> = {}, by = key): string =>
    signPodToken(by.privateJwk, by.kid, {
      issuer,
      audience: 'pods.eks.amazonaws.com',
      namespace: 'default',
      serviceAccount: 'app',
      serviceAccountUid: '11111111-1111-1111-1111-111111111111',
      pod: { name: 'app-1', uid: '22222222-2222-2222-2222-222222222222' },
      issuedAt: now - 1_000,
      expiresAt: now + 3_600_000,
      unique: '33333333-3333-3333-3333-333333333333',
      ...change,
    })

  test('two tokens of one pod are one pod', async () => {
    const first = await whoAsks(token(), async () => trust, now)
    const second = await whoAsks(token({ unique: 'other', issuedAt: now - 500 }), async () => trust, now)
    expect(first).toMatchObject({ proved: true, namespace: 'default', serviceAccount: 'app', pod: 'app-1' })
    expect(second.key).toBe(first.key)
  })

  test.each([
    ['expired', token({ expiresAt: now }), 'ExpiredTokenException'],
    ['of another audience', token({ audience: 'sts.amazonaws.com' }), 'InvalidTokenException'],
    ['of another issuer', token({ issuer: 'https://other.example' }), 'InvalidTokenException'],
    ['not bound to a pod', token({ pod: undefined }), 'InvalidTokenException'],
    ['no token', 'Bearer x', 'InvalidTokenException'],
    ['empty', '', 'InvalidTokenException'],
  ])('a token that is %s is refused here', async (_, given, code) => {
    await expect(whoAsks(given, async () => trust, now)).rejects.toMatchObject({ status: 400, code })
  })

  test('a changed token is refused here', async () => {
    const [header, claims, signature = ''] = token().split('.')
    const forged = `${header}.${claims}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`
    await expect(whoAsks(forged, async () => trust, now)).rejects.toMatchObject({ code: 'InvalidTokenException' })
  })

  test('a key that nobody knows asks for a fresh look once, then the upstream decides about that very token', async () => {
    const looks: boolean[] = []
    const stranger = token({}, other)
    const asked = await whoAsks(
      stranger,
      async (fresh) => {
        looks.push(fresh)
        return trust
      },
      now,
    )
    expect(looks).toEqual([false, true])
    expect(asked.proved).toBe(false)
    expect(asked.key).not.toContain('default')
  })

  test('a fresh look that finds the key proves the pod', async () => {
    const both: ClusterKeys = { keys: trustedKeys([key.publicJwk, other.publicJwk]), issuers: [issuer] }
    expect(await whoAsks(token({}, other), async (fresh) => (fresh ? both : trust), now)).toMatchObject({
      proved: true,
    })
  })

  test('without any keys the upstream decides', async () => {
    expect(await whoAsks(token(), async () => undefined, now)).toMatchObject({ proved: false })
  })
})
