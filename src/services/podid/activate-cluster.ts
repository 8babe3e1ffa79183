import type { Cluster } from '../../domain'
import type { Tables } from '../../store'
import { acceptablePublished, printOf, publish } from '../cluster-keys'
import { clusterIdOf, isCode } from '../eks/activation'
import { Fault } from '../fault'
import { operation } from '../operation'
import { maybeText, text } from '../said'
import { jwksSaid } from './clusters'
import { recordKeys } from './record-keys'

/**
 * A cluster presents its activation code with its issuer and keys, and is ACTIVE. Unsigned: the code is the proof. It is bound to the
 * first keys that come with it: the same may come again (a lost answer, a second replica) and change nothing, others are refused.
 */
export const activateCluster = operation({
  service: 'podid',
  name: 'ActivateCluster',
  input: (said) => ({
    id: text(said.activationId),
    code: text(said.activationCode),
    issuer: text(said.issuer),
    keys: jwksSaid(said.keys),
    version: maybeText(said.version),
  }),
  need: () => ({ anyone: 'The activation code is the proof.' }),
  async handle({ id, code, issuer, keys, version }, parts) {
    const now = parts.now()
    const cluster = await parts.store.change(async (tx) => {
      const cluster = await activating(tx, id, code)
      const published = acceptablePublished(issuer, keys)
      const print = printOf(published)
      const { activation } = cluster
      if (activation.boundTo === print) return cluster
      if (activation.boundTo !== undefined)
        throw denied('The activation code was used before with another issuer or other keys.')
      if (now >= activation.expiresAt) throw denied('The activation code has expired: renew it with RenewActivation.')
      const said = version === undefined ? cluster.said : { ...cluster.said, version }
      const bound: Cluster = { ...cluster, said, waiting: undefined, activation: { ...activation, boundTo: print } }
      const active = await publish(tx, bound, published, now)
      await recordKeys(tx, cluster, active, parts)
      return active
    })
    return {
      clusterName: cluster.name,
      clusterArn: cluster.arn,
      region: parts.region,
      account: parts.account,
      connectorRoleArn: cluster.connectorRoleArn,
      agentRoleArn: cluster.agentRoleArn,
      status: cluster.status,
    }
  },
})

/** The cluster whose code it is. What is wrong with a pair of id and code is not told. */
async function activating(
  tx: Tables,
  id: string,
  code: string,
): Promise<Cluster & { readonly activation: NonNullable<Cluster['activation']> }> {
  const clusterId = clusterIdOf(id)
  const [cluster] = await tx.clusters.list({ by: 'byId', from: clusterId }, { limit: 1 })
  const activation = cluster?.id === clusterId ? cluster.activation : undefined
  if (cluster === undefined || activation?.id !== id || !isCode(code, activation))
    throw denied('The activation id or code is not valid.')
  return { ...cluster, activation }
}

function denied(message: string): Fault {
  return new Fault('AccessDeniedException', message)
}
