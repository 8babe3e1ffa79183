import { newActivation } from '../eks/activation'
import { notNow } from '../eks/faults'
import { clusterNamed } from '../eks/rows'
import { onCluster } from './clusters'

/** Gives a registered cluster a new activation code, told here and never again. Its associations, and its keys until then, stay. */
export const renewActivation = onCluster({
  name: 'RenewActivation',
  more: () => undefined,
  async handle(name, _, parts) {
    const { code, activation } = await parts.store.change(async (tx) => {
      const cluster = await clusterNamed(tx, name)
      if (cluster.kind !== 'registered')
        throw notNow(`The cluster ${name} has its issuer here: there is nothing to activate.`, { clusterName: name })
      const made = newActivation(cluster, parts)
      await tx.clusters.update(name, (it) => ({ ...it, activation: made.activation }))
      return made
    })
    return {
      clusterName: name,
      activationId: activation.id,
      activationCode: code,
      activationExpiry: new Date(activation.expiresAt),
    }
  },
})
