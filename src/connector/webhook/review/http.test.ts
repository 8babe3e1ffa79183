import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { Agent } from 'node:https'
import { until } from '../../../../tests/until'
import { makeAuthority } from '../../../program'
import { authorityLife, dataOf } from '../certificate/authorities'
import { admitted, patchOf, pod, review, send, webhookInACluster } from '../webhook.test-support'

let it: Awaited<ReturnType<typeof webhookInACluster>>
beforeAll(async () => {
  it = await webhookInACluster()
  it.cluster.associated.add('shop/app')
})
afterAll(() => it.webhook.stop())

describe('over HTTP', () => {
  test('a pod with an association is patched', async () => {
    const answer = await admitted(it.webhook, review(pod()))
    expect(answer).toMatchObject({
      uid: '705ab4f5-6393-11e8-b7cc-42010a800002',
      allowed: true,
      patchType: 'JSONPatch',
      auditAnnotations: { decision: 'pod-identity', reason: 'association-known' },
    })
    expect(patchOf(answer).map(({ path }) => path)).toEqual([
      '/metadata/labels',
      '/spec/volumes',
      '/spec/containers/0/env',
      '/spec/containers/0/volumeMounts',
    ])
    expect(answer.warnings).toBeUndefined()
  })

  test.each(['/täglich', '/日々', '/𝒽', '/plain'])(
    'a path such as %s is in the patch as it is in the pod',
    async (mountPath) => {
      const volumeMounts = [{ name: 'eks-pod-identity-token', mountPath }]
      const containers = [{ name: 'c', image: 'i', volumeMounts }]
      const object = { ...pod(), spec: { ...pod().spec, containers } }
      const answer = await admitted(it.webhook, review(object, { uid: `"\\${mountPath}` }))
      expect(answer.uid).toBe(`"\\${mountPath}`)
      expect(JSON.stringify(patchOf(answer))).toContain(`"value":"${mountPath}/eks-pod-identity-token"`)
    },
  )

  test('the older version of the review is answered in kind', async () => {
    const older = review(pod()).replace('admission.k8s.io/v1', 'admission.k8s.io/v1beta1')
    expect((await admitted(it.webhook, older)).allowed).toBe(true)
  })

  test.each(['application/json; charset=utf-8', 'Application/JSON', 'application/json ;x=y'])(
    '%s is JSON',
    async (type) => {
      expect((await send(it.webhook, { body: review(pod()), headers: { 'content-type': type } })).status).toBe(200)
    },
  )

  test.each(['text/plain', 'application/jsonx', 'application/x-www-form-urlencoded', ''])(
    '“%s” is not',
    async (type) => {
      const headers: Record<string, string> = type === '' ? {} : { 'content-type': type }
      const answer = await send(it.webhook, { body: review(pod()), headers })
      expect(answer).toEqual({ status: 415, text: 'Invalid Content-Type, expected `application/json`\n' })
    },
  )

  test.each([
    ['', 'the body is not a JSON object'],
    ['{', 'the body is not a JSON object'],
    ['[]', 'the body is not a JSON object'],
    ['{}', 'the body is not an AdmissionReview of admission.k8s.io/v1'],
    [
      '{"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v2"}',
      'the body is not an AdmissionReview of admission.k8s.io/v1',
    ],
    ['{"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1"}', 'the AdmissionReview has no request'],
    ['{"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{}}', 'the request has no uid'],
  ])('what cannot be answered is no denial: %s', async (body, why) => {
    const answer = await send(it.webhook, { body })
    expect(answer).toEqual({ status: 400, text: `This cannot be answered: ${why}.\n` })
  })

  test('other methods and places', async () => {
    expect((await send(it.webhook, { method: 'GET' })).status).toBe(405)
    expect((await send(it.webhook, { path: '/mutate/x' })).status).toBe(404)
    expect((await send(it.webhook, { path: '/' })).status).toBe(404)
    expect(await send(it.webhook, { path: '/healthz', method: 'GET' })).toEqual({ status: 200, text: 'ok\n' })
  })

  test('a pod as large as an API server takes passes, what is larger than any is refused', async () => {
    const large = { ...pod(), metadata: { annotations: { a: 'x'.repeat(3_000_000) } } }
    expect((await admitted(it.webhook, review(large))).patchType).toBe('JSONPatch')
    const answer = await send(it.webhook, { body: 'x'.repeat(9_000_000) }).catch(() => ({ status: 413 }))
    expect(answer.status).toBe(413)
  }, 300_000)

  test('many at once, each gets its own', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 32 })
    const answers = await Promise.all(
      Array.from({ length: 400 }, async (_, n) => {
        const object = pod(n % 2 === 0 ? 'app' : `stranger-${n}`)
        const answer = await admitted(it.webhook, review(object, { uid: `uid-${n}` }), { agent })
        return answer.uid === `uid-${n}` && (answer.patch !== undefined) === (n % 2 === 0)
      }),
    )
    agent.destroy()
    expect(answers.every((right) => right)).toBe(true)
  }, 300_000)
})

test('readiness says why the control plane is not heard, whether pods can be decided about or not', async () => {
  let trouble: string | undefined = 'connect ECONNREFUSED'
  const { webhook, cluster } = await webhookInACluster({ trouble: () => trouble })
  const ready = () => send(webhook, { path: '/readyz', method: 'GET' })
  cluster.loaded.associations = false
  const waits = 'waits for the associations of the cluster (connect ECONNREFUSED)\n'
  expect(await ready()).toEqual({ status: 503, text: waits })
  cluster.loaded.associations = true
  const although = 'ok by what was known before, but: connect ECONNREFUSED\n'
  expect(await ready()).toEqual({ status: 200, text: although })
  trouble = undefined
  expect(await ready()).toEqual({ status: 200, text: 'ok\n' })
  await webhook.stop()
})

test('a certificate that is renewed under load fails no pod and misses none', async () => {
  const { webhook, cluster, place } = await webhookInACluster()
  cluster.associated.add('shop/app')
  const agent = new Agent({ keepAlive: true, maxSockets: 4 })
  // Two authorities that sign in turn, each trusted all the time, make every look a renewal.
  const two = [
    await makeAuthority(cluster.now, authorityLife),
    await makeAuthority(cluster.now, authorityLife),
  ] as const
  const ca = two.map(({ cert }) => cert).join('')
  const sign = async (turn: number): Promise<void> => {
    const [signing, former] = turn % 2 === 0 ? two : [two[1], two[0]]
    place.kept = { version: `turn ${turn}`, data: dataOf({ signing, next: undefined, former: [former.cert] }) }
    await webhook.renewCertificate()
  }
  await sign(0)
  let loading = true
  let missed = 0
  let right = 0
  const load = async (way: Agent | false): Promise<void> => {
    while (loading) {
      const answer = await admitted(webhook, review(pod()), { agent: way, ca }).catch(() => undefined)
      if (answer?.patch === undefined) missed += 1
      else right += 1
    }
  }
  const clients = [agent, agent, agent, agent, false as const, false as const].map(load)
  for (let turn = 1; turn <= 8; turn += 1) {
    await Bun.sleep(50)
    await sign(turn)
  }
  await until('many were admitted', () => right > 20)
  loading = false
  await Promise.all(clients)
  agent.destroy()
  await webhook.stop()
  expect(cluster.lines.filter((line) => line.includes('has a new certificate')).length).toBe(9)
  expect(missed).toBe(0)
}, 300_000)
