import { afterEach, describe, expect, test } from 'bun:test'
import { type KubeObject, kinds, listAt, valueAt } from '../../kubernetes'
import type { WantedAddon } from '../addons'
import { type FakeCluster, fakeCluster, until } from '../fake-cluster.test-support'
import { applyAddon } from './apply-addon'
import { keepInstalled, type Standing } from './backend'

const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

const at = { namespace: 'podid-system', name: 'podid-agent' }
const addon = (more: Partial<WantedAddon> = {}): WantedAddon => ({
  ...{ name: 'eks-pod-identity-agent', version: 'v1', status: 'CREATING', preserve: false, updateId: '' },
  ...more,
})

async function scene(cluster?: FakeCluster) {
  const { server, api } = cluster ?? (await fakeCluster())
  const stop = new AbortController()
  const standings: string[] = []
  const last: { standing?: Standing } = {}
  const installed = keepInstalled({
    api,
    settings: () => ({
      clusterName: 'blue',
      endpoint: 'https://p',
      region: 'r',
      image: 'podid:1',
      agentRoleArn: 'arn',
      ca: false,
    }),
    signal: stop.signal,
    onStanding: (_, standing) => {
      if (standing === undefined) return
      last.standing = standing
      standings.push(standing.status)
    },
    log: () => {},
  })
  stops.push(async () => {
    stop.abort()
    server.endWatches()
    await installed.ended
    await server.stop()
  })
  const there = () => api.get(kinds.daemonSets, at)
  /** What the DaemonSet controller would say once all is well. */
  const rollOut = async (): Promise<void> => {
    const it = await there()
    const count = 1
    const status = {
      observedGeneration: it?.metadata.generation,
      desiredNumberScheduled: count,
      updatedNumberScheduled: count,
      numberAvailable: count,
    }
    await api.patch(kinds.daemonSets, at, { status }, 'merge')
  }
  const stands = (status: string) => until(status, () => last.standing?.status === status)
  return { server, api, installed, standings, last, there, rollOut, stands }
}

