import { afterAll, describe, expect, test } from 'bun:test'
import { kinds, listAt, valueAt } from '../kubernetes'
import { fakeCluster, fakeControlPlane, until } from './fake-cluster.test-support'
import { seenNode } from './seen/nodes'
import { removeStartupTaint } from './startup-taint'
import { stateTeller } from './told-states'
import { keepWebhookObject } from './webhook-object'

const { server, api } = await fakeCluster()
afterAll(() => server.stop())

describe('the startup taint', () => {
  const taint = { key: 'podid.dev/agent-not-ready', effect: 'NoExecute' }
  const other = { key: 'other', effect: 'NoSchedule' }
  const node = (name: string, taints: readonly unknown[]) => ({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name },
    spec: { taints },
  })
  const taints = async (name: string) => listAt(await api.get(kinds.nodes, { name }), 'spec', 'taints')

  test('is taken off, and no other with it', async () => {
    expect(seenNode(await api.create(node('a', [other, taint])))).toMatchObject({ name: 'a', waits: true })
    expect(await removeStartupTaint(api, 'a')).toBe(true)
    expect(await taints('a')).toEqual([other])
    const before = server.asked.length
    expect(await removeStartupTaint(api, 'a')).toBe(true)
    expect(await removeStartupTaint(api, 'nobody')).toBe(true)
    expect(server.asked.slice(before).some((it) => it.startsWith('PATCH'))).toBe(false)
  })

  test('is left when the node changed meanwhile: nobody else’s taint may be lost', async () => {
    await api.create(node('b', [taint]))
    const stale = {
      ...api,
      get: async (...asked: Parameters<typeof api.get>) => {
        const it = await api.get(...asked)
        await api.patch(kinds.nodes, { name: 'b' }, { spec: { taints: [taint, other] } }, 'merge')
        return it
      },
    }
    expect(await removeStartupTaint(stale, 'b')).toBe(false)
    expect(await taints('b')).toEqual([taint, other])
    expect(await removeStartupTaint(api, 'b')).toBe(true)
    expect(await taints('b')).toEqual([other])
  })
})

describe('the webhook object', () => {
  const at = { name: 'podid-connector' }
  const object = (caBundle: string) => ({
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'MutatingWebhookConfiguration',
    metadata: at,
    webhooks: [{ name: 'pods', clientConfig: { caBundle }, timeoutSeconds: 5 }],
  })

  test('follows what the webhook wants, is put back when somebody changes it, and is not made anew', async () => {
    let bundle = 'one'
    let changed = (): void => {}
    const told: string[] = []
    const stop = new AbortController()
    const keeping = keepWebhookObject({
      ...{ api, name: at.name, signal: stop.signal },
      wanted: () => object(bundle),
      onChange: (listener) => {
        changed = listener
      },
      log: (_, { why }) => told.push(String(why)),
    })
    await until('the trouble', () => told.length > 0)
    expect(told[0]).toContain('is gone: pods get no identity. Run "podid cluster join"')
    expect(await api.get(kinds.mutatingWebhooks, at)).toBeUndefined()
    await api.create({ ...object(''), webhooks: [] })
    const has = async (caBundle: string, seconds = 5) => {
      const it = await api.get(kinds.mutatingWebhooks, at)
      return (
        valueAt(it, 'webhooks', 0, 'clientConfig', 'caBundle') === caBundle &&
        valueAt(it, 'webhooks', 0, 'timeoutSeconds') === seconds
      )
    }
    await until('the bundle', () => has('one'))
    bundle = 'two'
    changed()
    await until('the new bundle', () => has('two'))
    await api.patch(
      kinds.mutatingWebhooks,
      at,
      { webhooks: [{ name: 'pods', clientConfig: { caBundle: '' }, timeoutSeconds: 30 }] },
      'merge',
    )
    await until('it is put back', () => has('two'))
    const before = server.asked.length
    await Bun.sleep(100)
    expect(server.asked.slice(before).filter((it) => it.startsWith('PATCH'))).toEqual([])
    stop.abort()
    server.endWatches()
    await keeping
  }, 300_000)
})

describe('what is told of an add-on', () => {
  const addon = { name: 'agent', version: 'v1', status: 'CREATING', preserve: false, updateId: 'u1' }
  const active = { status: 'ACTIVE', issues: [] } as const
  const degraded = { status: 'DEGRADED', issues: [{ code: 'X', message: 'why' }] } as const

  test('is told once, with the update it belongs to, and again when it changes or was not heard', async () => {
    let failing = false
    const client = fakeControlPlane(() => {
      if (failing) throw new Error('away')
      return {}
    })
    const tell = stateTeller({ client, clusterName: 'blue', log: () => {}, note: () => {} })
    const told = () => client.asked.map(({ said }) => `${said.status} ${said.updateId}`)
    await tell(addon, undefined)
    expect(told()).toEqual([])
    await tell(addon, active)
    await tell(addon, active)
    expect(told()).toEqual(['ACTIVE u1'])
    // As the control plane has it by now.
    await tell({ ...addon, status: 'ACTIVE', updateId: '' }, active)
    expect(told()).toHaveLength(1)
    failing = true
    await tell({ ...addon, status: 'ACTIVE', updateId: '' }, degraded)
    failing = false
    await tell({ ...addon, status: 'ACTIVE', updateId: '' }, degraded)
    await tell({ ...addon, status: 'DEGRADED', updateId: '' }, degraded)
    expect(told()).toEqual(['ACTIVE u1', 'DEGRADED ', 'DEGRADED '])
    await tell({ ...addon, status: 'UPDATING', updateId: 'u2' }, degraded)
    expect(told().at(-1)).toBe('DEGRADED u2')
  })
})
