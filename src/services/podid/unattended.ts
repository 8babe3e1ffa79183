import type { Addon, AddonStatus, Cluster, ToldAddonStatus } from '../../domain'
import type { Store } from '../../store'
import { ofCluster } from '../eks/rows'
import type { Parts } from '../operation'
import { tellAddonState } from './put-addon-state'

/** Milliseconds. */
export interface Silence {
  /** Since when the server could have heard a connector without a break. */
  readonly since: number
  /** How long a cluster may be without one. */
  readonly patience: number
}

/** What nobody carries out cannot come about; and of what ran beside a connector that is gone, nothing runs. */
const outcomes = new Map<AddonStatus, ToldAddonStatus>([
  ['CREATING', 'CREATE_FAILED'],
  ['UPDATING', 'UPDATE_FAILED'],
  ['ACTIVE', 'DEGRADED'],
  ['DELETING', 'DELETED'],
])

/**
 * Ends the waiting for add-ons of built-in clusters that no connector attends, and says why in their health. A connector that comes later
 * installs them all the same. Answers which were given up: `cluster/addon`.
 */
export async function giveUpUnattended(
  { store, revisions, now }: Pick<Parts, 'store' | 'revisions' | 'now'>,
  silence: Silence,
): Promise<readonly string[]> {
  const at = now()
  if (at - silence.since < silence.patience) return []
  const given: string[] = []
  for (const cluster of await store.clusters.list()) {
    if (!unattended(cluster, silence, at)) continue
    for (const addon of await store.addons.list({ prefix: ofCluster(cluster.name) })) {
      if (!overdue(addon, silence, at) || !(await giveUp(store, addon, silence, at))) continue
      given.push(`${cluster.name}/${addon.name}`)
      revisions.changed(cluster.name)
    }
  }
  return given
}

function unattended(cluster: Cluster | undefined, { since, patience }: Silence, at: number): boolean {
  return cluster?.kind === 'created' && at - Math.max(since, cluster.heardAt ?? 0) >= patience
}

function overdue(addon: Addon | undefined, { patience }: Silence, at: number): addon is Addon {
  return addon !== undefined && outcomes.has(addon.status) && at - addon.modifiedAt >= patience
}

/** Looks again within the change: a connector may have come meanwhile. */
function giveUp(store: Store, { cluster: name, ...addon }: Addon, silence: Silence, at: number): Promise<boolean> {
  return store.change(async (tx) => {
    const row = await tx.addons.get(`${ofCluster(name)}${addon.name}`)
    const status = row && outcomes.get(row.status)
    if (status === undefined || !overdue(row, silence, at) || !unattended(await tx.clusters.get(name), silence, at))
      return false
    const issues = status === 'DELETED' ? [] : [nobodyThere(name, silence.patience)]
    await tellAddonState(tx, name, { name: addon.name, status, issues }, at)
    return true
  })
}

function nobodyThere(cluster: string, patience: number): Addon['issues'][number] {
  return {
    code: 'ClusterUnreachable',
    message: `No connector of the cluster ${cluster} has been heard for ${Math.round(patience / 1000)} seconds. The add-ons of a cluster made with CreateCluster run beside 'podid up' only: start that in place of 'podid server' on the same data folder, or register a Kubernetes cluster with 'podid cluster register' and use that.`,
    resourceIds: [],
  }
}
