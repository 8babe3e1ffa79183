import { Fault } from '../fault'
import { removeCluster } from './cluster-rows'
import { clusterOnTheWire, onCluster } from './clusters'
import { clusterNamed } from './rows'

/** Forgets a registered cluster, with its associations, add-ons, keys and roles. */
export const deregisterCluster = onCluster({
  name: 'DeregisterCluster',
  async handle(name, { store, revisions, now }) {
    const gone = await store.change(async (tx) => {
      const cluster = await clusterNamed(tx, name)
      if (cluster.kind !== 'registered') {
        throw new Fault('ClientException', `The cluster ${name} is not a registered one: use DeleteCluster.`, {
          clusterName: name,
        })
      }
      await removeCluster(tx, cluster)
      return cluster
    })
    revisions.changed(name)
    return { cluster: { ...clusterOnTheWire(gone, now()), status: 'DELETING' } }
  },
})
