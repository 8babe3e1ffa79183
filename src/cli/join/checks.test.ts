import { describe, expect, test } from 'bun:test'
import { type Client, ClientFault } from '../../client'
import type { KubeObject } from '../../kubernetes'
import { type Examined, examine, type Ground } from './check'
import { doctorChecks } from './checks'
import { apiOf } from './kubernetes.test-support'

const now = Date.parse('2026-11-24T12:00:00Z')
const issuer = 'https://kubernetes.default.svc'
const system = { namespace: 'podid-system' }
const connector = { ...system, name: 'podid-connector', labels: { 'app.kubernetes.io/name': 'podid-connector' } }

const deployment: KubeObject = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { ...connector, generation: 1 },
  spec: {
    replicas: 2,
    template: { spec: { containers: [{ image: 'podid:1', args: ['connector', '--cluster-name', 'blue'] }] } },
  },
  status: { observedGeneration: 1, replicas: 2, readyReplicas: 2, updatedReplicas: 2 },
}
const webhook: KubeObject = {
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'MutatingWebhookConfiguration',
  metadata: { name: 'podid-connector' },
  webhooks: [{ clientConfig: { caBundle: 'QQ==' }, failurePolicy: 'Ignore' }],
}
const one = { kty: 'RSA', kid: 'one', n: 'aaa', e: 'AQAB' }
const pod = (status: object): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { ...connector, name: 'podid-connector-1' },
  status,
})
const raw = {
  '/version': { gitVersion: 'v1.35.4' },
  '/.well-known/openid-configuration': { issuer },
  '/openid/v1/jwks': { keys: [one] },
}

interface Told {
  readonly objects?: readonly KubeObject[]
  readonly raw?: Readonly<Record<string, unknown>>
  readonly answers?: Readonly<Record<string, unknown>>
  readonly serverTime?: number
  /** The API server's address, where pods and their logs are asked for. */
  readonly at?: string
}

/** A cluster that is well, but for what the test says. */
async function examined(told: Told): Promise<ReadonlyMap<string, Examined>> {
  const answers: Readonly<Record<string, unknown>> = {
    DescribeCluster: { cluster: { status: 'ACTIVE', connectorConfig: { provider: 'OTHER' } } },
    GetClusterKeys: { issuer, keys: [{ jwk: JSON.stringify(one) }] },
    DescribeAddon: { addon: { status: 'ACTIVE' } },
    ...told.answers,
  }
  const client: Pick<Client, 'call'> = {
    async call(_, operation) {
      const answer = answers[operation]
      if (answer === undefined) throw new ClientFault('ResourceNotFoundException', 'none', 404, '', {})
      return Object.fromEntries(Object.entries(Object(answer)))
    },
  }
  const api = apiOf(told.objects ?? [deployment, webhook], told.raw ?? raw)
  const ground: Ground = {
    cluster: 'blue',
    api: { ...api, access: { ...api.access, ...(told.at === undefined ? {} : { server: told.at }) } },
    client,
    url: 'https://podid.example.com',
    now: () => now,
    serverTime: async () => ('serverTime' in told ? told.serverTime : now),
  }
  return new Map((await examine(doctorChecks, ground)).map((it) => [it.name, it]))
}

test('a cluster that is well: every check holds', async () => {
  const all = await examined({})
  expect([...all.values()].map(({ state }) => state)).toEqual(all.size === 9 ? Array(9).fill('ok') : [])
})

describe('what is wrong is found, with its remedy, and what rests on it is skipped', () => {
  const cases: readonly (readonly [what: string, told: Told, check: string, words: string, remedy: string])[] = [
    ['no server', { serverTime: undefined }, 'control plane', 'nobody answers', 'podid server'],
    ['a clock 6 minutes behind', { serverTime: now - 360_000 }, 'control plane', '6 minutes behind', 'NTP'],
    ['a clock 3 hours ahead', { serverTime: now + 10_800_000 }, 'control plane', '3 hours ahead of', 'NTP'],
    [
      'an unknown cluster',
      { answers: { DescribeCluster: undefined } },
      'registration',
      'no cluster blue',
      'cluster join',
    ],
    [
      'a cluster of processes',
      { answers: { DescribeCluster: { cluster: { status: 'ACTIVE' } } } },
      'registration',
      'no Kubernetes',
      'another name',
    ],
    ['an API server that is away', { raw: {} }, 'Kubernetes', 'is away', 'kubeconfig'],
    ['no connector', { objects: [] }, 'installed', 'no connector in podid-system', 'cluster join'],
    [
      'another cluster',
      { objects: [JSON.parse(JSON.stringify(deployment).replace('blue', 'green')), webhook] },
      'installed',
      'has joined as green',
      '--context',
    ],
    [
      'another key at the API server',
      { raw: { ...raw, '/openid/v1/jwks': { keys: [one, { ...one, kid: 'two', n: 'bbb' }] } } },
      'token keys',
      'does not know 1 key that sign tokens here: two',
      'podid cluster join blue',
    ],
    [
      'another key under the same name',
      { raw: { ...raw, '/openid/v1/jwks': { keys: [{ ...one, n: 'bbb' }] } } },
      'token keys',
      'does not know 1 key that sign tokens here: one',
      'podid cluster join blue',
    ],
    [
      'another issuer',
      { raw: { ...raw, '/.well-known/openid-configuration': { issuer: 'https://new' } } },
      'token keys',
      "the cluster's issuer is https://new; the server knows https://kubernetes.default.svc",
      'podid cluster join blue',
    ],
    ['no webhook', { objects: [deployment] }, 'webhook', 'is gone', 'cluster join'],
    [
      'an add-on in trouble',
      {
        answers: { DescribeAddon: { addon: { status: 'DEGRADED', health: { issues: [{ message: 'It crashes.' }] } } } },
      },
      'agent',
      'DEGRADED: It crashes.',
      'describe-addon',
    ],
  ]
  for (const [what, told, check, words, remedy] of cases)
    test(what, async () => {
      const all = await examined(told)
      const it = all.get(check)
      expect(it?.state).toBe('broken')
      expect(it?.words).toContain(words)
      expect(it?.remedy).toContain(remedy)
      for (const { needs, name } of doctorChecks)
        if (needs.includes(check)) expect(all.get(name)?.state).toBe('skipped')
    })
})

