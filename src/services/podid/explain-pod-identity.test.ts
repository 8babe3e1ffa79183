import { describe, expect, test } from 'bun:test'
import { document, podsTrust, signingKey, trusting } from '../../../tests/world'
import { createAddon } from '../eks/create-addon'
import { deregisterCluster } from '../eks/deregister-cluster'
import { blue, issuer } from '../eks/eks.test-support'
import { registerCluster } from '../eks/register-cluster'
import { updatePodIdentityAssociation } from '../eks/update-pod-identity-association'
import type { Said } from '../operation'
import { explainPodIdentity } from './explain-pod-identity'
import { putAddonState } from './put-addon-state'
import { putClusterReport } from './put-cluster-report'

const agent = 'eks-pod-identity-agent'

/** A pod `app-1` of which every link is whole. */
async function scene() {
  const { world, role, create } = await blue()
  const { associationId } = await create()
  await world.call(createAddon, { clusterName: 'blue', addonName: agent })
  await world.call(putAddonState, { clusterName: 'blue', addonName: agent, status: 'ACTIVE' })
  const pod = {
    kind: 'POD',
    namespace: 'default',
    name: 'app-1',
    uid: '0b7b5d0e-0c6a-4b3c-9a53-3d0a2f9f1e02',
    serviceAccount: 'app',
    nodeName: 'n',
    injected: true,
    tokenSeconds: 86_400,
  }
  const account = { kind: 'SERVICE_ACCOUNT', namespace: 'default', name: 'app' }
  const beside = { kind: 'AGENT', namespace: 'podid-system', name: 'n', podName: 'podid-agent-x', ready: true }
  const keys = [(await signingKey('blue')).kid]
  const report = (items: readonly Said[] = [pod, account, beside], facts: Said = {}) =>
    world.call(putClusterReport, {
      clusterName: 'blue',
      listing: crypto.randomUUID(),
      items,
      complete: true,
      issuer,
      publishedKeyIds: keys,
      ...facts,
    })
  await report()
  const explain = (more: Said = {}) =>
    world.call(explainPodIdentity, {
      clusterName: 'blue',
      namespace: 'default',
      serviceAccount: 'app',
      podName: 'app-1',
      ...more,
    })
  /** The first broken link's name and reason, which must have a remedy. */
  const breaks = async (more: Said = {}): Promise<string> => {
    const { links, firstBroken, whole } = await explain(more)
    const it = (links as { name: string; state: string; reason: string; remedy?: string }[]).find(
      ({ state }) => state === 'BROKEN',
    )
    expect([whole, firstBroken]).toEqual([it === undefined, it?.name])
    if (it !== undefined) expect(it.remedy).toBeString()
    return it === undefined ? 'none' : `${it.name}: ${it.reason}`
  }
  return { world, role, associationId, pod, account, beside, report, explain, breaks }
}

