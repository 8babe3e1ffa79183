import { afterAll, describe, expect, test } from 'bun:test'
import { signingKey } from '../../tests/world'
import { kubernetesApi } from './api'
import { fakeApiServer, fakeAuthorization } from './api-server.test-support'
import { apiConformance, refusal } from './conformance.test-support'
import { kinds } from './kinds'
import { permissionText } from './refusal'
import { follow } from './watch'

const server = fakeApiServer()
server.published = { ...server.published, keys: [(await signingKey('blue')).publicJwk] }
const access = { server: server.url, authorization: async () => fakeAuthorization, namespace: 'default', name: 'fake' }
const api = kubernetesApi(access)
afterAll(() => server.stop())

describe('the client and the fake API server', () => {
  apiConformance({
    api: () => api,
    async restart() {
      server.away = true
      server.endWatches()
      await Bun.sleep(300)
      server.away = false
    },
  })
})

describe('the client', () => {
  test('names the permission that lacks', async () => {
    server.permit = (verb) => verb !== 'patch'
    const object = { apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: { name: 'x', namespace: 'podid-system' } }
    const why = await refusal(api.apply(object, { manager: 'm' }))
    server.permit = () => true
    expect([why.kind, why.permission]).toEqual(['forbidden', 'patch daemonsets.apps in the namespace podid-system'])
    expect(why.message).toStartWith('Kubernetes does not permit to patch daemonsets.apps')
    expect(permissionText({ verb: 'list', resource: 'pods' })).toBe('list pods')
  })

  test('asks once more with a fresh token when the one it had is refused', async () => {
    const given: boolean[] = []
    const renewing = kubernetesApi({
      ...access,
      authorization: async (renew) => {
        given.push(renew)
        return renew ? fakeAuthorization : 'Bearer old'
      },
    })
    await renewing.list(kinds.pods)
    expect(given).toEqual([false, true])
  })

  test('goes nowhere else: a token is for the API server alone', async () => {
    const seen: (string | null)[] = []
    const elsewhere = Bun.serve({
      hostname: '127.0.0.1',
      port: 0,
      fetch: (request) => {
        seen.push(request.headers.get('authorization'))
        return Response.json({ kind: 'List', metadata: {}, items: [] })
      },
    })
    const sends = Bun.serve({ hostname: '127.0.0.1', port: 0, fetch: () => Response.redirect(elsewhere.url.href) })
    const sent = kubernetesApi({ ...access, server: sends.url.href.replace(/\/$/, '') })
    expect((await refusal(sent.list(kinds.pods))).kind).toBe('unreachable')
    expect(seen).toEqual([])
    await Promise.all([elsewhere.stop(true), sends.stop(true)])
  })

  test('lists anew when the API server has forgotten where a watch was', async () => {
    const seen: string[] = []
    const stop = new AbortController()
    const following = follow(
      api,
      kinds.secrets,
      {},
      { signal: stop.signal, keep: (it) => it, onSeen: ({ type }) => seen.push(type) },
    )
    const secret = (name: string) => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace: 'default' } })
    const until = async (count: number) => {
      while (seen.length < count) await Bun.sleep(5)
    }
    await until(1)
    await api.create(secret('a'))
    await until(2)
    await api.create(secret('b'))
    await until(3)
    server.forget()
    await api.create({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'z', namespace: 'default' } })
    server.forget()
    server.endWatches()
    await until(4)
    expect(seen).toEqual(['all', 'set', 'set', 'all'])
    stop.abort()
    await following
  }, 300_000)

  test('does not follow where keys are said to be: it asks the API server itself', async () => {
    const { tokenKeys } = await import('./cluster')
    expect((await tokenKeys(api)).keys).toEqual(server.published.keys as never)
  })
})
