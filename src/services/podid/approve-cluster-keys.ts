import { jwkThumbprint } from '../../signatures'
import { publish } from '../cluster-keys'
import { invalid, notNow } from '../eks/faults'
import { clusterNamed } from '../eks/rows'
import { maybeTexts } from '../said'
import { clusterKeysOnTheWire, onCluster } from './clusters'
import { recordKeys } from './record-keys'

/**
 * An administrator lets keys count that wait because the cluster's keys are pinned. They are named by their thumbprints (RFC 7638, SHA-256,
 * as GetClusterKeys tells them), so that what is approved is what was looked at.
 */
export const approveClusterKeys = onCluster({
  name: 'ApproveClusterKeys',
  more: ({ thumbprints }) => new Set(maybeTexts(thumbprints) ?? []),
  async handle(name, thumbprints, parts) {
    const at = parts.now()
    const cluster = await parts.store.change(async (tx) => {
      const cluster = await clusterNamed(tx, name)
      const { issuer, waiting } = cluster
      if (issuer === undefined || waiting === undefined)
        throw notNow(`No key of the cluster ${name} waits to be approved.`, { clusterName: name })
      const chosen = waiting.keys.filter(({ jwk }) => thumbprints.has(jwkThumbprint(jwk)))
      if (chosen.length !== thumbprints.size)
        throw invalid('A thumbprint is of no key that waits to be approved: look at them again with GetClusterKeys.', {
          clusterName: name,
        })
      const rest = waiting.keys.filter((it) => !chosen.includes(it))
      const current = cluster.keys.filter(({ retiredAt }) => retiredAt === undefined)
      const next = await publish(
        tx,
        { ...cluster, waiting: rest.length === 0 ? undefined : { keys: rest } },
        { issuer, keys: [...current, ...chosen].map(({ jwk }) => jwk) },
        at,
      )
      await recordKeys(tx, cluster, next, parts)
      return next
    })
    return clusterKeysOnTheWire(cluster, at)
  },
})
