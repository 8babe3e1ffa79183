import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import { token } from './tokens'
import { type AgentWorld, agentWorld } from './world'

let world: AgentWorld
/** A pod for each case. */
const named = (text: string): string => `pod-${text.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`
beforeAll(async () => {
  world = await agentWorld()
})
beforeEach(() => {
  world.upstream.act = () => ({})
})
afterAll(() => world.stop())

describe('an answer', () => {
  test('is the official one, member by member', async () => {
    const told = await world.ask(await token())
    expect([told.status, told.headers.get('content-type')]).toEqual([200, 'application/json'])
    expect(told.body).toMatch(
      /^\{"AccessKeyId":"ASIA\d{16}","SecretAccessKey":"secret-\d+","Token":"session-\d+","AccountId":"111122223333","Expiration":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z"\}$/,
    )
  })

  test.each([
    [
      '400 AccessDeniedException',
      {
        status: 400,
        code: 'AccessDeniedException',
        message: 'Unauthorized Exception! EKS does not have permissions to assume the associated role.',
      },
    ],
    ['404 ResourceNotFoundException', { status: 404, code: 'ResourceNotFoundException', message: 'No association.' }],
    ['400 ExpiredTokenException', { status: 400, code: 'ExpiredTokenException', message: 'expired' }],
    ['400 InvalidTokenException', { status: 400, code: 'InvalidTokenException', message: 'invalid' }],
    ['400 InvalidParameterException', { status: 400, code: 'InvalidParameterException', message: 'bad' }],
    ['400 InvalidRequestException', { status: 400, code: 'InvalidRequestException', message: 'bad' }],
  ])("of the upstream's %s has its status, code and request id", async (name, fault) => {
    world.upstream.act = () => ({ fault })
    const told = await world.ask(await token(named(name)))
    expect(told.status).toBe(fault.status)
    expect(told.json).toEqual({
      code: fault.code,
      message: expect.stringMatching(new RegExp(`^\\[request-\\d+\\]: \\(${fault.code}\\): `)),
    })
  })

  test.each([
    ['throttled', { status: 429, code: 'ThrottlingException', message: 'slow down' }],
    ['in trouble', { status: 500, code: 'InternalServerException', message: 'oops' }],
    ['away', { status: 503, code: 'ServiceUnavailableException', message: 'away' }],
  ])('of an upstream that is %s has its status and says when to come back', async (name, fault) => {
    const own = await agentWorld()
    try {
      own.upstream.act = () => ({ fault })
      const told = await own.ask(await token(named(name)))
      // Within the pod's patience the upstream may be asked again; then the pod is told to.
      expect([fault.status, 503]).toContain(told.status)
      expect(Number(told.headers.get('retry-after'))).toBeGreaterThanOrEqual(told.status === 500 ? 0 : 1)
    } finally {
      await own.stop()
    }
  })

  test.each([
    ['nothing', ''],
    ['no JSON', '<html>'],
    ['another thing', '{"a":1}'],
    ['no credentials', JSON.stringify({ assumedRoleUser: { arn: 'arn:aws:sts::111122223333:assumed-role/a/b' } })],
    [
      'an unreadable ARN',
      JSON.stringify({
        assumedRoleUser: { arn: 'arn' },
        credentials: { accessKeyId: 'a', secretAccessKey: 'b', sessionToken: 'c', expiration: 4_102_444_800 },
      }),
    ],
    [
      'an unreadable expiry',
      JSON.stringify({
        assumedRoleUser: { arn: 'arn:aws:sts::111122223333:assumed-role/a/b' },
        credentials: { accessKeyId: 'a', secretAccessKey: 'b', sessionToken: 'c', expiration: 'soon' },
      }),
    ],
  ])('of an upstream that says %s is a 503, never half an answer', async (name, body) => {
    world.upstream.act = () => ({ body })
    const told = await world.ask(await token(named(name)))
    expect(told.status).toBe(503)
    expect(Object.keys(told.json).sort()).toEqual(['code', 'message'])
  })

  test('without a podIdentityAssociation is an answer all the same (the official agent drops the connection)', async () => {
    const own = await agentWorld()
    try {
      own.upstream.act = () => ({
        body: JSON.stringify({
          assumedRoleUser: { arn: 'arn:aws:sts::111122223333:assumed-role/a/b' },
          credentials: { accessKeyId: 'a', secretAccessKey: 'b', sessionToken: 'c', expiration: 4_102_444_800 },
        }),
      })
      expect((await own.ask(await token('pod-unassociated'))).status).toBe(200)
    } finally {
      await own.stop()
    }
  })

  test('of credentials that have run out is a 500 that says so', async () => {
    const own = await agentWorld()
    own.upstream.act = () => ({ life: 10_000 })
    const told = await own.ask(await token('pod-short'))
    await own.stop()
    expect(told.status).toBe(500)
    expect(told.json.message).toMatch(
      /^fetched credentials are expired or will expire within the next \d+\.\d\d seconds$/,
    )
  })
})

describe('a question', () => {
  test('by another host than the agent is bound to is refused in the official words', async () => {
    for (const host of ['124.3.1.2', 'metadata.internal', '127.0.0.2:24432']) {
      const told = await world.ask(await token(), { host })
      expect([host, told.status]).toEqual([host, 403])
      expect(told.json.message).toBe(
        `Access Denied. Called agent through invalid address, please use either [127.0.0.1] address not ${host.replace(/:\d+$/, '')}`,
      )
    }
  })

  test.each([
    ['without a token', undefined, 'Service account token cannot be empty'],
    ['with an empty token', '', 'Service account token cannot be empty'],
    ['with something else', 'x', /^Service account token cannot be parsed: token is malformed/],
    ['with a prefix', 'Bearer x.y.z', /^Service account token cannot be parsed: token is malformed/],
  ])('%s is refused here', async (_, shown, message) => {
    const before = world.upstream.calls.length
    const told = await world.ask(shown)
    expect(told.status).toBe(400)
    expect(String(told.json.message)).toMatch(message)
    expect(world.upstream.calls.length).toBe(before)
  })

  test('of a token that has run out is refused in the official words', async () => {
    const told = await world.ask(await token('app-1', { expiresAt: Date.now() - 1_000 }))
    expect([told.status, told.json.message]).toEqual([
      400,
      'Service account token failed basic claim validations: token is expired',
    ])
  })

  test('of a token that is not valid yet is refused in the official words', async () => {
    const later = Date.now() + 3_600_000
    const told = await world.ask(await token('app-1', { issuedAt: later, expiresAt: later + 3_600_000 }))
    expect([told.status, told.json.message]).toEqual([
      400,
      'Service account token failed basic claim validations: token is not valid yet',
    ])
  })

  test('for another path is not found; with another method is refused', async () => {
    const url = world.agent.urls[0]
    expect((await world.get(`${url}/`)).status).toBe(404)
    expect((await world.get(`${url}/v1/credentials/more`)).status).toBe(404)
    expect((await fetch(`${url}/v1/credentials`, { method: 'POST', body: 'x' })).status).toBe(405)
  })
})
