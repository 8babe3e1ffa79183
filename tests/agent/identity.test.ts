import { afterEach, beforeEach, describe, expect, test } from 'bun:test'
import { writeFileSync } from 'node:fs'
import { jwks, token } from './tokens'
import { type AgentWorld, agentWorld } from './world'

let world: AgentWorld
beforeEach(async () => {
  world = await agentWorld({ maxSourceRps: '0' })
})
afterEach(() => world.stop())

const hour = 3_600_000

describe('the pod is the key', () => {
  test('a rotated token is no miss', async () => {
    const first = await world.ask(await token('app-1'))
    const second = await world.ask(await token('app-1'))
    expect(second.body).toBe(first.body)
    expect(world.upstream.calls.length).toBe(1)
    expect(await world.metric('podid_agent_cache_hits_total')).toBe(1)
  })

  test('two pods of one service account are two', async () => {
    await world.ask(await token('app-1'))
    await world.ask(await token('app-2'))
    expect(world.upstream.calls.length).toBe(2)
  })

  test('a service account that was made anew is another', async () => {
    await world.ask(await token('app-1'))
    await world.ask(await token('app-1', { serviceAccountUid: '99999999-9999-9999-9999-999999999999' }))
    expect(world.upstream.calls.length).toBe(2)
  })

  test('a forged token never hits, never reaches the upstream and evicts nothing', async () => {
    const good = await token('app-1')
    const answer = await world.ask(good)
    const [header, claims] = good.split('.')
    const [, , signature] = (await token('app-2')).split('.')
    const forged = await world.ask(`${header}.${claims}.${signature}`)
    expect([forged.status, forged.json.code]).toEqual([400, 'InvalidTokenException'])
    expect(world.upstream.calls.length).toBe(1)
    expect((await world.ask(good)).body).toBe(answer.body)
  })
})

describe('a key that nobody knows', () => {
  test('leaves the decision to the upstream, with the exact token as key, and no more than once', async () => {
    const stranger = await token('app-1', {}, 'stranger')
    const first = await world.ask(stranger)
    expect(first.status).toBe(200)
    expect((await world.ask(stranger)).body).toBe(first.body)
    expect(world.upstream.calls.map((it) => it.token)).toEqual([stranger])
    // The same pod by its real token is another key: the stranger's answer is not its own.
    expect((await world.ask(await token('app-1'))).body).not.toBe(first.body)
  })

  test('whose answer is a refusal evicts nobody', async () => {
    const good = await token('app-1')
    const answer = await world.ask(good)
    world.upstream.act = () => ({ fault: { status: 400, code: 'InvalidTokenException', message: 'invalid' } })
    expect((await world.ask(await token('app-1', {}, 'stranger'))).status).toBe(400)
    expect((await world.ask(good)).body).toBe(answer.body)
  })

  test('and that the upstream calls invalid is not asked about again, however often it is shown', async () => {
    world.upstream.act = () => ({ fault: { status: 400, code: 'InvalidTokenException', message: 'Unknown key.' } })
    const stranger = await token('app-1', {}, 'stranger')
    for (let n = 0; n < 10; n += 1) {
      const told = await world.ask(stranger)
      expect([told.status, told.json.code]).toEqual([400, 'InvalidTokenException'])
    }
    expect(world.upstream.calls.length).toBe(1)
  })

  test('10,000 distinct ones cost the upstream one call each at most, and evict nobody', async () => {
    const own = await agentWorld({ maxSourceRps: '100' })
    try {
      const good = await token('app-1')
      const answer = await own.ask(good)
      own.upstream.act = () => ({ fault: { status: 400, code: 'InvalidTokenException', message: 'invalid' } })
      const [header, claims] = (await token('app-1', {}, 'stranger')).split('.')
      const statuses = new Map<number, number>()
      const began = performance.now()
      for (let from = 0; from < 10_000; from += 500) {
        const asked = Array.from({ length: 500 }, (_, n) =>
          own.ask(`${header}.${claims}.${Buffer.from(`signature ${from + n}`.padEnd(258, 'x')).toString('base64url')}`),
        )
        for (const { status } of await Promise.all(asked)) statuses.set(status, (statuses.get(status) ?? 0) + 1)
      }
      const calls = own.upstream.calls.length - 1
      // Five seconds' worth at once, and a hundred for each second it took.
      expect(calls).toBeLessThanOrEqual(500 + (100 * (performance.now() - began)) / 1_000 + 1)
      expect(statuses.get(429) ?? 0).toBeGreaterThan(0)
      expect(new Set(own.upstream.calls.map((it) => it.token)).size).toBe(own.upstream.calls.length)
      expect((await own.ask(good)).body).toBe(answer.body)
    } finally {
      await own.stop()
    }
  }, 300_000)
})

