import type { Cluster, Update } from '../../domain'
import { updateKey } from '../../store'
import { found } from '../fault'
import { operation } from '../operation'
import { maybeText, text } from '../said'
import { type ConfigChange, configChange } from './cluster-change'
import { needOnCluster } from './clusters'
import { notNow, noUpdate } from './faults'
import { keepAnswer, madeBefore } from './kept-answers'
import { clusterNamed } from './rows'
import { keepUpdate, paramsOf, updateOnTheWire } from './updates'

/** Changes one thing of a cluster that was made here: its deletion protection, or what it tells of itself. Done at once. */
export const updateClusterConfig = operation({
  service: 'eks',
  name: 'UpdateClusterConfig',
  input: (said) => ({ cluster: text(said.name), said, token: maybeText(said.clientRequestToken) }),
  need: ({ cluster }, facts) => needOnCluster('eks:UpdateClusterConfig', cluster, facts),
  async handle({ cluster, said, token }, parts) {
    const { store } = parts
    const change: ConfigChange = configChange(said)
    const update: Update = {
      ...{ id: parts.unique(), cluster, type: change.type, status: 'Successful', errors: [] },
      params: paramsOf(change.params),
      createdAt: parts.now(),
    }
    const request = { operation: 'UpdateClusterConfig', token, parameters: [cluster, update.type, update.params] }
    const made = await store.change(async (tx) => {
      const row = await clusterNamed(tx, cluster)
      const former = await madeBefore(tx, request, update.createdAt)
      if (former !== undefined)
        return found(await tx.updates.get(updateKey(cluster, former)), () => noUpdate(cluster, former))
      if (row.kind !== 'created')
        throw notNow(`The cluster ${cluster} is a registered one: what it is, it tells itself.`, {
          clusterName: cluster,
        })
      const next: Cluster = change.apply(row)
      await tx.clusters.update(cluster, () => next)
      await keepUpdate(tx, update)
      await keepAnswer(tx, request, update.id, update.createdAt)
      return update
    })
    return { update: updateOnTheWire(made) }
  },
  about: ({ cluster }) => [{ type: 'AWS::EKS::Cluster', name: cluster }],
})
