import { describe, expect, test } from 'bun:test'
import { handClock } from './clock.test-support'
import { type PodCredentials, type PodIdentity, Refused, Unreachable } from './credentials'
import { type Answered, endpoint, hostname } from './endpoint'
import { limit } from './fairness'
import { kept as createKept } from './kept'

const given: PodCredentials = {
  accessKeyId: 'ASIAEXAMPLE',
  secretAccessKey: 'secret',
  sessionToken: 'token',
  accountId: '111122223333',
  expiresAt: Date.UTC(2026, 0, 2, 3, 4, 5),
  associationId: 'a-1',
  requestId: 'r-1',
}
const pod: PodIdentity = { key: 'k', proved: true, token: 't', tokenExpiresAt: Number.POSITIVE_INFINITY }

interface World {
  readonly credentials?: () => Promise<PodCredentials>
  readonly perPod?: number
  readonly perSource?: number
  readonly known?: boolean
}

function answering({ credentials = async () => given, perPod = 0, perSource = 0, known = true }: World = {}) {
  const clock = handClock(Date.UTC(2026, 0, 1))
  const told: Answered[] = []
  const answer = endpoint({
    hosts: () => new Set(['127.0.0.1', 'fd00:ec2::23']),
    identities: {
      known: () => (known ? pod : undefined),
      whoAsks: async () => ({ ...pod, proved: false }),
      forget: () => {},
    },
    kept: createKept(credentials, {
      ...{ clock, most: 10, mostBytes: 1_000_000 },
      renewal: () => ({ plan: () => {}, lag: () => 0, stop: () => {} }),
    }),
    podLimit: limit(perPod, clock),
    sourceLimit: limit(perSource, clock),
    clock,
    patience: 900,
    answered: (it) => told.push(it),
  })
  const asked = async (request: Request = ask(), address = '10.0.0.1') => answer(request, { address: () => address })
  return Object.assign(asked, { clock, told })
}

const ask = (path = '/v1/credentials', headers: Record<string, string> = {}, method = 'GET'): Request =>
  new Request(`http://127.0.0.1:4081${path}`, {
    method,
    headers: { host: '127.0.0.1:4081', authorization: 't', ...headers },
  })

describe('GET /v1/credentials', () => {
  test('answers the official body, field by field', async () => {
    const response = await answering()()
    expect(response.headers.get('content-type')).toBe('application/json')
    expect(await response.text()).toBe(
      '{"AccessKeyId":"ASIAEXAMPLE","SecretAccessKey":"secret","Token":"token","AccountId":"111122223333","Expiration":"2026-01-02T03:04:05Z"}',
    )
  })

  test('keeps the fraction of a second where there is one', async () => {
    const response = await answering({ credentials: async () => ({ ...given, expiresAt: given.expiresAt + 120 }) })()
    expect(await response.json()).toMatchObject({ Expiration: '2026-01-02T03:04:05.12Z' })
  })

  test.each([
    [ask('/other'), 404, 'NotFound'],
    [ask('/v1/credentials/'), 404, 'NotFound'],
    [ask('/v1/credentials', {}, 'POST'), 405, 'MethodNotAllowed'],
    [ask('/v1/credentials', { host: 'evil.example' }), 403, 'AccessDenied'],
    [ask('/v1/credentials', { host: '127.0.0.2:4081' }), 403, 'AccessDenied'],
  ])('refuses %p', async (request, status, code) => {
    const response = await answering()(request)
    expect([response.status, await response.json()]).toEqual([status, { code, message: expect.any(String) }])
  })

  test("passes the upstream's refusal on, with its request id", async () => {
    const response = await answering({
      credentials: async () => {
        throw new Refused(404, 'ResourceNotFoundException', 'No association.', 'r-1')
      },
    })()
    expect([response.status, await response.json()]).toEqual([
      404,
      { code: 'ResourceNotFoundException', message: '[r-1]: (ResourceNotFoundException): No association.' },
    ])
  })

  test('says when to ask again', async () => {
    const response = await answering({
      credentials: async () => {
        throw new Unreachable('gone', 2_500)
      },
    })()
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '3'])
  })

  test('answers within its patience', async () => {
    const asked = answering({ credentials: () => new Promise(() => {}) })
    const response = asked()
    await asked.clock.pass(900)
    expect((await response).status).toBe(503)
  })

  test('shows nothing of an unexpected failure', async () => {
    const response = await answering({
      credentials: async () => {
        throw new Error('secret detail')
      },
    })()
    expect(response.status).toBe(500)
    expect(await response.text()).not.toContain('secret detail')
  })

  test('a pod that asks too often is told when to come back; its neighbour is not held up', async () => {
    const asked = answering({ perPod: 1 })
    for (let n = 0; n < 5; n += 1) expect((await asked()).status).toBe(200)
    const response = await asked()
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '1'])
    expect(asked.told.at(-1)).toMatchObject({ status: 429, code: 'ThrottlingException' })
    await asked.clock.pass(1_000)
    expect((await asked()).status).toBe(200)
  })

  test('who has not proved to be a pod is counted by address', async () => {
    const asked = answering({ perSource: 1, known: false })
    for (let n = 0; n < 5; n += 1) expect((await asked(ask(), '10.0.0.9')).status).toBe(200)
    expect((await asked(ask(), '10.0.0.9')).status).toBe(429)
    expect((await asked(ask(), '10.0.0.8')).status).toBe(200)
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
