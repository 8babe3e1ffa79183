import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { names } from '../../src/connector'
import {
  fieldsAt,
  type KubeObject,
  KubernetesRefusal,
  kinds,
  listAt,
  numberAt,
  textAt,
  valueAt,
} from '../../src/kubernetes'
import { until } from '../e2e/support/run'
import { podsTrust } from '../world'
import { cannot, controlPlane } from './cluster'
import { image, type Joined, joined, member } from './joined'
import { agentOn, makeNode, podStatus, ready, waiting } from './nodes'
import { account, isInjected, pod } from './pods'
import { agentByAnother, refusedChanges } from './taken-over'

// The connector with its service account's rights and no more, against a real API server, a real control plane of ours, and nodes that only
// the tests speak for. The stories in tests/e2e run it in pods.

if (cannot !== undefined) process.stderr.write(`SKIPPED the connector against a real API server: ${cannot}.\n`)

const addonName = 'eks-pod-identity-agent'
const clusterName = 'blue'

describe.skipIf(cannot !== undefined)('the connector and a real API server', () => {
  const cluster = controlPlane()
  const made: { joined?: Joined } = {}
  const here = (): Joined => {
    if (made.joined === undefined) throw new Error('It is joined before the first test.')
    return made.joined
  }
  const call = (
    service: 'eks' | 'podid' | 'iam' | 'cloudtrail',
    operation: string,
    said: Readonly<Record<string, unknown>> = {},
  ) => here().client.call(service, operation, said)
  const onCluster = (more: Readonly<Record<string, unknown>> = {}) => ({ clusterName, ...more })
  const addon = async () => member(await call('eks', 'DescribeAddon', onCluster({ addonName })), 'addon')
  const addonIs = (status: string) =>
    until(`the add-on is ${status}`, 40, async () => (member(await addon(), 'status') === status ? addon() : undefined))
  const daemonSet = () => cluster.api.get(kinds.daemonSets, { namespace: names.namespace, name: names.agent })

  beforeAll(async () => {
    made.joined = await joined(cluster, clusterName)
    await here().join()
    await here().connector({})
    await call('iam', 'CreateRole', { RoleName: 'app', AssumeRolePolicyDocument: podsTrust })
  }, 60_000)
  afterAll(() => made.joined?.stop(), 60_000)

  const associate = (serviceAccount: string) =>
    call(
      'eks',
      'CreatePodIdentityAssociation',
      onCluster({ namespace: 'default', serviceAccount, roleArn: 'arn:aws:iam::000000000000:role/app' }),
    )
  test('activates the cluster, and reports what there is', async () => {
    await until(
      'ACTIVE',
      20,
      async () => member(await call('eks', 'DescribeCluster', { name: clusterName }), 'cluster', 'status') === 'ACTIVE',
    )
    const report = await until('a whole report', 20, async () => {
      const it = await call('podid', 'GetClusterReport', onCluster({ kind: 'NAMESPACE' }))
      return it.listedAt === undefined ? undefined : it
    })
    expect(report).toMatchObject({
      kubernetesVersion: expect.stringMatching(/^v1/),
      nodeCount: 0,
      connectorVersion: 'test',
    })
    expect(JSON.stringify(report.items)).toContain('"podid-system"')
  }, 60_000)

  test('pods created the instant after their association are injected; the report has them, and no environment', async () => {
    await until(
      'the webhook',
      20,
      async () =>
        valueAt(
          await cluster.api.get(kinds.mutatingWebhooks, { name: names.connector }),
          'webhooks',
          0,
          'clientConfig',
          'caBundle',
        ) !== undefined,
    )
    for (let at = 0; at < 20; at += 1) {
      await cluster.api.create(account(`app-${at}`))
      await associate(`app-${at}`)
      expect(isInjected(await cluster.api.create(pod(`pod-${at}`, `app-${at}`)))).toBe(true)
    }
    await cluster.api.create(account('other'))
    expect(isInjected(await cluster.api.create(pod('other', 'other')))).toBe(false)
    const reported = await until('20 pods', 20, async () => {
      const all = await here().client.all('podid', 'GetClusterReport', onCluster({ kind: 'POD' }))
      return all.length === 20 ? all : undefined
    })
    expect(reported[0]).toMatchObject({ injected: true, tokenSeconds: expect.any(Number), namespace: 'default' })
    const everything = JSON.stringify(await here().client.all('podid', 'GetClusterReport', onCluster()))
    for (const secret of ['hush-hush', 'PASSWORD', 'podid-activation', '"other","serviceAccount"'])
      expect(everything).not.toContain(secret)
  }, 60_000)

  const agent = (change?: Parameters<typeof agentByAnother>[1]) =>
    agentByAnother({ clusterName, endpoint: here().server.url, region: 'us-east-1', image }, change)
  const asConnector = async (object: KubeObject): Promise<string> =>
    cluster
      .as(names.namespace, names.connector)
      .create(object, { dryRun: true })
      .then(
        () => 'let through',
        (why: unknown) => String(why),
      )

  test('a DaemonSet by the connector is the agent, and with its arguments', async () => {
    expect(await asConnector(agent())).toBe('let through')
  })

  for (const [what, words, change] of refusedChanges)
    test(`a DaemonSet by the connector is refused with ${what}`, async () => {
      expect(await asConnector(agent(change))).toContain(words)
    })

  test('what somebody else has said of its environment, the connector may leave there', async () => {
    const proxy = { name: 'HTTPS_PROXY', value: 'http://proxy.example:3128' }
    const withProxy = agent(({ container }) => {
      container.env = [...listAt(container, 'env'), proxy]
    })
    expect(await asConnector(withProxy)).toContain('only the variables of the agent')
    const idle = { ...withProxy, spec: { ...fieldsAt(withProxy, 'spec'), updateStrategy: { type: 'OnDelete' } } }
    await cluster.api.create(idle)
    const own = cluster.as(names.namespace, names.connector)
    const at = { namespace: names.namespace, name: 'evil' }
    const patch = (env: unknown) =>
      own
        .patch(
          kinds.daemonSets,
          at,
          [{ op: 'replace', path: '/spec/template/spec/containers/0/env', value: env }],
          'json',
        )
        .then(
          () => 'let through',
          (why: unknown) => String(why),
        )
    expect(await patch([proxy])).toBe('let through')
    expect(await patch([{ ...proxy, value: 'http://evil.example:3128' }])).toContain('only the variables of the agent')
    await cluster.api.remove(kinds.daemonSets, at)
  }, 30_000)

  test('what is not its own, it may not: other namespaces, other secrets', async () => {
    const own = cluster.as(names.namespace, names.connector)
    const refused = async (work: Promise<unknown>) => {
      const why = await work.then(
        () => undefined,
        (it) => it,
      )
      return why instanceof KubernetesRefusal ? why.kind : 'permitted'
    }
    const elsewhere = { ...agent(), metadata: { name: 'evil', namespace: 'kube-system' } }
    expect(await refused(own.create(elsewhere, { dryRun: true }))).toBe('forbidden')
    expect(await refused(own.list(kinds.secrets))).toBe('forbidden')
    expect(await refused(own.get(kinds.secrets, { namespace: names.namespace, name: names.activation }))).toBe(
      'forbidden',
    )
    expect(await refused(own.create(pod('evil', 'default')))).toBe('forbidden')
  }, 30_000)

  test('the webhook object is put right when somebody changes it', async () => {
    const at = { name: names.connector }
    const before = await cluster.api.get(kinds.mutatingWebhooks, at)
    await cluster.api.patch(
      kinds.mutatingWebhooks,
      at,
      [
        { op: 'replace', path: '/webhooks/0/clientConfig/caBundle', value: '' },
        { op: 'replace', path: '/webhooks/0/timeoutSeconds', value: 29 },
      ],
      'json',
    )
    await until('it is as it was', 20, async () => {
      const now = await cluster.api.get(kinds.mutatingWebhooks, at)
      return JSON.stringify(now?.webhooks) === JSON.stringify(before?.webhooks)
    })
  }, 30_000)

  describe('the add-on', () => {
    test('is installed as the issue wants it, and ACTIVE where there are no nodes', async () => {
      await call('eks', 'CreateAddon', onCluster({ addonName, configurationValues: '{"agent":{"logLevel":"debug"}}' }))
      await addonIs('ACTIVE')
      const it = await daemonSet()
      expect(listAt(it, 'spec', 'template', 'spec', 'containers', 0, 'args').join(' ')).toContain('--log-level debug')
      expect(valueAt(it, 'spec', 'updateStrategy')).toEqual({
        type: 'RollingUpdate',
        rollingUpdate: { maxSurge: 1, maxUnavailable: 0 },
      })
    }, 60_000)

    test('an image that cannot be had makes it DEGRADED in words; mended, it is ACTIVE', async () => {
      await makeNode(cluster.api, 'node-a')
      const agent = await until('its pod', 30, () => agentOn(cluster.api, 'node-a'))
      await podStatus(cluster.api, agent, waiting('ImagePullBackOff', 'no such image'))
      const said = async () => String(member(await addonIs('DEGRADED'), 'health', 'issues', '0', 'message'))
      expect(await said()).toMatch(
        /^The pod podid-agent-\S+ on the node node-a cannot get the image localhost\/podid:test: no such image\./,
      )
      await podStatus(cluster.api, agent, ready(true))
      await addonIs('ACTIVE')
      await until('the agent is reported ready', 20, async () => {
        const [it] = await here().client.all('podid', 'GetClusterReport', onCluster({ kind: 'AGENT' }))
        return member(it, 'ready') === true && member(it, 'podName') === agent.metadata.name
      })
    }, 120_000)

    test('an update rolls out, and is ACTIVE when it has', async () => {
      await call('eks', 'UpdateAddon', onCluster({ addonName, configurationValues: '{"agent":{"maxCacheSize":7}}' }))
      const newer = await until('a newer pod', 30, async () => {
        const { items } = await cluster.api.list(kinds.pods, { namespace: names.namespace })
        return items.find((it) => listAt(it, 'spec', 'containers', 0, 'args').includes('7'))
      })
      expect(member(await addon(), 'status')).toBe('UPDATING')
      // Surge: the former is there until the newer is ready.
      expect((await cluster.api.list(kinds.pods, { namespace: names.namespace })).items).toHaveLength(2)
      await podStatus(cluster.api, newer, ready(true))
      await until('the former goes', 30, async () => {
        const { items } = await cluster.api.list(kinds.pods, { namespace: names.namespace })
        const former = items.find((it) => it.metadata.name !== newer.metadata.name)
        // No kubelet ends it, so that this does.
        if (former?.metadata.deletionTimestamp !== undefined) await endAtOnce(former)
        return items.length === 1
      })
      await addonIs('ACTIVE')
    }, 120_000)

    test('what somebody changes is put back; what PRESERVE leaves to others stays', async () => {
      const at = { namespace: names.namespace, name: names.agent }
      const grace = async () => numberAt(await daemonSet(), 'spec', 'template', 'spec', 'terminationGracePeriodSeconds')
      const change = (value: number) =>
        cluster.api.patch(
          kinds.daemonSets,
          at,
          { spec: { template: { spec: { terminationGracePeriodSeconds: value } } } },
          'merge',
        )
      await change(99)
      await until('30 again', 20, async () => (await grace()) === 30)
      await call('eks', 'UpdateAddon', onCluster({ addonName, resolveConflicts: 'PRESERVE' }))
      await until(
        'PRESERVE is wanted',
        20,
        async () => (await here().client.call('podid', 'WatchCluster', onCluster())) && true,
      )
      await Bun.sleep(2_000)
      await change(98)
      await Bun.sleep(3_000)
      expect(await grace()).toBe(98)
      await call(
        'eks',
        'UpdateAddon',
        onCluster({ addonName, resolveConflicts: 'NONE', configurationValues: '{"agent":{"maxCacheSize":8}}' }),
      )
      const failed = await addonIs('UPDATE_FAILED')
      expect(member(failed, 'health', 'issues', '0')).toMatchObject({
        code: 'ConfigurationConflict',
        message: expect.stringContaining('terminationGracePeriodSeconds'),
      })
      await call(
        'eks',
        'UpdateAddon',
        onCluster({ addonName, resolveConflicts: 'OVERWRITE', configurationValues: '{"agent":{"maxCacheSize":8}}' }),
      )
      await until('30 once more', 30, async () => (await grace()) === 30)
    }, 120_000)

    test('deleted with preserve it stays; deleted without it goes', async () => {
      await call('eks', 'DeleteAddon', onCluster({ addonName, preserve: true }))
      await until(
        'it is gone',
        30,
        async () => member(await call('eks', 'ListAddons', onCluster()), 'addons', 'length') === 0,
      )
      await Bun.sleep(1_000)
      expect(await daemonSet()).toBeDefined()
      await call('eks', 'CreateAddon', onCluster({ addonName, resolveConflicts: 'OVERWRITE' }))
      await until(
        'it is ours again',
        20,
        async () => (await daemonSet())?.metadata.labels?.['podid.dev/addon'] === addonName,
      )
      await call('eks', 'DeleteAddon', onCluster({ addonName }))
      await until('its pods end', 60, async () => {
        for (const it of (await cluster.api.list(kinds.pods, { namespace: names.namespace })).items) await endAtOnce(it)
        return (await daemonSet()) === undefined
      })
      await until(
        'it is gone',
        30,
        async () => member(await call('eks', 'ListAddons', onCluster()), 'addons', 'length') === 0,
      )
    }, 180_000)
  })

  const endAtOnce = (it: KubeObject) =>
    cluster.api
      .say(
        'DELETE',
        `/api/v1/namespaces/${it.metadata.namespace}/pods/${it.metadata.name}`,
        { verb: 'delete', resource: 'pods' },
        { apiVersion: 'v1', kind: 'DeleteOptions', gracePeriodSeconds: 0 },
      )
      .catch(() => undefined)

  test('the startup taint goes when the agent of that node answers, and no other with it', async () => {
    const other = { key: 'other', value: 'x', effect: 'NoSchedule' }
    await makeNode(cluster.api, 'node-b', [{ key: 'podid.dev/agent-not-ready', effect: 'NoExecute' }, other])
    await call('eks', 'CreateAddon', onCluster({ addonName, resolveConflicts: 'OVERWRITE' }))
    const agent = await until('its pod', 30, () => agentOn(cluster.api, 'node-b'))
    const taints = async () =>
      listAt(await cluster.api.get(kinds.nodes, { name: 'node-b' }), 'spec', 'taints').map((it) => textAt(it, 'key'))
    expect(await taints()).toContain('podid.dev/agent-not-ready')
    await podStatus(cluster.api, agent, ready(true))
    await until('the taint is gone', 20, async () => !(await taints()).includes('podid.dev/agent-not-ready'))
    expect(await taints()).toContain('other')
  }, 90_000)

  test('a key that is added is told, and is an event of its own; explain says that all is well', async () => {
    const before = member(await call('podid', 'GetClusterKeys', onCluster()), 'keys', 'length')
    expect(before).toBe(1)
    await rotate()
    await until(
      'two keys',
      60,
      async () => member(await call('podid', 'GetClusterKeys', onCluster()), 'keys', 'length') === 2,
    )
    const events = await call('cloudtrail', 'LookupEvents', {
      LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'ClusterKeysAdded' }],
    })
    expect(member(events, 'Events', 'length')).toBe(2)
    const explained = await call(
      'podid',
      'ExplainPodIdentity',
      onCluster({ namespace: 'default', serviceAccount: 'app-1' }),
    )
    expect(JSON.stringify(explained.links)).toContain('2 signing key(s)')
  }, 180_000)

  /** Another signing key on the API server, the former still published. */
  const rotate = async (): Promise<void> => {
    const pki = `${cluster.folder}/pki`
    await Bun.write(`${pki}/old.pub`, Bun.file(`${pki}/sa.pub`))
    const { privateKey, publicKey } = await import('node:crypto').then((it) =>
      it.generateKeyPairSync('rsa', {
        modulusLength: 2_048,
        publicKeyEncoding: { type: 'spki', format: 'pem' },
        privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
      }),
    )
    await Bun.write(`${pki}/sa.key`, privateKey)
    await Bun.write(`${pki}/sa.pub`, publicKey)
    const env = { TESTBED_APISERVER_ARGS: `--service-account-key-file=${pki}/old.pub` }
    await cluster.testbed(env, 'restart', 'kube-apiserver')
    await cluster.testbed(env, 'restart', 'kube-controller-manager')
  }

  test('another replica takes over, and knows the associations though the control plane is away', async () => {
    const second = await here().connector({ port: '0' }, 'second')
    await until('it is ready', 30, async () => (await fetch(`${second.healthUrl}/readyz`)).ok)
    await second.stop()
    await until(
      'they are kept',
      20,
      async () =>
        valueAt(
          await cluster.api.get(kinds.configMaps, { namespace: names.namespace, name: names.state }),
          'binaryData',
          'associations',
        ) !== undefined,
    )
    await here().alone()
    const third = await here().connector({})
    await until('it is ready', 30, async () => (await fetch(`${third.healthUrl}/readyz`)).ok)
    expect(isInjected(await cluster.api.create(pod('late', 'app-1')))).toBe(true)
  }, 120_000)
})
