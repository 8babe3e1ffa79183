import { describe, expect, test } from 'bun:test'
import { kinds, kubernetesApi, kubernetesVersion, may, requestToken } from '../../src/kubernetes'
import { apiConformance, refusal } from '../../src/kubernetes/conformance.test-support'
import { until } from '../e2e/support/run'
import { cannot, controlPlane } from './cluster'

// The client against a real API server, by the cases that the fake one of the unit tests passes; and what only a real one can tell.

if (cannot !== undefined) process.stderr.write(`SKIPPED the Kubernetes client against a real API server: ${cannot}.\n`)

describe.skipIf(cannot !== undefined)('the client and a real API server', () => {
  const cluster = controlPlane()
  if (cannot === undefined)
    apiConformance({
      api: () => cluster.api,
      async restart() {
        await cluster.testbed({}, 'restart', 'kube-apiserver')
        await until('the API server', 60, () => kubernetesVersion(cluster.api).catch(() => false))
      },
    })

  const namespace = 'default'

  test('names alone where names are enough', async () => {
    const map = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'bare', namespace }, data: { a: '1' } }
    await cluster.api.create(map)
    const { items } = await cluster.api.list(kinds.configMaps, { namespace, metadataOnly: true })
    expect(items.map((it) => it.metadata.name)).toContain('bare')
    expect(items.some((it) => 'data' in it)).toBe(false)
  })

  test('what is forbidden names the permission that lacks; an authority that is not trusted is not spoken to', async () => {
    const poor = cluster.as(namespace, 'default')
    const why = await refusal(poor.list(kinds.daemonSets, { namespace: 'kube-system' }))
    expect([why.kind, why.permission]).toEqual(['forbidden', 'list daemonsets.apps in the namespace kube-system'])
    expect(await may(poor, 'list', kinds.pods, { namespace })).toBe(false)
    expect(await may(cluster.api, 'list', kinds.pods, { namespace })).toBe(true)
    const untrusted = kubernetesApi({ ...cluster.api.access, ca: undefined })
    expect((await refusal(untrusted.list(kinds.pods))).kind).toBe('unreachable')
  })

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
})
