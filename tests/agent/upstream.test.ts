import { afterEach, describe, expect, test } from 'bun:test'
import { token } from './tokens'
import { type AgentWorld, agentWorld } from './world'

// How EKS Auth is asked: attempts, their times, what makes it be left in peace.

let world: AgentWorld
afterEach(() => world.stop())

const refused = (status: number, code: string, retryAfter?: number) => ({
  fault: { status, code, message: 'no', ...(retryAfter === undefined ? {} : { retryAfter }) },
})

describe('an attempt', () => {
  test('that is not answered ends after a second, and another follows, with more time', async () => {
    world = await agentWorld({ patience: '5s' })
    world.upstream.act = (_, nth) => (nth === 1 ? { hang: true } : { after: 1_300 })
    expect((await world.ask(await token())).status).toBe(200)
    const [first, second] = world.upstream.calls
    expect(world.upstream.calls.length).toBe(2)
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(990)
  })

  test.each([
    [500, 'InternalServerException'],
    [502, 'BadGateway'],
    [503, 'ServiceUnavailableException'],
    [504, 'GatewayTimeout'],
  ])('that meets %d %s is repeated', async (status, code) => {
    world = await agentWorld({ patience: '5s' })
    world.upstream.act = (_, nth) => (nth < 3 ? refused(status, code) : {})
    expect((await world.ask(await token())).status).toBe(200)
    expect(world.upstream.calls.length).toBe(3)
  })

  test.each([
    [400, 'InvalidParameterException'],
    [400, 'InvalidRequestException'],
    [404, 'ResourceNotFoundException'],
  ])('that meets %d %s is not', async (status, code) => {
    world = await agentWorld()
    world.upstream.act = () => refused(status, code)
    const told = await world.ask(await token())
    expect([told.status, told.json.code]).toEqual([status, code])
    expect(world.upstream.calls.length).toBe(1)
  })

  test.each([
    ['not JSON', { body: '<html>' }],
    ['an empty object', { body: '{}' }],
    ['no body', { body: '' }],
    ['a redirect', { body: '', status: 307 }],
  ])(
    'whose answer is %s gives the pod 503, never a wrong answer',
    async (_, act) => {
      world = await agentWorld({ patience: '8s' })
      world.upstream.act = () => act
      const told = await world.ask(await token())
      expect([told.status, told.json.code]).toEqual([503, 'ServiceUnavailableException'])
      expect(Number(told.headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
    },
    300_000,
  )

  test.each([400, 429])(
    'that is throttled (%d) makes all leave EKS Auth in peace for as long as it asks',
    async (status) => {
      world = await agentWorld()
      world.upstream.act = () => refused(status, 'ThrottlingException', 60)
      await world.ask(await token('one'))
      expect(world.upstream.calls.length).toBe(1)
      world.upstream.act = () => ({})
      const other = await token('two')
      const told = await world.ask(other)
      expect(told.status).toBe(503)
      expect(Math.ceil(Number(told.headers.get('retry-after')) / 10)).toBe(6)
      await world.clock.pass(45_000)
      expect((await world.ask(other)).status).toBe(503)
      expect(world.upstream.calls.length).toBe(1)
      await world.clock.pass(16_000)
      expect((await world.ask(other)).status).toBe(200)
    },
  )

  test('that is refused for the agent’s own sake leaves what is kept', async () => {
    world = await agentWorld()
    const pod = await token('kept')
    expect((await world.ask(pod)).status).toBe(200)
    world.upstream.act = () => refused(403, 'AccessDeniedException')
    await world.clock.pass(3.7 * 3_600_000)
    await world.eventually('the renewal', () => world.upstream.calls.length > 1)
    expect((await world.ask(pod)).status).toBe(200)
  })
})
