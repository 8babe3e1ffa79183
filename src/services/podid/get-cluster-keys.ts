import { clusterNamed } from '../eks/rows'
import { clusterKeysOnTheWire, onCluster } from './clusters'

/** Tells a cluster's issuers and public keys, and the roles of its connector and agent. */
export const getClusterKeys = onCluster({
  name: 'GetClusterKeys',
  more: () => undefined,
  handle: async (name, _, { store, now }) => clusterKeysOnTheWire(await clusterNamed(store, name), now()),
})
