import type { SeenPod } from '../seen/pods'
import type { SeenAccount } from '../seen/service-accounts'
import type { AssociatedAccount } from '../watch-cluster'

/** An item as PutClusterReport has it. */
export interface Item {
  readonly kind: 'NAMESPACE' | 'SERVICE_ACCOUNT' | 'AGENT' | 'POD'
  readonly namespace?: string
  readonly name: string
  readonly [member: string]: string | number | boolean | undefined
}

export interface Sight {
  readonly namespaces: Iterable<{ readonly name: string; readonly uid: string }>
  readonly accounts: Iterable<SeenAccount>
  readonly pods: Iterable<SeenPod>
  readonly agents: Iterable<SeenPod>
  readonly associations: readonly AssociatedAccount[]
}

/** What there is to report, by a key of its own: pods only where their service account has an association. Never Secrets, never an environment. */
export function itemsOf(sight: Sight): ReadonlyMap<string, Item> {
  const items = new Map<string, Item>()
  const put = (it: Item): void => {
    items.set(`${it.kind}/${it.namespace ?? ''}/${it.name}`, it)
  }
  const associated = new Set(sight.associations.map((it) => `${it.namespace}/${it.serviceAccount}`))
  for (const { name, uid } of sight.namespaces) put({ kind: 'NAMESPACE', name, uid })
  for (const { namespace, name, uid } of sight.accounts) put({ kind: 'SERVICE_ACCOUNT', namespace, name, uid })
  for (const pod of sight.pods)
    if (associated.has(`${pod.namespace}/${pod.serviceAccount}`)) put({ kind: 'POD', ...pod })
  for (const { namespace, name, uid, nodeName, phase, ready, reason } of agentsByNode(sight.agents))
    put({ kind: 'AGENT', namespace, name: nodeName, podName: name, uid, phase, ready, reason })
  return items
}

/** One a node: while one takes over from another, the one that answers counts. */
function agentsByNode(agents: Iterable<SeenPod>): Iterable<SeenPod & { readonly nodeName: string }> {
  const byNode = new Map<string, SeenPod & { readonly nodeName: string }>()
  for (const it of agents) {
    const { nodeName } = it
    if (nodeName === undefined) continue
    if (byNode.get(nodeName)?.ready !== true) byNode.set(nodeName, { ...it, nodeName })
  }
  return byNode.values()
}
