import { afterEach, beforeEach, describe, expect, test } from 'bun:test'
import { admitted, pod, review, send, webhookInACluster } from '../webhook.test-support'

let it: Awaited<ReturnType<typeof webhookInACluster>>
beforeEach(async () => {
  it = await webhookInACluster()
})
afterEach(() => it.webhook.stop())

describe('is told', () => {
  test('a pod without identity, quietly', async () => {
    expect(await admitted(it.webhook, review(pod('nobody')))).toEqual({
      uid: expect.any(String),
      allowed: true,
      auditAnnotations: { decision: 'none', reason: 'no-identity' },
    })
    expect(it.cluster.events).toEqual([])
  })

  test('a role by annotation, in the audit log', async () => {
    it.cluster.accounts.set('shop/app', { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/app' })
    const { auditAnnotations } = await admitted(it.webhook, review(pod()))
    expect(auditAnnotations).toEqual({
      decision: 'irsa',
      reason: 'role-annotation',
      role: 'arn:aws:iam::111122223333:role/app',
    })
  })

  test('a pod that goes without since it could not be asked: warning, audit and one Event of its owner', async () => {
    it.cluster.controlPlane = 'refuses'
    const owner = { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web-1', uid: 'u' }
    const owned = {
      ...pod(),
      metadata: {
        ownerReferences: [
          { ...owner, kind: 'Other' },
          { ...owner, controller: true },
        ],
      },
    }
    const answers = [await admitted(it.webhook, review(owned)), await admitted(it.webhook, review(owned))]
    const words =
      'podid: the control plane could not be asked, so the pod starts without an identity; if service account shop/app has one, make the pod anew later'
    for (const answer of answers)
      expect(answer).toMatchObject({
        allowed: true,
        warnings: [words],
        auditAnnotations: { decision: 'none', reason: 'control-plane-failed' },
      })
    expect(it.cluster.events).toEqual([
      { namespace: 'shop', regarding: owner, type: 'Warning', reason: 'PodWithoutIdentity', note: words },
    ])
    it.cluster.now += 60_001
    await admitted(it.webhook, review(owned))
    expect(it.cluster.events.length).toBe(2)
  })

  test('the Event is of the pod if it has a name, else of its service account', async () => {
    it.cluster.controlPlane = 'refuses'
    await admitted(it.webhook, review({ ...pod(), metadata: { name: 'one' } }))
    await admitted(it.webhook, review(pod()))
    expect(it.cluster.events.map(({ regarding }) => `${regarding.kind} ${regarding.name}`)).toEqual([
      'Pod one',
      'ServiceAccount app',
    ])
  })

  test('a dry run warns, and has no side effect', async () => {
    it.cluster.controlPlane = 'refuses'
    const { warnings } = await admitted(it.webhook, review(pod(), { dryRun: true }))
    expect(warnings?.length).toBe(1)
    expect(it.cluster.events).toEqual([])
  })

  test('a role that counts only since the control plane could not be asked', async () => {
    it.cluster.controlPlane = 'refuses'
    it.cluster.accounts.set('shop/app', { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/app' })
    const { warnings, auditAnnotations } = await admitted(it.webhook, review(pod()))
    expect(warnings?.[0]).toStartWith('podid: the control plane could not be asked; the pod has the role')
    expect(auditAnnotations.doubt).toBe('control-plane-failed')
    expect(it.cluster.events).toEqual([])
  })

  test('warnings of the mutation, each short enough for an API server', async () => {
    it.cluster.associated.add('shop/app')
    const container = { name: 'c'.repeat(300), env: [{ name: 'AWS_ACCESS_KEY_ID', value: 'x' }] }
    const { warnings } = await admitted(
      it.webhook,
      review({ metadata: {}, spec: { serviceAccountName: 'app', containers: [container] } }),
    )
    expect(warnings?.length).toBe(1)
    expect(warnings?.[0]?.length).toBeLessThanOrEqual(256)
  })
})

describe('never denied', () => {
  test.each([
    ['no object', null],
    ['a list', []],
    ['no spec', { metadata: {} }],
    ['containers that are none', { metadata: {}, spec: { containers: 'secret-value' } }],
    ['a container without a name', { metadata: {}, spec: { containers: [{ image: 'secret-value' }] } }],
    [
      'variables that are none',
      { metadata: {}, spec: { containers: [{ name: 'a', env: [{ value: 'secret-value' }] }] } },
    ],
  ])('%s', async (_, object) => {
    const { allowed, patch, warnings, auditAnnotations } = await admitted(it.webhook, review(object))
    expect({ allowed, patch, auditAnnotations }).toEqual({
      allowed: true,
      patch: undefined,
      auditAnnotations: { decision: 'none', reason: 'not-a-pod' },
    })
    expect(warnings?.[0]).toStartWith('podid: the pod could not be read')
    // A pod may hold secrets.
    expect(it.cluster.lines.join('')).not.toContain('secret-value')
  })

  test('what is no pod at its birth passes as it is', async () => {
    it.cluster.associated.add('shop/app')
    for (const more of [
      { operation: 'UPDATE' },
      { subResource: 'ephemeralcontainers' },
      { resource: { group: 'apps', version: 'v1', resource: 'deployments' } },
    ])
      expect(await admitted(it.webhook, review(pod(), more))).toMatchObject({
        allowed: true,
        auditAnnotations: { decision: 'none', reason: 'not-a-new-pod' },
      })
    const nameless = { metadata: {}, spec: { containers: [] } }
    for (const body of [review(nameless), review(pod(), { namespace: undefined })])
      expect((await admitted(it.webhook, body)).auditAnnotations.reason).toBe('no-service-account')
  })

  test('the namespace is the request’s, whatever the pod says of itself', async () => {
    it.cluster.associated.add('shop/app')
    const own = (namespace: string) => ({ ...pod(), metadata: { namespace } })
    expect((await admitted(it.webhook, review(own('elsewhere')))).patch).toBeDefined()
    expect((await admitted(it.webhook, review(own('shop'), { namespace: 'elsewhere' }))).patch).toBeUndefined()
  })

  test('an error of our own', async () => {
    const broken = await webhookInACluster({
      associations: {
        isLoaded: () => true,
        knows: () => {
          throw new Error('secret-value')
        },
        ask: async () => false,
      },
    })
    const answer = await admitted(broken.webhook, review(pod()))
    expect(answer).toMatchObject({ allowed: true, auditAnnotations: { decision: 'none', reason: 'failed' } })
    expect(answer.warnings?.[0]).toStartWith('podid: an error of its own')
    expect(broken.cluster.lines.join('')).not.toContain('secret-value')
    await broken.webhook.stop()
  })

  test('a control plane that hangs costs the budget three times, then nothing', async () => {
    it.cluster.controlPlane = 'hangs'
    const reasons: string[] = []
    for (let n = 0; n < 5; n += 1)
      reasons.push((await admitted(it.webhook, review(pod()))).auditAnnotations.reason ?? '')
    expect(reasons).toEqual([
      ...Array<string>(3).fill('control-plane-late'),
      ...Array<string>(2).fill('control-plane-away'),
    ])
    it.cluster.associated.add('shop/app')
    expect((await admitted(it.webhook, review(pod()))).patch).toBeDefined()
  })
})

test('ready only when it can decide', async () => {
  const ready = () => send(it.webhook, { path: '/readyz', method: 'GET' })
  expect(await ready()).toEqual({ status: 200, text: 'ok\n' })
  it.cluster.loaded.associations = false
  expect(await ready()).toEqual({ status: 503, text: 'waits for the associations of the cluster\n' })
  it.cluster.loaded = { associations: true, serviceAccounts: false }
  expect(await ready()).toEqual({ status: 503, text: 'waits for the first list of service accounts\n' })
})

test('a stopping webhook is not ready and still answers', async () => {
  const leaving = await webhookInACluster({ farewell: 400 })
  leaving.cluster.associated.add('shop/app')
  const stopped = leaving.webhook.stop()
  expect((await send(leaving.webhook, { path: '/readyz', method: 'GET' })).status).toBe(503)
  expect((await admitted(leaving.webhook, review(pod()))).patch).toBeDefined()
  await stopped
})

test('each reason is counted', async () => {
  it.cluster.associated.add('shop/app')
  await admitted(it.webhook, review(pod()))
  await admitted(it.webhook, review(pod('nobody')))
  await admitted(it.webhook, review(null))
  await send(it.webhook, { body: '{' })
  it.cluster.controlPlane = 'refuses'
  await admitted(it.webhook, review(pod('nobody')))
  const text = it.metrics.text()
  for (const line of [
    'pod_identity_webhook_pod_count{method="container_credentials"} 1',
    'podid_webhook_admissions_total{outcome="pod-identity",reason="association-known"} 1',
    'podid_webhook_admissions_total{outcome="none",reason="no-identity"} 1',
    'podid_webhook_admissions_total{outcome="none",reason="not-a-pod"} 1',
    'podid_webhook_admissions_total{outcome="none",reason="control-plane-failed"} 1',
    'podid_webhook_refused_total{status="400"} 1',
    'podid_webhook_questions_total{outcome="answered"} 1',
    'podid_webhook_breaker_open 0',
  ])
    expect(text).toContain(`${line}\n`)
})