describe('the road from a pod to its credentials', () => {
  test('is whole, link by link', async () => {
    const { explain, role } = await scene()
    const { links, ...rest } = await explain()
    expect(rest).toMatchObject({ whole: true, firstBroken: undefined, roleArn: role.arn })
    expect((links as { name: string; state: string }[]).map(({ name, state }) => `${name} ${state}`)).toEqual([
      'cluster WHOLE',
      'active WHOLE',
      'connector WHOLE',
      'keys WHOLE',
      'association WHOLE',
      'role WHOLE',
      'trust WHOLE',
      'add-on WHOLE',
      'service account WHOLE',
      'pod WHOLE',
      'injected WHOLE',
      'token WHOLE',
      'agent WHOLE',
    ])
  })

  test('breaks at the cluster that is not there, or not active', async () => {
    const { world, breaks } = await scene()
    expect(await breaks({ clusterName: 'nowhere' })).toStartWith('cluster: There is no cluster of the name nowhere.')
    await world.call(registerCluster, { name: 'red', connectorConfig: { roleArn: 'x', provider: 'OTHER' } })
    expect(await breaks({ clusterName: 'red' })).toStartWith('active: It is PENDING: its keys are not known')
    world.clock.now += 4 * 86_400_000
    expect(await breaks({ clusterName: 'red' })).toContain('its activation code has expired')
  })

  test('breaks at a connector that is silent', async () => {
    const { world, breaks } = await scene()
    world.clock.now += 179_000
    expect(await breaks()).toBe('none')
    world.clock.now += 2_000
    expect(await breaks()).toStartWith('connector: Its connector was heard 3 minutes ago')
    await world.store.clusterReports.remove('blue')
    expect(await breaks()).toStartWith('connector: The connector of the cluster blue was never heard')
  })

  test('breaks at keys that the API server publishes and that are not known here', async () => {
    const { report, breaks } = await scene()
    await report(undefined, { publishedKeyIds: ['strange'] })
    expect(await breaks()).toBe('keys: Its API server publishes the key strange, which is not known here.')
    await report(undefined, { issuer: 'https://other' })
    expect(await breaks()).toStartWith('keys: Its API server issues tokens as https://other')
  })

  test('breaks at the association, the role and its trust', async () => {
    const { world, role, breaks } = await scene()
    expect(await breaks({ serviceAccount: 'other', podName: undefined })).toStartWith(
      'association: The service account default/other',
    )
    await world.role('app', trusting({ Service: 'pods.eks.amazonaws.com' }, ['sts:AssumeRole']))
    expect(await breaks()).toStartWith('trust: The trust policy of the role app does not let')
    const condition = (pod: string) =>
      trusting({ Service: 'pods.eks.amazonaws.com' }, ['sts:AssumeRole', 'sts:TagSession'], {
        StringEquals: { 'aws:RequestTag/kubernetes-pod-name': pod },
      })
    await world.role('app', condition('app-2'))
    expect(await breaks()).toStartWith('trust: ')
    await world.role('app', condition('app-1'))
    expect(await breaks()).toBe('none')
    await world.store.roles.remove('app')
    expect(await breaks()).toBe(`role: There is no role ${role.arn}.`)
  })

  test('breaks at a target role that is not there or cannot be assumed', async () => {
    const { world, role, associationId, breaks, explain } = await scene()
    const target = await world.role('target', trusting({ AWS: world.account }, ['sts:AssumeRole', 'sts:TagSession']))
    await world.call(updatePodIdentityAssociation, { clusterName: 'blue', associationId, targetRoleArn: target.arn })
    expect(await breaks()).toStartWith('target role: app cannot assume')
    const may = document({ Effect: 'Allow', Action: ['sts:AssumeRole', 'sts:TagSession'], Resource: target.arn })
    await world.role('app', podsTrust, { inline: [{ name: 'may', document: may }], id: role.id })
    expect(await breaks()).toBe('none')
    expect(await explain()).toMatchObject({ roleArn: target.arn })
    await world.store.roles.remove('target')
    expect(await breaks()).toStartWith('target role: There is no role')
  })

  test('breaks at an add-on that is not there or not well, in its words', async () => {
    const { world, breaks } = await scene()
    const issues = [{ code: 'InsufficientNumberOfReplicas', message: 'No image.' }]
    await world.call(putAddonState, { clusterName: 'blue', addonName: agent, status: 'DEGRADED', issues })
    expect(await breaks()).toBe(`add-on: The add-on ${agent} is DEGRADED: No image.`)
    await world.store.addons.remove(`blue/${agent}`)
    expect(await breaks()).toStartWith(`add-on: The add-on ${agent} is not installed`)
  })

  test('breaks at the service account, the pod, its injection, its token and the agent beside it', async () => {
    const { pod, account, beside, report, breaks } = await scene()
    await report([pod, beside])
    expect(await breaks()).toStartWith('service account: The cluster reports no service account default/app')
    await report([account, beside])
    expect(await breaks()).toStartWith('pod: The cluster reports no pod default/app-1')
    await report([account, beside, { ...pod, serviceAccount: 'other' }])
    expect(await breaks()).toStartWith('pod: The pod runs as the service account other')
    await report([account, beside, { ...pod, injected: false }])
    expect(await breaks()).toStartWith('injected: The pod was admitted without a pod identity')
    await report([account, beside, { ...pod, tokenSeconds: 90_000 }])
    expect(await breaks()).toStartWith('token: Its token would live 90000 seconds')
    await report([account, pod])
    expect(await breaks()).toBe('agent: There is no agent on the node n.')
    await report([account, pod, { ...beside, ready: false, reason: 'CrashLoopBackOff' }])
    expect(await breaks()).toBe('agent: The agent on the node n does not answer: CrashLoopBackOff.')
  })

  test('what nobody knows is not broken', async () => {
    const { world, breaks } = await scene()
    await world.store.clusterReports.update('blue', ({ listedAt: _, ...it }) => it)
    expect(await breaks()).toBe('none')
    await world.call(deregisterCluster, { name: 'blue' })
    expect(await breaks()).toStartWith('cluster: ')
  })
})
