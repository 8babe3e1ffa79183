import { beforeAll, describe, expect, test } from 'bun:test'
import {
  follow,
  KubernetesRefusal,
  kinds,
  kubernetesApi,
  kubernetesVersion,
  lead,
  may,
  requestToken,
  tellEvent,
  textAt,
  tokenKeys,
} from '../../src/kubernetes'
import { until } from '../e2e/support/run'
import { cannot, controlPlane } from './cluster'

// The client against a real API server: what is said of it in docs/decisions/0021 is seen here.

if (cannot !== undefined) process.stderr.write(`SKIPPED the Kubernetes client against a real API server: ${cannot}.\n`)

const namespace = 'client-test'
const map = (name: string, data: Readonly<Record<string, string>>) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace },
  data,
})

async function refusal(work: Promise<unknown>): Promise<KubernetesRefusal> {
  const why = await work.then(
    () => undefined,
    (it) => it,
  )
  if (!(why instanceof KubernetesRefusal)) throw new Error(`No refusal: ${why}`)
  return why
}

describe.skipIf(cannot !== undefined)('the Kubernetes client and a real API server', () => {
  const cluster = controlPlane()
  beforeAll(async () => {
    await cluster.api.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } })
    await until('its service account', 20, () => cluster.api.get(kinds.serviceAccounts, { namespace, name: 'default' }))
  }, 30_000)

  test('version, issuer and keys', async () => {
    expect(await kubernetesVersion(cluster.api)).toMatch(/^v1\.\d+/)
    const { issuer, keys } = await tokenKeys(cluster.api)
    expect(issuer).toStartWith('https://')
    expect(keys[0]).toMatchObject({ kty: 'RSA', kid: expect.any(String) })
  })

  test('server-side apply: a conflict names field and manager; force takes it', async () => {
    await cluster.api.apply(map('owned', { a: '1' }), { manager: 'one' })
    const why = await refusal(cluster.api.apply(map('owned', { a: '2' }), { manager: 'two' }))
    expect([why.kind, why.fields]).toEqual(['conflict', [{ field: '.data.a', manager: 'one' }]])
    expect(await cluster.api.apply(map('owned', { a: '2' }), { manager: 'two', force: true })).toMatchObject({
      data: { a: '2' },
    })
    await cluster.api.apply(map('owned', { a: '3' }), { manager: 'two', dryRun: true })
    expect(await cluster.api.get(kinds.configMaps, { namespace, name: 'owned' })).toMatchObject({ data: { a: '2' } })
  })

  test('what is not there is undefined to get, false to remove, and a named refusal to change', async () => {
    const at = { namespace, name: 'nothing' }
    expect(await cluster.api.get(kinds.configMaps, at)).toBeUndefined()
    expect(await cluster.api.remove(kinds.configMaps, at)).toBe(false)
    expect((await refusal(cluster.api.patch(kinds.configMaps, at, {}, 'merge'))).kind).toBe('not found')
    await cluster.api.create(map('there', {}))
    expect((await refusal(cluster.api.create(map('there', {})))).kind).toBe('already exists')
    const other = crypto.randomUUID()
    expect(
      (await refusal(cluster.api.remove(kinds.configMaps, { namespace, name: 'there' }, { uid: other }))).kind,
    ).toBe('conflict')
  })

  test('a patch that asks for another version than there is changes nothing', async () => {
    await cluster.api.apply(map('tested', { a: '1' }), { manager: 'one' })
    const patch = [
      { op: 'test', path: '/metadata/resourceVersion', value: '1' },
      { op: 'add', path: '/data', value: { a: '2' } },
    ]
    const why = await refusal(cluster.api.patch(kinds.configMaps, { namespace, name: 'tested' }, patch, 'json'))
    expect(why.kind).toBe('invalid')
  })

  test('what is forbidden names the permission that lacks, and a wrong token is another thing', async () => {
    const poor = cluster.as(namespace, 'default')
    const why = await refusal(poor.list(kinds.daemonSets, { namespace: 'kube-system' }))
    expect([why.kind, why.permission]).toEqual(['forbidden', 'list daemonsets.apps in the namespace kube-system'])
    expect(await may(poor, 'list', kinds.pods, { namespace })).toBe(false)
    expect(await may(cluster.api, 'list', kinds.pods, { namespace })).toBe(true)
    const wrong = { ...cluster.api.access, clientCertificate: undefined, authorization: async () => 'Bearer wrong' }
    expect((await refusal(kubernetesApi(wrong).list(kinds.pods))).kind).toBe('unauthorized')
    const untrusted = kubernetesApi({ ...cluster.api.access, ca: undefined })
    expect((await refusal(untrusted.list(kinds.pods))).kind).toBe('unreachable')
  })

  test('lists come whole though they are asked for in pages, and names alone where names are enough', async () => {
    const many = Array.from({ length: 1_100 }, (_, at) => map(`many-${at}`, { a: 'x' }))
    for (let at = 0; at < many.length; at += 100)
      await Promise.all(many.slice(at, at + 100).map((it) => cluster.api.create(it)))
    const { items } = await cluster.api.list(kinds.configMaps, { namespace, metadataOnly: true })
    expect(items.filter((it) => it.metadata.name.startsWith('many-'))).toHaveLength(1_100)
    expect(items.some((it) => 'data' in it)).toBe(false)
  }, 60_000)

  test('a watch tells what there is and what changes, and goes on after the API server was away', async () => {
    const seen: string[] = []
    let lists = 0
    const stop = new AbortController()
    const following = follow(
      cluster.api,
      kinds.configMaps,
      { namespace, labels: 'watched' },
      {
        signal: stop.signal,
        keep: (it) => it,
        onSeen: (it) => {
          if (it.type === 'all') lists += 1
          else seen.push(`${it.type} ${it.object.metadata.name}=${textAt(it.object, 'data', 'a')}`)
        },
      },
    )
    const put = (a: string) => {
      const it = map('watched', { a })
      return cluster.api.apply({ ...it, metadata: { ...it.metadata, labels: { watched: '' } } }, { manager: 'one' })
    }
    await until('the list', 10, async () => lists === 1)
    await put('1')
    await until('the first', 10, async () => seen.includes('set watched=1'))
    await cluster.testbed({}, 'restart', 'kube-apiserver')
    await until('the API server', 60, () => kubernetesVersion(cluster.api).catch(() => false))
    await until('a change', 30, () => put('2').catch(() => undefined))
    await until('the second', 60, async () => seen.includes('set watched=2'))
    await cluster.api.remove(kinds.configMaps, { namespace, name: 'watched' })
    await until('its end', 30, async () => seen.includes('gone watched=2'))
    // It went on from where it was: nothing was listed anew, nothing told twice.
    expect([lists, seen.filter((it) => it === 'set watched=1').length]).toEqual([1, 1])
    stop.abort()
    await following
  }, 150_000)

  test('tokens by TokenRequest, for an audience and a pod', async () => {
    const pod = await cluster.api.create({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'bound', namespace },
      spec: { containers: [{ name: 'a', image: 'x' }] },
    })
    const { token } = await requestToken(
      cluster.api,
      { namespace, name: 'default' },
      { audience: 'pods.eks.amazonaws.com', life: 3_600, pod: { name: 'bound', uid: pod.metadata.uid ?? '' } },
    )
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
    expect(claims).toMatchObject({ aud: ['pods.eks.amazonaws.com'], 'kubernetes.io': { pod: { name: 'bound' } } })
  })

  test('Events are told', async () => {
    const about = { apiVersion: 'v1', kind: 'Pod', name: 'bound', namespace }
    const said = { about, type: 'Warning', reason: 'Tried', action: 'Test', note: 'It was tried.' } as const
    const { metadata } = await tellEvent(cluster.api, { controller: 'podid.dev/test', instance: 'test' }, said)
    expect(await cluster.api.get(kinds.events, { namespace, name: metadata.name })).toMatchObject({
      note: 'It was tried.',
      regarding: { name: 'bound' },
    })
  })

  test('one leads; when it goes another takes over at once, and when it dies after the time of the Lease', async () => {
    const told: string[] = []
    const stand = (identity: string, signal: AbortSignal, api = cluster.api) =>
      lead(api, {
        ...{ namespace, name: 'lease', identity, duration: 3_000, signal },
        async work(leading) {
          told.push(`${identity} leads`)
          await new Promise<void>((resolve) => leading.addEventListener('abort', () => resolve()))
          told.push(`${identity} ends`)
        },
      })
    const [one, two, three] = [new AbortController(), new AbortController(), new AbortController()]
    const first = stand('one', one.signal)
    await until('one', 10, async () => told.includes('one leads'))
    // The second loses its API server later, as if its node had died.
    let away = false
    const dying = kubernetesApi({
      ...cluster.api.access,
      authorization: async () => {
        if (away) throw new Error('cut off')
        return undefined
      },
    })
    const second = stand('two', two.signal, dying)
    await Bun.sleep(4_000)
    expect(told).toEqual(['one leads'])
    one.abort()
    await first
    await until('two', 5, async () => told.includes('two leads'))
    const third = stand('three', three.signal)
    away = true
    await until('three', 15, async () => told.includes('three leads'))
    // Never two at once: the second left off before the third began.
    expect(told).toEqual(['one leads', 'one ends', 'two leads', 'two ends', 'three leads'])
    for (const it of [two, three]) it.abort()
    await Promise.all([second, third])
  }, 60_000)
})
