import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestServer, testServer } from '../../tests/server'
import { signingKey } from '../../tests/world'
import { client } from '../client'
import { fakeCluster, fakeControlPlane, until } from './fake-cluster.test-support'
import { tellKeys } from './keys'
import { becomeMember } from './member'
import { type Membership, stateInConfigMap } from './state'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})
afterAll(() => server.stop())

const folder = mkdtempSync(join(tmpdir(), 'podid-member-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function registered(name: string) {
  const admin = client({ endpoint: server.url, region: 'us-east-1', credentials: server.credentials })
  const connectorConfig = { roleArn: 'arn:aws:iam::000000000000:role/x', provider: 'OTHER' }
  const { cluster } = await admin.call('eks', 'RegisterCluster', { name, connectorConfig })
  const config = Object(Object(cluster).connectorConfig)
  return { admin, id: String(config.activationId), code: String(config.activationCode) }
}

function activationFolder(name: string, id: string, code: string): string {
  const at = join(folder, name)
  mkdirSync(at, { recursive: true })
  writeFileSync(join(at, 'id'), `${id}\n`)
  writeFileSync(join(at, 'code'), code)
  return at
}

async function scene(name: string, activation: string, known?: Membership) {
  const cluster = await fakeCluster()
  cluster.server.published = { ...cluster.server.published, keys: [(await signingKey(name)).publicJwk] }
  const stop = new AbortController()
  const state = stateInConfigMap(cluster.api)
  const told: string[] = []
  const member = becomeMember(
    {
      clusterName: name,
      endpoint: server.url,
      region: 'us-east-1',
      activation,
      tokenFile: '/none',
      fetch: (url, init) => fetch(url, init),
    },
    { api: cluster.api, state, known, signal: stop.signal, log: (_, facts) => told.push(String(facts.why)) },
  )
  return {
    ...cluster,
    member,
    state,
    told,
    stop,
    end: async () => {
      stop.abort()
      await member.activated
      await cluster.server.stop()
    },
  }
}

describe('a cluster that joins', () => {
  test('presents its code with the keys of its API server, is ACTIVE, and remembers who it is', async () => {
    const { admin, id, code } = await registered('blue')
    const { member, state, end } = await scene('blue', activationFolder('blue', id, code))
    await member.activated
    expect(await admin.call('eks', 'DescribeCluster', { name: 'blue' })).toMatchObject({
      cluster: { status: 'ACTIVE', version: 'v1.35.4' },
    })
    expect(member.membership()).toMatchObject({
      clusterName: 'blue',
      activationId: id,
      agentRoleArn: expect.stringContaining('role/podid/podid-agent-'),
    })
    expect((await state.read()).membership).toEqual(member.membership() as Membership)
    expect([member.client() === undefined, member.trouble()]).toEqual([false, undefined])
    await end()
  })

  test('presents no code twice: what is known of this activation is enough, also when its keys have changed since', async () => {
    const { id, code } = await registered('green')
    const at = activationFolder('green', id, code)
    const first = await scene('green', at)
    await first.member.activated
    const known = first.member.membership()
    await first.end()
    const again = await scene('green', at, known)
    again.server.published = { ...again.server.published, keys: [] }
    await again.member.activated
    expect(again.member.membership()).toEqual(known as Membership)
    await again.end()
  })

  test('says what is wrong, and goes on trying', async () => {
    const { member, told, end } = await scene('red', activationFolder('red', 'wrong-id', 'code'))
    await until('the trouble', () => told.length > 0)
    expect(member.trouble()).toContain('The activation id or code is not valid.')
    expect(member.client()).toBeUndefined()
    await end()
    const none = await scene('none', join(folder, 'none'))
    await until('the trouble', () => none.told.length > 0)
    expect(none.told[0]).toContain('run "podid cluster join none"')
    await none.end()
  })

  test('a code of another cluster is no code of this one', async () => {
    const { id, code } = await registered('yellow')
    const { member, told, end } = await scene('purple', activationFolder('purple', id, code))
    await until('the trouble', () => told.length > 0)
    expect(told[0]).toBe('The activation code is of the cluster yellow, not of purple.')
    expect(member.membership()).toBeUndefined()
    await end()
  })
})

describe('the keys of a cluster', () => {
  test('are told at the start and when they change, and again when that failed; not else', async () => {
    const { server: cluster, api } = await fakeCluster()
    const keys = [(await signingKey('one')).publicJwk, (await signingKey('two')).publicJwk]
    cluster.published = { issuer: 'https://one', keys: [keys[0]] }
    let failing = false
    const control = fakeControlPlane(({ operation }) => {
      if (failing) throw new Error(`${operation} failed`)
      return {}
    })
    const stop = new AbortController()
    const seen: string[] = []
    const telling = tellKeys({
      api,
      client: control,
      clusterName: 'blue',
      signal: stop.signal,
      every: 10,
      log: () => {},
      onSeen: ({ issuer, keyIds }) => {
        seen.push(`${issuer} ${keyIds.length}`)
      },
    })
    const puts = () => control.asked.map(({ said }) => `${said.issuer} ${(said.keys as unknown[]).length}`)
    await until('some looks', () => seen.length > 5)
    expect(puts()).toEqual(['https://one 1'])
    failing = true
    cluster.published = { issuer: 'https://one', keys }
    await until('some tries', () => control.asked.length > 3)
    failing = false
    await until('it is told', () => control.asked.length > 4)
    const count = control.asked.length
    await Bun.sleep(100)
    expect(control.asked.length).toBeLessThanOrEqual(count + 1)
    cluster.published = { issuer: 'https://two', keys: [...keys].reverse() }
    await until('the issuer', () => puts().at(-1) === 'https://two 2')
    const settled = control.asked.length
    cluster.published = { issuer: 'https://two', keys }
    await Bun.sleep(100)
    // Their order is no change.
    expect(control.asked).toHaveLength(settled)
    stop.abort()
    await telling
    await cluster.stop()
  }, 300_000)
})
