import { describe, expect, test } from 'bun:test'
import { fakeControlPlane, until } from '../fake-cluster.test-support'
import { seenPod } from '../seen/pods'
import { type Item, itemsOf } from './items'
import { keepReporting } from './reporter'

const account = (name: string): Item => ({ kind: 'SERVICE_ACCOUNT', namespace: 'default', name })
const keyOf = (it: Item) => `${it.kind}/${it.namespace ?? ''}/${it.name}`
const mapOf = (...items: readonly Item[]) => new Map(items.map((it) => [keyOf(it), it]))

function scene(first: ReadonlyMap<string, Item> | undefined) {
  let items = first
  let failing = false
  const client = fakeControlPlane(() => {
    if (failing) throw new Error('away')
    return {}
  })
  const stop = new AbortController()
  const reporting = keepReporting({
    ...{ client, clusterName: 'blue', signal: stop.signal, log: () => {}, settling: 5 },
    facts: () => ({ nodeCount: 1 }),
    items: () => items,
  })
  return {
    client,
    set: (next: ReadonlyMap<string, Item>) => {
      items = next
    },
    fail: (is: boolean) => {
      failing = is
    },
    end: async () => {
      stop.abort()
      await reporting
    },
  }
}

describe('the report', () => {
  test('is everything at first, in parts of one listing, then what changed and what is gone', async () => {
    const many = Array.from({ length: 900 }, (_, at) => account(`a-${String(at).padStart(4, '0')}`))
    const { client, set, end } = scene(mapOf(...many))
    await until('three parts', () => client.asked.length === 3)
    const said = client.asked.map((it) => it.said)
    expect(said.map((it) => [(it.items as unknown[]).length, it.complete])).toEqual([
      [400, false],
      [400, false],
      [100, true],
    ])
    expect(new Set(said.map((it) => it.listing)).size).toBe(1)
    set(mapOf(...many.slice(1), { ...account('a-0005'), uid: 'new' }, account('b')))
    await until('the changes', () => client.asked.length === 4)
    expect(client.asked[3]?.said).toMatchObject({
      listing: said[0]?.listing,
      nodeCount: 1,
      items: [{ name: 'a-0005', uid: 'new' }, account('b')],
      gone: [account('a-0000')],
    })
    await Bun.sleep(50)
    expect(client.asked).toHaveLength(4)
    await end()
  })

  test('beats though nothing was seen yet, and says then nothing of what there is', async () => {
    const { client, end } = scene(undefined)
    await until('a beat', () => client.asked.length > 0)
    expect(client.asked[0]?.said).toEqual({ clusterName: 'blue', nodeCount: 1 })
    await end()
  })
})

describe('what is reported', () => {
  const pod = (more: Readonly<Record<string, unknown>> = {}) =>
    seenPod({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'p', namespace: 'shop', uid: 'u' },
      spec: {
        serviceAccountName: 'app',
        nodeName: 'n',
        containers: [
          {
            name: 'c',
            env: [
              { name: 'AWS_CONTAINER_CREDENTIALS_FULL_URI', value: 'hush' },
              { name: 'PASSWORD', value: 'hush' },
            ],
          },
        ],
        volumes: [
          {
            projected: {
              sources: [{ serviceAccountToken: { audience: 'pods.eks.amazonaws.com', expirationSeconds: 4_000 } }],
            },
          },
        ],
        ...more,
      },
      status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] },
    })
  const nothing = { namespaces: [], accounts: [], pods: [], agents: [], associations: [] }

  test('of a pod: who it is, where, and whether it was injected; nothing of its environment', () => {
    expect(pod()).toEqual({
      namespace: 'shop',
      name: 'p',
      uid: 'u',
      serviceAccount: 'app',
      nodeName: 'n',
      phase: 'Running',
      ready: true,
      injected: true,
      tokenSeconds: 4_000,
    })
    expect(JSON.stringify(pod())).not.toContain('hush')
    expect(pod({ volumes: [] })).toMatchObject({ injected: false })
    expect(pod({ containers: [{ name: 'c' }] })).toMatchObject({ injected: false, tokenSeconds: 4_000 })
    expect(pod({ serviceAccountName: undefined })).toMatchObject({ serviceAccount: 'default' })
  })

  test('pods only where their service account has an association', () => {
    const names = (associations: readonly { readonly namespace: string; readonly serviceAccount: string }[]) => [
      ...itemsOf({ ...nothing, pods: [pod()], associations }).keys(),
    ]
    expect(names([])).toEqual([])
    expect(names([{ namespace: 'other', serviceAccount: 'app' }])).toEqual([])
    expect(names([{ namespace: 'shop', serviceAccount: 'app' }])).toEqual(['POD/shop/p'])
  })

  test('agents by their node: while one takes over, the one that answers', () => {
    const agent = (name: string, ready: boolean) => ({ ...pod(), namespace: 'podid-system', name, ready })
    for (const agents of [
      [agent('old', true), agent('new', false)],
      [agent('new', false), agent('old', true)],
    ])
      expect([...itemsOf({ ...nothing, agents }).values()]).toMatchObject([
        { kind: 'AGENT', name: 'n', podName: 'old', ready: true },
      ])
  })

  test('a service account without its annotations, and a namespace', () => {
    const accounts = [{ namespace: 'a', name: 'b', uid: 'u', annotations: { 'x/y': 'hush' } }]
    const all = [...itemsOf({ ...nothing, accounts, namespaces: [{ name: 'a', uid: 'v' }] }).values()]
    expect(all).toEqual([
      { kind: 'NAMESPACE', name: 'a', uid: 'v' },
      { kind: 'SERVICE_ACCOUNT', namespace: 'a', name: 'b', uid: 'u' },
    ])
  })
})