describe('the Kubernetes back end', () => {
  test('makes the add-on so, says nothing while it comes, and then that it is ACTIVE', async () => {
    const { installed, standings, there, rollOut, stands } = await scene()
    installed.want([addon()])
    await until('the DaemonSet', there)
    await Bun.sleep(100)
    expect(standings).toEqual([])
    await rollOut()
    await stands('ACTIVE')
  })

  test('puts back what somebody changes or takes away', async () => {
    const { api, installed, there, rollOut, stands } = await scene()
    installed.want([addon()])
    await until('the DaemonSet', there)
    await rollOut()
    await stands('ACTIVE')
    await api.patch(
      kinds.daemonSets,
      at,
      { spec: { template: { spec: { hostPID: true, hostNetwork: false } } } },
      'merge',
    )
    await until('its network', async () => valueAt(await there(), 'spec', 'template', 'spec', 'hostNetwork') === true)
    expect(valueAt(await there(), 'spec', 'template', 'spec', 'hostPID')).toBe(false)
    const { uid } = (await there())?.metadata ?? {}
    await api.remove(kinds.daemonSets, at)
    await until('another', async () => {
      const now = (await there())?.metadata.uid
      return now !== undefined && now !== uid
    })
  })

  test('asks the API server for nothing while all is well', async () => {
    const { server, installed, there, rollOut, stands } = await scene()
    installed.want([addon()])
    await until('the DaemonSet', there)
    await rollOut()
    await stands('ACTIVE')
    const before = server.asked.length
    installed.want([addon({ status: 'ACTIVE' })])
    await Bun.sleep(200)
    expect(server.asked.slice(before).filter((it) => !it.startsWith('GET'))).toEqual([])
  })

  const theirs = (api: FakeCluster['api']): Promise<KubeObject> =>
    api.apply(
      {
        apiVersion: 'apps/v1',
        kind: 'DaemonSet',
        metadata: at,
        spec: { template: { spec: { terminationGracePeriodSeconds: 5 } } },
      },
      { manager: 'somebody' },
    )
  const grace = (it: KubeObject | undefined) => valueAt(it, 'spec', 'template', 'spec', 'terminationGracePeriodSeconds')

  test('NONE refuses what somebody else has set, in words; OVERWRITE takes it; PRESERVE leaves it', async () => {
    const { api, installed, last, stands, there } = await scene()
    await theirs(api)
    installed.want([addon()])
    await stands('CREATE_FAILED')
    expect(last.standing?.issues).toEqual([
      {
        code: 'ConfigurationConflict',
        message:
          'Fields of the DaemonSet podid-agent are set by others: .spec.template.spec.terminationGracePeriodSeconds (somebody). Take them with resolveConflicts OVERWRITE, or leave them with PRESERVE.',
      },
    ])
    installed.want([addon({ status: 'UPDATING', resolveConflicts: 'PRESERVE', updateId: 'u1' })])
    await until('the rest', async () => listAt(await there(), 'spec', 'template', 'spec', 'containers').length === 1)
    expect(grace(await there())).toBe(5)
    installed.want([addon({ status: 'UPDATING', resolveConflicts: 'OVERWRITE', updateId: 'u2' })])
    await until('ours', async () => grace(await there()) === 30)
  })

  test('PRESERVE leaves what somebody sets later, too; another field is put back', async () => {
    const { api, installed, there, rollOut, stands } = await scene()
    installed.want([addon({ resolveConflicts: 'PRESERVE' })])
    await until('the DaemonSet', there)
    await rollOut()
    await stands('ACTIVE')
    const object = { apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: at }
    const spec = (more: Readonly<Record<string, unknown>>) => ({ ...object, spec: { template: { spec: more } } })
    await api.apply(spec({ terminationGracePeriodSeconds: 7 }), { manager: 'somebody', force: true })
    await Bun.sleep(300)
    expect(grace(await there())).toBe(7)
    await api.patch(kinds.daemonSets, at, { spec: { template: { spec: { hostNetwork: false } } } }, 'merge')
    await until('its network', async () => valueAt(await there(), 'spec', 'template', 'spec', 'hostNetwork') === true)
    expect(grace(await there())).toBe(7)
  })

  test('nothing is written outside of its namespace', async () => {
    const { api } = await scene()
    const object = { apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: { name: 'x', namespace: 'kube-system' } }
    expect(applyAddon(api, addon(), [object])).rejects.toThrow('is outside of podid-system')
    await Bun.sleep(50)
    expect(await api.get(kinds.daemonSets, object.metadata)).toBeUndefined()
  })

  test('values that cannot be are refused, and nothing is changed', async () => {
    const { installed, last, stands, there } = await scene()
    installed.want([addon({ configurationValues: '{"image":"evil"}' })])
    await stands('CREATE_FAILED')
    expect(last.standing?.issues[0]?.message).toContain('Unrecognized key: "image"')
    expect(await there()).toBeUndefined()
  })

  test('what it may not do is said with the permission', async () => {
    const { server, installed, last, stands } = await scene()
    server.permit = (verb) => verb !== 'patch'
    installed.want([addon()])
    await stands('CREATE_FAILED')
    expect(last.standing?.issues[0]).toMatchObject({
      code: 'AccessDenied',
      message: expect.stringContaining('patch daemonsets.apps in the namespace podid-system'),
    })
  })

  test('what is wrong with its pods is said after a moment, and that it is mended at once', async () => {
    const { api, installed, last, there, rollOut, stands } = await scene()
    installed.want([addon()])
    await until('the DaemonSet', there)
    const it = await there()
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: 'agent-x',
        namespace: at.namespace,
        labels: { 'podid.dev/addon': addon().name },
        annotations: {
          'podid.dev/template': String(
            valueAt(it, 'spec', 'template', 'metadata', 'annotations', 'podid.dev/template'),
          ),
        },
      },
      spec: { nodeName: 'n' },
      status: {
        containerStatuses: [
          { name: 'agent', image: 'podid:1', state: { waiting: { reason: 'ImagePullBackOff', message: 'none' } } },
        ],
      },
    }
    await api.create(pod)
    await stands('DEGRADED')
    expect(last.standing?.issues[0]?.message).toStartWith(
      'The pod agent-x on the node n cannot get the image podid:1: none.',
    )
    await api.patch(
      kinds.pods,
      { namespace: at.namespace, name: 'agent-x' },
      { status: { containerStatuses: null } },
      'merge',
    )
    await rollOut()
    await stands('ACTIVE')
  }, 300_000)

  test('deletes what it installed; with preserve it lets go of it', async () => {
    const { installed, there, stands } = await scene()
    installed.want([addon()])
    await until('the DaemonSet', there)
    installed.want([addon({ status: 'DELETING', preserve: true })])
    await stands('DELETED')
    installed.want([])
    await Bun.sleep(200)
    expect(valueAt(await there(), 'metadata', 'labels', 'podid.dev/addon')).toBeUndefined()
    installed.want([addon()])
    await until(
      'ours again',
      async () => valueAt(await there(), 'metadata', 'labels', 'podid.dev/addon') === addon().name,
    )
    installed.want([addon({ status: 'DELETING' })])
    await until('it is gone', async () => (await there()) === undefined)
    await stands('DELETED')
  })

  test('takes away what is left of an add-on that is no longer wanted, and nothing of others', async () => {
    const { api, installed, there } = await scene()
    await api.create({
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: { ...at, labels: { 'podid.dev/addon': 'former' } },
    })
    await api.create({ apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: { ...at, name: 'other' } })
    installed.want([])
    await until('it is gone', async () => (await there()) === undefined)
    expect(await api.get(kinds.daemonSets, { ...at, name: 'other' })).toBeDefined()
  })
})
