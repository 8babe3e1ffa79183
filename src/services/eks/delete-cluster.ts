import { removeCluster } from './cluster-rows'
import { clusterOnTheWire, onCluster } from './clusters'
import { notNow } from './faults'
import { clusterNamed } from './rows'

/** Removes a cluster whose issuer is built in, with its associations, add-ons, keys and roles. It is gone at once: DELETING is told once. */
export const deleteCluster = onCluster({
  name: 'DeleteCluster',
  async handle(name, { store, revisions, now }) {
    const gone = await store.change(async (tx) => {
      const cluster = await clusterNamed(tx, name)
      if (cluster.kind !== 'created')
        throw notNow(`The cluster ${name} is a registered one: use DeregisterCluster.`, { clusterName: name })
      if (cluster.deletionProtection === true)
        throw notNow(
          `The cluster ${name} cannot be deleted: its deletion protection is on. Turn it off with UpdateClusterConfig first.`,
          { clusterName: name },
        )
      await removeCluster(tx, cluster)
      return cluster
    })
    revisions.changed(name)
    return { cluster: { ...clusterOnTheWire(gone, now()), status: 'DELETING' } }
  },
})
