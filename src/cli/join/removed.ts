import { type Client, ClientFault } from '../../client'
import { joinManifest, names } from '../../connector'
import { type Api, type At, type Kind, kindOf, kinds, listAt, refusedAs, textAt } from '../../kubernetes'
import { Failure } from '../failure'

const taint = 'podid.dev/agent-not-ready'

/** Takes away all that joining and the connector made, and answers how many objects that were. Waits until the namespace is gone. Throws KubernetesRefusal or Failure. */
export async function removed(api: Api): Promise<number> {
  const all = joinManifest(anything).filter(({ kind }) => kind !== 'Namespace')
  const order = [...all].sort((a, b) => first(a.kind) - first(b.kind))
  let count = 0
  const remove = async (kind: Kind, at: At): Promise<void> => {
    if (await removedOne(api, kind, at)) count += 1
  }
  for (const it of order) {
    const { namespace, name } = it.metadata
    await remove(kindOf(it), { namespace, name })
  }
  const { items } = await api.list(kinds.daemonSets, { namespace: names.namespace })
  for (const { metadata } of items)
    if (metadata.labels?.['app.kubernetes.io/managed-by'] === 'podid')
      await remove(kinds.daemonSets, { namespace: names.namespace, name: metadata.name })
  await untaint(api)
  await remove(kinds.namespaces, { name: names.namespace })
  await gone(api)
  return count
}

/** Only the names of the manifest's objects count here. */
const anything: Parameters<typeof joinManifest>[0] = {
  clusterName: '',
  endpoint: '',
  region: '',
  ca: '',
  image: '',
  activation: { id: '', code: '' },
  replicas: 1,
  failurePolicy: 'Ignore',
  systemNamespaces: [],
  injectEndpoint: false,
  startupTaint: false,
  more: [],
}

/** The webhook, then the connector, then the rest: a connector that still ran would make again what is taken away. */
function first(kind: string): number {
  return kind === 'MutatingWebhookConfiguration' ? 0 : kind === 'Deployment' ? 1 : 2
}

async function removedOne(api: Api, kind: Kind, at: At): Promise<boolean> {
  try {
    return await api.remove(kind, at)
  } catch (why) {
    // A kind that this Kubernetes does not have.
    if (refusedAs(why, 'not found')) return false
    throw why
  }
}

/** Nodes that still wait for an agent would wait for ever. */
async function untaint(api: Api): Promise<void> {
  for (const node of (await api.list(kinds.nodes)).items) {
    const taints = listAt(node, 'spec', 'taints')
    const rest = taints.filter((it) => textAt(it, 'key') !== taint)
    if (rest.length === taints.length) continue
    const { name, resourceVersion } = node.metadata
    await api.patch(kinds.nodes, { name }, { metadata: { resourceVersion }, spec: { taints: rest } }, 'merge')
  }
}

async function gone(api: Api): Promise<void> {
  const end = Date.now() + 120_000
  while ((await api.get(kinds.namespaces, { name: names.namespace })) !== undefined) {
    if (Date.now() > end)
      throw new Failure(
        `The namespace ${names.namespace} is still being deleted after two minutes: kubectl describe namespace ${names.namespace} says what holds it.`,
      )
    await Bun.sleep(500)
  }
}

/** Answers false when there was none. Throws ClientFault. */
export async function deregister(client: Client, name: string): Promise<boolean> {
  try {
    await client.call('eks', 'DeregisterCluster', { name })
    return true
  } catch (why) {
    if (why instanceof ClientFault && why.code === 'ResourceNotFoundException') return false
    throw why
  }
}
