import { afterEach, describe, expect, test } from 'bun:test'
import { until } from '../until'
import { token } from './tokens'
import { type AgentWorld, agentWorld, type Told } from './world'

let world: AgentWorld | undefined
afterEach(() => world?.stop())
const hour = 3_600_000

/** What it says of its readiness once it has looked at its keys. */
async function readyOnceLooked({ agent, get }: AgentWorld): Promise<Told> {
  const ready = () => get(`${agent.probeUrl}/readyz`)
  await until('its keys were looked at', async () => !(await ready()).body.includes('not looked at yet'))
  return ready()
}

describe('health', () => {
  test('is well when pods can get credentials', async () => {
    world = await agentWorld()
    const probe = world.agent.probeUrl
    expect((await world.get(`${probe}/healthz`)).body).toBe('ok\n')
    expect(await readyOnceLooked(world)).toMatchObject({ status: 200, body: 'ok\n' })
  })

  test('liveness is not readiness: an upstream that is gone makes it unready, and says so; it stays alive', async () => {
    world = await agentWorld()
    await world.upstream.down()
    const probe = world.agent.probeUrl
    const ready = await readyOnceLooked(world)
    expect(ready.status).toBe(503)
    // Whether the keys were looked at already is another line, and another race.
    expect(ready.body).toStartWith('not ready: pods cannot get credentials\n')
    expect(ready.body).toContain('\nupstream: EKS Auth cannot be reached')
    expect((await world.get(`${probe}/healthz`)).status).toBe(200)
  })

  test('is ready with a warm cache, whatever the upstream does', async () => {
    world = await agentWorld()
    await world.ask(await token())
    await world.upstream.down()
    await world.restart()
    const ready = await world.get(`${world.agent.probeUrl}/readyz`)
    expect([ready.status, ready.body.split('\n')[0]]).toEqual([200, 'ok: 1 pods are served from what is kept'])
    expect(ready.body).toContain('upstream: ')
  })

  test('names an address that is not there, and does not die of it', async () => {
    world = await agentWorld({ bindHosts: ['127.0.0.1', '[fd00:ec2::23]'] })
    expect((await world.get(`${world.agent.probeUrl}/readyz`)).body).toContain('address fd00:ec2::23: ')
    expect((await world.ask(await token())).status).toBe(200)
  })

  test('without any address it is unready, and says what makes one', async () => {
    world = await agentWorld({ bindHosts: ['169.254.170.23'] })
    const ready = await world.get(`${world.agent.probeUrl}/readyz`)
    expect(ready.status).toBe(503)
    expect(ready.body).toContain("'podid agent initialize' makes it")
  })

  test('is on the metrics port too', async () => {
    world = await agentWorld()
    expect((await world.get(world.agent.metricsUrl.replace('/metrics', '/healthz'))).status).toBe(200)
    expect((await world.get(world.agent.metricsUrl.replace('/metrics', '/readyz'))).status).toBe(200)
  })
})

describe('metrics', () => {
  test('count what happened', async () => {
    world = await agentWorld()
    await world.ask(await token())
    await world.ask(await token())
    await world.ask('x')
    await world.clock.pass(3.7 * hour)
    const { metric } = world
    await world.eventually('a renewal', async () => (await metric('podid_agent_renewals_total{outcome="renewed"}')) > 0)
    expect(await metric('pod_identity_http_response{code="200"}')).toBe(2)
    expect(await metric('pod_identity_http_response{code="400"}')).toBe(1)
    expect(await metric('pod_identity_cache_state{state="miss"}')).toBe(1)
    expect(await metric('podid_agent_renewals_total{outcome="renewed"}')).toBe(1)
    expect(await metric('podid_agent_upstream_requests_total{code="OK"}')).toBe(2)
    expect(await metric('podid_agent_upstream_seconds_count')).toBe(2)
    expect(await metric('podid_agent_entries')).toBe(1)
    expect(await metric('podid_agent_entries_bytes')).toBeGreaterThan(1_000)
    expect(await metric('podid_agent_cluster_keys')).toBe(1)
    expect(await metric('podid_agent_refusals_total{reason="InvalidTokenException"}')).toBe(1)
  })

  test('tell of failed renewals by code', async () => {
    world = await agentWorld()
    await world.ask(await token())
    world.upstream.act = () => ({ fault: { status: 404, code: 'ResourceNotFoundException', message: 'gone' } })
    await world.clock.pass(3.7 * hour)
    const { metric } = world
    const failed = 'pod_identity_cache_errors{type="NonRecoverable",code="ResourceNotFoundException"}'
    await world.eventually('a failure', async () => (await metric(failed)) > 0)
    expect(await metric(failed)).toBe(1)
  })
})

describe('the log', () => {
  test('names pod, namespace, service account, association and request id, one line an event, and never a token or a secret', async () => {
    world = await agentWorld()
    const shown = await token()
    await world.ask(shown)
    await world.ask(shown)
    await world.ask(`${shown.slice(0, -4)}AAAA`)
    const lines = world.log.filter((it) => it.msg === 'credentials fetched')
    expect(lines).toEqual([
      expect.objectContaining({
        namespace: 'default',
        serviceAccount: 'app',
        pod: 'app-1',
        association: 'a-12345678901234567',
        requestId: 'request-1',
      }),
    ])
    const all = JSON.stringify(world.log)
    for (const secret of [shown.split('.')[2] ?? '', 'secret-1', 'session-1']) expect(all).not.toContain(secret)
  })

  test('is not flooded by refusals', async () => {
    world = await agentWorld({ maxSourceRps: '0' })
    const { ask, log } = world
    await Promise.all(Array.from({ length: 1_000 }, () => ask('x')))
    await world.clock.pass(1_100)
    await ask('x')
    expect(log.filter((it) => it.msg === 'credentials refused').length).toBeLessThan(200)
    expect(log.some((it) => it.msg === 'further refusals were not told one by one')).toBe(true)
  })
})
