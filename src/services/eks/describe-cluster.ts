import { clusterOnTheWire, onCluster } from './clusters'
import { clusterNamed } from './rows'

/** Shows one cluster. */
export const describeCluster = onCluster({
  name: 'DescribeCluster',
  handle: async (name, { store, now }) => ({ cluster: clusterOnTheWire(await clusterNamed(store, name), now()) }),
})
