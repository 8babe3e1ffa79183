import { afterAll, beforeAll, expect, test } from 'bun:test'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Attack, attackToken } from './attacks'
import { signingKey, token } from './tokens'
import { type AgentWorld, agentWorld } from './world'

const attacks: readonly Attack[] = JSON.parse(
  readFileSync(join(import.meta.dir, '../cases/tokens/attacks.json'), 'utf8'),
)
let world: AgentWorld
beforeAll(async () => {
  world = await agentWorld({ maxSourceRps: '0' })
})
afterAll(() => world.stop())

test.each(attacks.map((it) => [it.name, it] as const))('%s', async (_, it) => {
  const good = await token('app-1')
  const before = await world.ask(good)
  expect(before.status).toBe(200)
  const [cluster, stranger] = await Promise.all([signingKey(), signingKey('stranger')])
  const attack = attackToken(it, { cluster, stranger })
  const calls = world.upstream.calls.length
  world.upstream.act = () => ({ fault: { status: 400, code: 'InvalidTokenException', message: 'no' } })
  const told = await world.ask(attack).catch(() => ({ status: 431, json: { code: 'none' } }))
  world.upstream.act = () => ({})
  expect([400, 431]).toContain(told.status)
  expect(world.upstream.calls.length - calls).toBe(it.expect === 'refused' ? 0 : 1)
  // Whatever it was, the pod has what it had.
  expect((await world.ask(good)).body).toBe(before.body)
})

test('the good token, of which all are made, is good', async () => {
  const [cluster, stranger] = await Promise.all([signingKey(), signingKey('stranger')])
  const told = await world.ask(attackToken({ name: 'none', sign: 'cluster', expect: 'refused' }, { cluster, stranger }))
  expect(told.status).toBe(200)
})
