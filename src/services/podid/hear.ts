import type { Cluster } from '../../domain'
import type { Parts } from '../operation'

/** Milliseconds: a connector that speaks all the time is written down this often. */
const grain = 10_000

/**
 * Notes that a built-in cluster's own connector speaks. Only what is signed by the connector's role counts: an administrator who looks at
 * the cluster installs nothing there.
 */
export async function hear(cluster: Cluster, { store, now, caller }: Pick<Parts, 'store' | 'now' | 'caller'>) {
  if (cluster.kind !== 'created' || caller.session?.roleArn !== cluster.connectorRoleArn) return
  const at = now()
  if (cluster.heardAt !== undefined && Math.abs(at - cluster.heardAt) < grain) return
  await store.clusters.update(cluster.name, (it) => (it.id === cluster.id ? { ...it, heardAt: at } : it))
}
