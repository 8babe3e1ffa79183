import { acceptablePublished, publish } from '../cluster-keys'
import { notNow } from '../eks/faults'
import { clusterNamed } from '../eks/rows'
import { maybeText, text } from '../said'
import { clusterKeysOnTheWire, jwksSaid, onCluster } from './clusters'

/** A cluster's connector tells its keys. Those no longer published count for 24 h more, former issuers stay accepted. */
export const putClusterKeys = onCluster({
  name: 'PutClusterKeys',
  more: (said) => ({ issuer: text(said.issuer), keys: jwksSaid(said.keys), version: maybeText(said.version) }),
  async handle(name, { issuer, keys, version }, { store, now }) {
    const at = now()
    const published = acceptablePublished(issuer, keys)
    const cluster = await store.change(async (tx) => {
      const cluster = await clusterNamed(tx, name)
      if (cluster.kind !== 'registered')
        throw notNow(`The keys of the cluster ${name} are made here.`, { clusterName: name })
      if (cluster.status !== 'ACTIVE')
        throw notNow(`The cluster ${name} is not active: present its activation code first.`, { clusterName: name })
      const said = version === undefined ? cluster.said : { ...cluster.said, version }
      return publish(tx, { ...cluster, said }, published, at)
    })
    return clusterKeysOnTheWire(cluster, at)
  },
})