describe('a connector that does not become ready says why', () => {
  const starting = {
    ...deployment,
    status: { observedGeneration: 1, replicas: 2, readyReplicas: 0, updatedReplicas: 2 },
  }
  const waits = (reason: string, message: string) => ({
    containerStatuses: [{ image: 'podid:1', state: { waiting: { reason, message } } }],
  })
  const cases: readonly (readonly [what: string, status: object, words: string, remedy: string])[] = [
    ['no image', waits('ImagePullBackOff', 'not found'), 'the image podid:1 cannot be pulled: not found', '--image'],
    ['an image that must not be pulled', waits('ErrImageNeverPull', 'not there'), 'cannot be pulled', 'podid image'],
    [
      'no node',
      { conditions: [{ type: 'PodScheduled', status: 'False', message: '0/3 nodes: Insufficient cpu.' }] },
      'no node takes the pod: 0/3 nodes: Insufficient cpu.',
      'Make room',
    ],
  ]
  for (const [what, status, words, remedy] of cases)
    test(what, async () => {
      const it = (await examined({ objects: [starting, webhook, pod(status)] })).get('connector')
      expect(it).toMatchObject({ state: 'broken' })
      expect(it?.words).toContain(words)
      expect(it?.remedy).toContain(remedy)
    })

  test('while it merely starts, nothing is wrong', async () => {
    const it = (await examined({ objects: [starting, webhook] })).get('connector')
    expect(it).toEqual({ name: 'connector', state: 'waiting', words: '0 of 2 ready' })
  })

  test('former pods that run on do not count for those to come', async () => {
    const status = { observedGeneration: 1, replicas: 3, readyReplicas: 2, updatedReplicas: 1 }
    const it = (await examined({ objects: [{ ...deployment, status }, webhook] })).get('connector')
    expect(it).toMatchObject({ state: 'waiting', words: '1 of 2 ready' })
  })

  test('a Deployment that no pod comes of says what refuses them', async () => {
    const conditions = [{ type: 'ReplicaFailure', message: 'exceeded quota' }]
    const it = (await examined({ objects: [{ ...starting, status: { conditions } }, webhook] })).get('connector')
    expect(it).toMatchObject({ state: 'broken', words: 'no pod can be made: exceeded quota' })
  })
})

describe('a connector tells what troubles it now', () => {
  const starting = {
    ...deployment,
    status: { observedGeneration: 1, replicas: 2, readyReplicas: 0, updatedReplicas: 2 },
  }
  const running = (ready: boolean) => pod({ containerStatuses: [{ state: { running: {} }, ready }] })
  const log = '{"msg":"the cluster could not be activated; trying again","why":"self-signed certificate"}\n'
  /** What its pod answers at /readyz, through the API server, and what it has printed. */
  async function told(objects: readonly KubeObject[], readyz: Response): Promise<Examined | undefined> {
    const path = '/api/v1/namespaces/podid-system/pods'
    const answers: Readonly<Record<string, () => Response>> = {
      [`${path}/https:podid-connector-1:8443/proxy/readyz`]: () => readyz.clone(),
      [`${path}/podid-connector-1/log`]: () => new Response(log),
    }
    const api = Bun.serve({
      ...{ hostname: '127.0.0.1', port: 0 },
      fetch: ({ url }) => answers[decodeURIComponent(new URL(url).pathname)]?.() ?? new Response('', { status: 404 }),
    })
    try {
      return (await examined({ objects, at: api.url.origin })).get('connector')
    } finally {
      await api.stop(true)
    }
  }

  test('by its readiness, whatever its log said before', async () => {
    const waits = 'waits for the associations of the cluster (getaddrinfo ENOTFOUND podid.example.com)\n'
    const it = await told([starting, webhook, running(false)], new Response(waits, { status: 503 }))
    expect(it).toMatchObject({ state: 'broken', remedy: expect.stringContaining('--server URL') })
    const slow = new Response('waits for the first list of service accounts\n', { status: 503 })
    expect(await told([starting, webhook, running(false)], slow)).toMatchObject({
      state: 'waiting',
      words: 'waits for the first list of service accounts',
    })
  })

  test('by its log where it does not listen', async () => {
    const away = Response.json({ kind: 'Status', message: 'connection refused' }, { status: 503 })
    const it = await told([starting, webhook, running(false)], away)
    expect(it).toMatchObject({ state: 'broken', remedy: expect.stringContaining('--ca FILE') })
  })

  test('though all are ready by what they knew before', async () => {
    const although = new Response('ok by what was known before, but: The activation code has expired.\n')
    const it = await told([deployment, webhook, running(true)], although)
    expect(it).toMatchObject({ state: 'broken', remedy: expect.stringContaining('join again') })
    expect(await told([deployment, webhook, running(true)], new Response('ok\n'))).toMatchObject({ state: 'ok' })
  })
})

test('an agent that is not installed is no fault, and the command that installs it is told', async () => {
  const it = (await examined({ answers: { DescribeAddon: undefined } })).get('agent')
  expect(it?.state).toBe('note')
  expect(it?.words).toContain('aws eks create-addon --cluster-name blue --addon-name eks-pod-identity-agent')
})
