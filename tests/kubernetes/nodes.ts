import { names } from '../../src/connector'
import { type Api, fieldsAt, type KubeObject, kinds } from '../../src/kubernetes'
import { until } from '../e2e/support/run'

/** A node that nobody runs: what a kubelet would say of it and of its pods, the tests say. */
export async function makeNode(api: Api, name: string, taints: readonly unknown[] = []): Promise<void> {
  await api.create({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels: { 'kubernetes.io/os': 'linux' } },
    spec: { taints },
  })
  const conditions = [{ type: 'Ready', status: 'True', reason: 'KubeletReady', message: 'ready' }]
  const capacity = { cpu: '4', memory: '8Gi', pods: '110' }
  await status(api, 'nodes', undefined, name, { conditions, capacity, allocatable: capacity })
}

/** The agent's pod on the node that is not on its way out, once there is one. */
export async function agentOn(api: Api, node: string): Promise<KubeObject | undefined> {
  const { items } = await api.list(kinds.pods, { namespace: names.namespace, fields: `spec.nodeName=${node}` })
  return items.find((it) => it.metadata.deletionTimestamp === undefined)
}

/** What a kubelet says of a pod. */
export async function podStatus(api: Api, pod: KubeObject, said: Readonly<Record<string, unknown>>): Promise<void> {
  await status(api, 'pods', pod.metadata.namespace, pod.metadata.name, said)
}

export function ready(is: boolean): Readonly<Record<string, unknown>> {
  const at = new Date().toISOString()
  return {
    phase: 'Running',
    conditions: [{ type: 'Ready', status: is ? 'True' : 'False', lastTransitionTime: at }],
    containerStatuses: [
      {
        ...{ name: 'agent', image: 'x', imageID: 'x', ready: is, started: is, restartCount: 0 },
        state: { running: { startedAt: at } },
      },
    ],
  }
}

export function waiting(reason: string, message: string): Readonly<Record<string, unknown>> {
  return {
    phase: 'Pending',
    conditions: [{ type: 'Ready', status: 'False', lastTransitionTime: new Date().toISOString() }],
    containerStatuses: [
      {
        ...{ name: 'agent', image: 'localhost/podid:test', imageID: '', ready: false, restartCount: 0 },
        state: { waiting: { reason, message } },
      },
    ],
  }
}

async function status(
  api: Api,
  plural: 'nodes' | 'pods',
  namespace: string | undefined,
  name: string,
  said: Readonly<Record<string, unknown>>,
): Promise<void> {
  const path = `/api/v1${namespace === undefined ? '' : `/namespaces/${namespace}`}/${plural}/${name}`
  const asked = { verb: 'update', resource: `${plural}/status`, namespace, name }
  // Controllers write at the same time.
  await until('it is written', 10, async () => {
    const now = fieldsAt(await api.say('GET', path, asked))
    const next = { ...now, status: { ...fieldsAt(now, 'status'), ...said } }
    await api.say('PUT', `${path}/status`, asked, next)
    return true
  })
}
