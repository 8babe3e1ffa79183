import { afterEach, describe, expect, test } from 'bun:test'
import { connect } from 'node:net'
import { token } from './tokens'
import { type AgentWorld, agentWorld } from './world'

let world: AgentWorld | undefined
afterEach(() => world?.stop())

const count = async (
  asked: readonly Promise<{ readonly status: number }>[],
): Promise<Readonly<Record<string, number>>> => {
  const found: Record<string, number> = {}
  for (const { status } of await Promise.all(asked)) found[status] = (found[status] ?? 0) + 1
  return found
}

describe('fairness', () => {
  test('a noisy pod is held to its rate, told when to come back, and starves nobody', async () => {
    world = await agentWorld({ maxPodRps: '10', maxSourceRps: '0' })
    const { ask, agent } = world
    const [noisy, quiet] = [await token('noisy'), await token('quiet')]
    await ask(noisy)
    const began = performance.now()
    const statuses = await count(Array.from({ length: 300 }, () => ask(noisy)))
    // Five seconds' worth at once, and ten for each second it took.
    const most = 50 + (10 * (performance.now() - began)) / 1_000 + 1
    expect(statuses[200] ?? 0).toBeLessThanOrEqual(most)
    expect(statuses[429] ?? 0).toBeGreaterThan(0)
    const more = await Promise.all(Array.from({ length: 200 }, () => ask(noisy)))
    const refused = more.find((it) => it.status === 429)
    expect([refused?.json.code, refused?.headers.get('retry-after')]).toEqual(['ThrottlingException', '1'])
    expect((await ask(quiet)).status).toBe(200)
    expect(await world.metric('pod_identity_http_response{code="429"}')).toBeGreaterThanOrEqual(statuses[429] ?? 0)
    expect(await world.metric('podid_agent_refusals_total{reason="ThrottlingException"}')).toBeGreaterThanOrEqual(
      statuses[429] ?? 0,
    )
    expect(agent.urls.length).toBe(1)
  })

  test('an address that proves nothing is held to its rate, before a signature is looked at', async () => {
    world = await agentWorld({ maxSourceRps: '10' })
    const { ask } = world
    const statuses = await count(Array.from({ length: 300 }, (_, n) => ask(`${n}.${n}.${n}`)))
    expect(statuses[429] ?? 0).toBeGreaterThan(0)
    expect(world.upstream.calls.length).toBe(0)
  })

  test('0 turns both off', async () => {
    world = await agentWorld({ maxPodRps: '0', maxSourceRps: '0' })
    const { ask } = world
    const shown = await token()
    await ask(shown)
    expect(await count(Array.from({ length: 1_500 }, () => ask(shown)))).toEqual({ 200: 1_500 })
  })

  test('slow clients and half-open connections hold nobody up', async () => {
    world = await agentWorld()
    const { port } = new URL(world.agent.urls[0] ?? '')
    const sockets = Array.from({ length: 500 }, (_, n) => {
      const socket = connect(Number(port), '127.0.0.1', () => {
        if (n % 2 === 0) socket.write('GET /v1/credentials HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ')
      })
      socket.on('error', () => {})
      return socket
    })
    await Bun.sleep(300)
    expect((await world.ask(await token())).status).toBe(200)
    for (const socket of sockets) socket.destroy()
  })

  test('a flood of header is refused and costs nothing', async () => {
    world = await agentWorld()
    const told = await world.ask(await token(), { 'x-flood': 'x'.repeat(100_000) }).catch(() => ({ status: 431 }))
    expect(told.status).toBe(431)
    expect((await world.ask(await token())).status).toBe(200)
  })
})
