import { operation } from '../operation'
import { maybeFlag, maybeText, maybeTextMap, text } from '../said'
import { builtInCluster } from './built-in-cluster'
import { configSaid } from './cluster-config'
import { withinQuota } from './cluster-quota'
import { acceptableClusterName, clusterOnTheWire } from './clusters'
import { invalid } from './faults'
import { keepAnswer, madeBefore } from './kept-answers'
import { acceptableTags, requestTags } from './tags'

/** Makes a cluster whose token issuer is built in: it is ACTIVE at once. No machines come with it; its pods are processes. */
export const createCluster = operation({
  service: 'eks',
  name: 'CreateCluster',
  input: (said) => ({
    name: text(said.name),
    tags: maybeTextMap(said.tags) ?? {},
    token: maybeText(said.clientRequestToken),
    protection: maybeFlag(said.deletionProtection) ?? false,
    echoed: configSaid(said),
  }),
  need({ name, tags }) {
    const context = requestTags(tags)
    const create = { action: 'eks:CreateCluster', resource: `cluster/${name}`, context }
    return Object.keys(tags).length === 0
      ? create
      : [create, { action: 'eks:TagResource', resource: `cluster/${name}`, context }]
  },
  async handle({ name, tags, token, protection, echoed }, parts) {
    acceptableClusterName(name)
    acceptableTags(tags, invalid)
    if (JSON.stringify(echoed).length > longest) throw invalid('The request says more of the cluster than can be kept.')
    const now = parts.now()
    const request = {
      operation: 'CreateCluster',
      token,
      parameters: [name, Object.entries(tags).sort(), Object.entries(echoed).sort(), protection],
    }
    const made = await builtInCluster({ name, tags, said: echoed, deletionProtection: protection }, parts)
    const cluster = await parts.store.change(async (tx) => {
      const before = await madeBefore(tx, request, now)
      const there = await tx.clusters.get(name)
      // A token whose cluster was deleted since asks for a new one.
      if (there !== undefined && there.id === before) return there
      const cluster = await made.insert(tx)
      await withinQuota(tx, name, parts)
      await keepAnswer(tx, request, cluster.id, now)
      return cluster
    })
    return { cluster: clusterOnTheWire(cluster, now) }
  },
  about: ({ name }) => [{ type: 'AWS::EKS::Cluster', name }],
})

/** Characters of JSON. */
const longest = 32_768
