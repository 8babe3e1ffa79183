import type { Cluster } from '../../domain'
import { operation } from '../operation'
import { maybeText, maybeTextMap, structure, text } from '../said'
import { newActivation } from './activation'
import { withinQuota } from './cluster-quota'
import { clusterRows, insertCluster } from './cluster-rows'
import { acceptableClusterName, clusterOnTheWire } from './clusters'
import { invalid } from './faults'
import { keepAnswer, madeBefore } from './kept-answers'
import { acceptableTags, requestTags } from './tags'

/**
 * Announces a cluster that runs elsewhere. It is PENDING until its connector (or `podid cluster register`) presents the activation code
 * with the cluster's keys. `connectorConfig.roleArn` is echoed and never used.
 */
export const registerCluster = operation({
  service: 'eks',
  name: 'RegisterCluster',
  input: (said) => {
    const { roleArn, provider } = structure(said.connectorConfig)
    return {
      name: text(said.name),
      tags: maybeTextMap(said.tags) ?? {},
      connectorConfig: { roleArn: text(roleArn), provider: text(provider) },
      token: maybeText(said.clientRequestToken),
    }
  },
  need({ name, tags }) {
    const context = requestTags(tags)
    const register = { action: 'eks:RegisterCluster', resource: `cluster/${name}`, context }
    return Object.keys(tags).length === 0
      ? register
      : [register, { action: 'eks:TagResource', resource: `cluster/${name}`, context }]
  },
  async handle({ name, tags, connectorConfig, token }, parts) {
    acceptableClusterName(name)
    acceptableTags(tags, invalid)
    const now = parts.now()
    const rows = clusterRows({ name, kind: 'registered', tags, said: { connectorConfig } }, parts)
    const request = {
      operation: 'RegisterCluster',
      token,
      parameters: [name, connectorConfig.roleArn, connectorConfig.provider, Object.entries(tags).sort()],
    }
    const made = await parts.store.change(async (tx) => {
      const before = await madeBefore(tx, request, now)
      const there = await tx.clusters.get(name)
      if (there === undefined || there.id !== before) {
        const { code, activation } = newActivation(rows.cluster, parts)
        const cluster: Cluster = { ...rows.cluster, activation }
        await insertCluster(tx, { ...rows, cluster })
        await withinQuota(tx, name, parts)
        await keepAnswer(tx, request, cluster.id, now)
        return { cluster, code }
      }
      // The same request again, since its answer was lost: the code cannot be told a second time, so there is a new one.
      if (there.status !== 'PENDING') return { cluster: there, code: undefined }
      const { code, activation } = newActivation(there, parts)
      const cluster: Cluster = { ...there, activation }
      await tx.clusters.update(name, () => cluster)
      return { cluster, code }
    })
    const shown = clusterOnTheWire(made.cluster, now)
    return {
      cluster: { ...shown, connectorConfig: { ...structure(shown.connectorConfig), activationCode: made.code } },
    }
  },
  about: ({ name }) => [{ type: 'AWS::EKS::Cluster', name }],
})
