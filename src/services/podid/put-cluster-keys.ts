import { type Cluster, isPinned, keysInForce } from '../../domain'
import { jwkThumbprint } from '../../signatures'
import { acceptablePublished, type Published, publish } from '../cluster-keys'
import { notNow } from '../eks/faults'
import { clusterNamed } from '../eks/rows'
import { maybeText, text } from '../said'
import { clusterKeysOnTheWire, jwksSaid, onCluster } from './clusters'
import { recordKeys } from './record-keys'

/**
 * A cluster's connector tells its keys. Those no longer published count for 24 h more, former issuers stay accepted. Where the cluster's keys
 * are pinned, new ones wait for ApproveClusterKeys, and count for nothing until then.
 */
export const putClusterKeys = onCluster({
  name: 'PutClusterKeys',
  more: (said) => ({ issuer: text(said.issuer), keys: jwksSaid(said.keys), version: maybeText(said.version) }),
  async handle(name, { issuer, keys, version }, parts) {
    const at = parts.now()
    const published = acceptablePublished(issuer, keys)
    const cluster = await parts.store.change(async (tx) => {
      const cluster = await clusterNamed(tx, name)
      if (cluster.kind !== 'registered')
        throw notNow(`The keys of the cluster ${name} are made here.`, { clusterName: name })
      if (cluster.status !== 'ACTIVE')
        throw notNow(`The cluster ${name} is not active: present its activation code first.`, { clusterName: name })
      const said = version === undefined ? cluster.said : { ...cluster.said, version }
      const { known, waiting } = pinned(cluster, published, at)
      const next = await publish(tx, { ...cluster, said, waiting }, known, at)
      await recordKeys(tx, cluster, next, parts)
      return next
    })
    return clusterKeysOnTheWire(cluster, at)
  },
})

/** What of it counts at once, and what waits. */
function pinned(
  cluster: Cluster,
  published: Published,
  now: number,
): { readonly known: Published; readonly waiting: Cluster['waiting'] } {
  if (!isPinned(cluster)) return { known: published, waiting: undefined }
  const approved = new Set(keysInForce(cluster, now).map(({ jwk }) => jwkThumbprint(jwk)))
  const isKnown = (jwk: Published['keys'][number]) => approved.has(jwkThumbprint(jwk))
  const seen = new Map(cluster.waiting?.keys.map(({ jwk, seenAt }) => [jwkThumbprint(jwk), seenAt]))
  const added = published.keys.filter((jwk) => !isKnown(jwk))
  return {
    known: { ...published, keys: published.keys.filter(isKnown) },
    waiting:
      added.length === 0
        ? undefined
        : { keys: added.map((jwk) => ({ jwk, seenAt: seen.get(jwkThumbprint(jwk)) ?? now })) },
  }
}
