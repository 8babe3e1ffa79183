import { beforeAll, expect, test } from 'bun:test'
import type { Api } from './api'
import { kubernetesApi } from './api'
import { kubernetesVersion, tokenKeys } from './cluster'
import { tellEvent } from './events'
import { textAt } from './fields'
import { kinds } from './kinds'
import { lead } from './lease'
import { KubernetesRefusal } from './refusal'
import { follow } from './watch'

const namespace = 'client-test'
const map = (name: string, data: Readonly<Record<string, string>>) => ({
  ...{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace } },
  data,
})

export async function refusal(work: Promise<unknown>): Promise<KubernetesRefusal> {
  const why = await work.then(
    () => undefined,
    (it) => it,
  )
  if (!(why instanceof KubernetesRefusal)) throw new Error(`No refusal: ${why}`)
  return why
}

async function until(what: string, ask: () => boolean): Promise<void> {
  for (const end = Date.now() + 60_000; !ask(); await Bun.sleep(10))
    if (Date.now() > end) throw new Error(`Not within 60 s: ${what}`)
}

/** The client against an API server, a real one or ours: what the fake says must be what the real one says. */
export function apiConformance(given: {
  readonly api: () => Api
  /** Breaks every connection, and makes it answer again. */
  readonly restart: () => Promise<void>
}): void {
  const api = (): Api => given.api()
  beforeAll(async () => {
    await api().create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } })
  })

  test('version, issuer and keys', async () => {
    expect(await kubernetesVersion(api())).toMatch(/^v1\.\d+/)
    const { issuer, keys } = await tokenKeys(api())
    expect(issuer).toStartWith('https://')
    expect(keys[0]).toMatchObject({ kty: 'RSA', kid: expect.any(String) })
  })

  test('server-side apply: a conflict names field and manager; force takes it; what is said no more goes', async () => {
    await api().apply(map('owned', { a: '1', b: '1' }), { manager: 'one' })
    const why = await refusal(api().apply(map('owned', { a: '2' }), { manager: 'two' }))
    expect([why.kind, why.fields]).toEqual(['conflict', [{ field: '.data.a', manager: 'one' }]])
    expect(await api().apply(map('owned', { a: '2' }), { manager: 'two', force: true })).toMatchObject({
      data: { a: '2', b: '1' },
    })
    await api().apply(map('owned', { a: '3' }), { manager: 'two', dryRun: true })
    expect((await api().apply(map('owned', {}), { manager: 'one' })).data).toEqual({ a: '2' })
  })

  test('the generation goes up with what is wished; the same wish changes nothing', async () => {
    const labels = { app: 'x' }
    const template = { metadata: { labels }, spec: { containers: [{ name: 'a', image: 'one' }] } }
    const set = (image: string, annotation: string) => ({
      ...{
        apiVersion: 'apps/v1',
        kind: 'DaemonSet',
        metadata: { name: 'set', namespace, annotations: { a: annotation } },
      },
      spec: {
        selector: { matchLabels: labels },
        template: { ...template, spec: { containers: [{ name: 'a', image }] } },
      },
    })
    const apply = (image: string, annotation: string) =>
      api().apply(set(image, annotation), { manager: 'one', force: true })
    const first = await apply('one', '1')
    const same = await apply('one', '1')
    expect(same.metadata.uid).toBe(first.metadata.uid ?? '')
    const told = [first, same, await apply('one', '2'), await apply('two', '2')].map((it) => it.metadata.generation)
    expect(told).toEqual([1, 1, 1, 2])
    await api().remove(kinds.daemonSets, { namespace, name: 'set' })
  })

  test('what is not there is undefined to get, false to remove, and a named refusal to change', async () => {
    const at = { namespace, name: 'nothing' }
    expect(await api().get(kinds.configMaps, at)).toBeUndefined()
    expect(await api().remove(kinds.configMaps, at)).toBe(false)
    expect((await refusal(api().patch(kinds.configMaps, at, {}, 'merge'))).kind).toBe('not found')
    const made = await api().create(map('there', { a: '1' }))
    expect((await refusal(api().create(map('there', {})))).kind).toBe('already exists')
    const other = { uid: crypto.randomUUID() }
    expect((await refusal(api().remove(kinds.configMaps, { namespace, name: 'there' }, other))).kind).toBe('conflict')
    await api().replace({ ...made, data: { a: '2' } })
    expect((await refusal(api().replace({ ...made, data: { a: '3' } }))).kind).toBe('conflict')
    expect(await api().get(kinds.configMaps, { namespace, name: 'there' })).toMatchObject({ data: { a: '2' } })
  })

  test('a merge patch takes away what is null; a patch that asks for another version than there is changes nothing', async () => {
    const at = { namespace, name: 'tested' }
    await api().create(map('tested', { a: '1', b: '1' }))
    expect(await api().patch(kinds.configMaps, at, { data: { b: null, c: '1' } }, 'merge')).toMatchObject({
      data: { a: '1', c: '1' },
    })
    const patch = (value: string | undefined) => [
      { op: 'test', path: '/metadata/resourceVersion', value },
      { op: 'add', path: '/data', value: { a: '2' } },
    ]
    expect((await refusal(api().patch(kinds.configMaps, at, patch('1'), 'json'))).kind).toBe('invalid')
    const now = await api().get(kinds.configMaps, at)
    expect((await api().patch(kinds.configMaps, at, patch(now?.metadata.resourceVersion), 'json')).data).toEqual({
      a: '2',
    })
  })

  test('lists come whole though they are asked for in pages', async () => {
    const many = Array.from({ length: 1_100 }, (_, at) => map(`many-${at}`, { a: 'x' }))
    for (let at = 0; at < many.length; at += 100)
      await Promise.all(many.slice(at, at + 100).map((it) => api().create(it)))
    const { items } = await api().listing(kinds.configMaps, { namespace }, (it) => it.metadata.name)
    expect(items.filter((it) => it.startsWith('many-'))).toHaveLength(1_100)
  }, 300_000)

  test('who is not known is another thing than what is not answered', async () => {
    const wrong = { ...api().access, clientCertificate: undefined, authorization: async () => 'Bearer wrong' }
    expect((await refusal(kubernetesApi(wrong).list(kinds.pods))).kind).toBe('unauthorized')
    const nobody = kubernetesApi({ ...api().access, server: 'https://127.0.0.1:1' })
    expect((await refusal(nobody.list(kinds.pods))).kind).toBe('unreachable')
  })

  test('a watch tells what there is and what changes, and goes on where it was after the connection broke', async () => {
    const seen: string[] = []
    let lists = 0
    const stop = new AbortController()
    const following = follow(
      api(),
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
      return api().apply({ ...it, metadata: { ...it.metadata, labels: { watched: 'yes' } } }, { manager: 'one' })
    }
    await until('the list', () => lists === 1)
    await put('1')
    await until('the first', () => seen.includes('set watched=1'))
    await given.restart()
    await put('2')
    await until('the second', () => seen.includes('set watched=2'))
    await api().remove(kinds.configMaps, { namespace, name: 'watched' })
    await until('its end', () => seen.includes('gone watched=2'))
    // Nothing was listed anew, nothing told twice.
    expect([lists, seen.filter((it) => it === 'set watched=1').length]).toEqual([1, 1])
    stop.abort()
    await following
  }, 300_000)

  test('Events are told', async () => {
    const about = { apiVersion: 'v1', kind: 'Pod', name: 'bound', namespace }
    const said = { about, type: 'Warning', reason: 'Tried', action: 'Test', note: 'It was tried.' } as const
    const { metadata } = await tellEvent(api(), { controller: 'podid.dev/test', instance: 'test' }, said)
    const told = { note: 'It was tried.', regarding: { name: 'bound' } }
    expect(await api().get(kinds.events, { namespace, name: metadata.name })).toMatchObject(told)
  })

  test('one leads; when it goes another takes over at once, and when it dies after the time of the Lease', async () => {
    const told: string[] = []
    const stand = (identity: string, signal: AbortSignal, by = api()) =>
      lead(by, {
        ...{ namespace, name: 'lease', identity, duration: 2_000, signal },
        async work(leading) {
          told.push(`${identity} leads`)
          await new Promise<void>((resolve) => leading.addEventListener('abort', () => resolve()))
          told.push(`${identity} ends`)
        },
      })
    const [one, two, three] = [new AbortController(), new AbortController(), new AbortController()]
    const first = stand('one', one.signal)
    await until('one', () => told.includes('one leads'))
    // The second loses its API server later, as if its node had died.
    let away = false
    const { authorization } = api().access
    const dying = kubernetesApi({
      ...api().access,
      authorization: async (renew) => {
        if (away) throw new Error('cut off')
        return authorization(renew)
      },
    })
    const second = stand('two', two.signal, dying)
    await Bun.sleep(2_500)
    expect(told).toEqual(['one leads'])
    one.abort()
    await first
    await until('two', () => told.includes('two leads'))
    const third = stand('three', three.signal)
    away = true
    await until('three', () => told.includes('three leads'))
    // Never two at once: the second left off before the third began.
    expect(told).toEqual(['one leads', 'one ends', 'two leads', 'two ends', 'three leads'])
    for (const it of [two, three]) it.abort()
    await Promise.all([second, third])
  }, 300_000)
}