describe('keys', () => {
  test('rotated twice: old tokens stay good for as long as they live, new ones are good at once', async () => {
    const old = await token('app-1')
    const first = await world.ask(old)
    for (const [nth, name] of (['second', 'third'] as const).entries()) {
      writeFileSync(world.jwksFile, await jwks(name))
      await world.clock.pass(6_000)
      const told = await world.ask(await token('app-1', {}, name, world.clock.now()))
      expect([nth, told.body]).toEqual([nth, first.body])
    }
    expect((await world.ask(old)).body).toBe(first.body)
    expect(world.upstream.calls.length).toBe(1)
  })

  test('that are gone for longer than any token lives are forgotten', async () => {
    writeFileSync(world.jwksFile, await jwks('second'))
    await world.clock.pass(25 * hour)
    await world.ask(await token('app-2', {}, 'second', world.clock.now()))
    const now = world.clock.now()
    await world.ask(await token('app-1', { expiresAt: now + hour }, 'cluster', now))
    // Not proved any more: the upstream is asked with that very token.
    expect(world.upstream.calls.length).toBe(2)
    await world.ask(await token('app-1', { expiresAt: now + hour }, 'cluster', now))
    expect(world.upstream.calls.length).toBe(3)
  })

  test('are looked for at most every five seconds, whoever asks', async () => {
    await world.ask(await token('app-1'))
    writeFileSync(world.jwksFile, await jwks('second'))
    const stranger = await token('app-2', {}, 'second')
    await world.ask(stranger)
    const before = world.upstream.calls.length
    await world.clock.pass(5_001)
    await world.ask(await token('app-2', {}, 'second'))
    await world.ask(await token('app-2', {}, 'second'))
    expect(world.upstream.calls.length - before).toBe(1)
  })

  test('are kept on disk: after a restart without their source pods are still proved', async () => {
    const answer = await world.ask(await token('app-1'))
    await world.upstream.down()
    writeFileSync(world.jwksFile, 'gone')
    await world.restart()
    expect((await world.ask(await token('app-1'))).body).toBe(answer.body)
  })

  test('of a source that breaks stay good', async () => {
    const answer = await world.ask(await token('app-1'))
    writeFileSync(world.jwksFile, '{')
    await world.clock.pass(20 * 60_000)
    expect((await world.ask(await token('app-1', {}, 'cluster', world.clock.now()))).body).toBe(answer.body)
  })

  test('none at all: the upstream decides, as with the official agent; what is expired or malformed is refused here', async () => {
    const own = await agentWorld({ keys: 'none' })
    try {
      const shown = await token('app-1')
      expect((await own.ask(shown)).status).toBe(200)
      expect((await own.ask(shown)).status).toBe(200)
      expect(own.upstream.calls.length).toBe(1)
      expect((await own.ask(await token('app-1', { expiresAt: Date.now() - 1 }))).json.code).toBe(
        'ExpiredTokenException',
      )
      expect((await own.ask('a.b.c')).status).toBe(400)
      expect(own.upstream.calls.length).toBe(1)
    } finally {
      await own.stop()
    }
  })
})
