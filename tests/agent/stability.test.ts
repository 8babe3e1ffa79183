import { afterEach, beforeEach, describe, expect, test } from 'bun:test'
import { until } from '../until'
import type { Act } from './scripted-upstream'
import { token } from './tokens'
import { type AgentWorld, agentWorld, type Told } from './world'

const hour = 3_600_000
let world: AgentWorld
beforeEach(async () => {
  world = await agentWorld({ maxPodRps: '0', maxSourceRps: '0' })
})
afterEach(() => world.stop())

const expiryOf = (told: { readonly json: Readonly<Record<string, unknown>> }): number =>
  Date.parse(String(told.json.Expiration))

/** 200 ask before the first of them is answered. */
async function together(shown: string, act: Act): Promise<readonly Told[]> {
  const gate = Promise.withResolvers<void>()
  world.upstream.act = () => ({ ...act, gate: gate.promise })
  const asked = Promise.all(Array.from({ length: 200 }, () => world.ask(shown)))
  await until('all have asked', async () => (await world.metric('podid_agent_shared_waits_total')) === 199)
  gate.resolve()
  return asked
}

describe('one question for many askers', () => {
  test('200 at once cost the upstream one call', async () => {
    const all = await together(await token(), {})
    expect(new Set(all.map((it) => it.body)).size).toBe(1)
    expect(all[0]?.status).toBe(200)
    expect(world.upstream.calls.length).toBe(1)
  })

  test('an upstream that is slower than the pod’s patience: 503 with Retry-After, then the answer is there', async () => {
    await world.restart({ patience: '900ms' })
    const gate = Promise.withResolvers<void>()
    world.upstream.act = () => ({ gate: gate.promise })
    const shown = await token()
    const all = await Promise.all(Array.from({ length: 50 }, () => world.ask(shown)))
    gate.resolve()
    expect(new Set(all.map((it) => [it.status, it.headers.get('retry-after')].join()))).toEqual(new Set(['503,1']))
    await until('the answer', async () => (await world.ask(shown)).status === 200)
    expect(world.upstream.calls.length).toBeLessThanOrEqual(3)
  }, 300_000)

  test('who leaves cancels nothing', async () => {
    world.upstream.act = () => ({ after: 300 })
    const shown = await token()
    const leave = new AbortController()
    const left = fetch(`${world.agent.urls[0]}/v1/credentials`, {
      headers: { authorization: shown },
      signal: leave.signal,
    })
    left.catch(() => {})
    await until('the question', () => world.upstream.calls.length === 1)
    leave.abort()
    await expect(left).rejects.toThrow()
    expect((await world.ask(shown)).status).toBe(200)
    expect(world.upstream.calls.length).toBe(1)
  })

  test('a failing upstream is asked three times at most, however many ask', async () => {
    const fault = { status: 500, code: 'InternalServerException', message: 'oops' }
    const all = await together(await token(), { fault })
    expect(all.every((it) => it.status >= 500)).toBe(true)
    await world.clock.pass(4_000)
    await Bun.sleep(100)
    expect(world.upstream.calls.length).toBeLessThanOrEqual(3)
  })
})

describe('the control plane is gone', () => {
  test('right after a renewal: the pod is served until one minute before expiry; after that 503, never a wrong answer', async () => {
    const first = await world.ask(await token())
    await world.clock.pass(3.7 * hour)
    let renewed = first
    await world.eventually('the renewal', async () => {
      renewed = await world.ask(await token())
      return renewed.body !== first.body
    })
    await world.upstream.down()
    const left = expiryOf(renewed) - world.clock.now()
    await world.clock.pass(left - 90_000)
    expect((await world.ask(await token())).body).toBe(renewed.body)
    await world.clock.pass(35_000)
    const after = await world.ask(await token())
    expect([after.status, after.json.code]).toEqual([503, 'ServiceUnavailableException'])
  }, 300_000)

  test('right before a renewal: the pod is served for half a life', async () => {
    const first = await world.ask(await token())
    await world.clock.pass(3 * hour - 60_000)
    await world.upstream.down()
    await world.clock.pass(3 * hour - 70_000)
    expect((await world.ask(await token())).body).toBe(first.body)
  }, 300_000)

  test('and the agent is started anew: every pod is served', async () => {
    const pods = Array.from({ length: 50 }, (_, n) => `pod-${n}`)
    const before = await Promise.all(pods.map(async (it) => (await world.ask(await token(it))).body))
    await world.upstream.down()
    await world.restart()
    const after = await Promise.all(pods.map(async (it) => (await world.ask(await token(it))).body))
    expect(after).toEqual(before)
  })

  test("and --state-dir '' : nothing is kept", async () => {
    await world.restart({ stateDir: '' })
    await world.ask(await token())
    await world.upstream.down()
    await world.restart({ stateDir: '' })
    expect((await world.ask(await token())).status).toBe(503)
  })
})

describe('the wall clock', () => {
  test('jumps an hour on: credentials are served until their end by that clock', async () => {
    const first = await world.ask(await token())
    world.clock.jump(hour)
    expect((await world.ask(await token())).body).toBe(first.body)
    world.clock.jump(5 * hour)
    // By this clock they have run out: asked for anew, with a token of that time.
    const anew = await world.ask(await token('app-1', {}, 'cluster', world.clock.now()))
    expect(anew.status).toBe(200)
    expect(anew.body).not.toBe(first.body)
  })

  test('jumps an hour back: nothing is served longer than it lives', async () => {
    const first = await world.ask(await token('app-1', { expiresAt: Date.now() + 30 * hour }))
    await world.upstream.down()
    world.clock.jump(-hour)
    const shown = await token('app-1', { issuedAt: Date.now() - 2 * hour, expiresAt: Date.now() + 30 * hour })
    expect((await world.ask(shown)).body).toBe(first.body)
    await world.clock.pass(6 * hour - 30_000)
    expect((await world.ask(shown)).status).toBe(503)
  }, 300_000)
})

describe('refusals that mean never again', () => {
  test('drop what is kept at the renewal', async () => {
    await world.ask(await token())
    world.upstream.act = () => ({
      fault: { status: 404, code: 'ResourceNotFoundException', message: 'No association.' },
    })
    await world.clock.pass(3.7 * hour)
    await world.eventually('it is dropped', async () => (await world.ask(await token())).status === 404)
  })

  test.each([
    ['a 403', { status: 403, code: 'AccessDeniedException', message: 'no' }],
    [
      'its message begins User:',
      {
        status: 400,
        code: 'AccessDeniedException',
        message:
          'User: arn:aws:sts::1:assumed-role/agent/x is not authorized to perform: eks-auth:AssumeRoleForPodIdentity',
      },
    ],
    [
      'its own credentials have run out',
      { status: 403, code: 'ExpiredTokenException', message: 'The security token included in the request is expired' },
    ],
    ['throttled', { status: 429, code: 'ThrottlingException', message: 'slow down' }],
  ])(
    "the agent's own trouble drops nothing: %s",
    async (_, fault) => {
      const first = await world.ask(await token())
      world.upstream.act = () => ({ fault })
      await world.clock.pass(5 * hour)
      expect((await world.ask(await token())).body).toBe(first.body)
    },
    300_000,
  )
})
