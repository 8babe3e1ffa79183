import { operation, type Said } from '../operation'
import { maybeFlag, maybeText, maybeTextMap, text } from '../said'
import { builtInCluster } from './built-in-cluster'
import { acceptableClusterName, clusterOnTheWire } from './clusters'
import { invalid } from './faults'
import { keepAnswer, madeBefore } from './kept-answers'
import { clusterNamed } from './rows'
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
    echoed: echo(said),
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
      if ((await madeBefore(tx, request, now)) !== undefined) return clusterNamed(tx, name)
      const cluster = await made.insert(tx)
      await keepAnswer(tx, request, cluster.id, now)
      return cluster
    })
    return { cluster: clusterOnTheWire(cluster) }
  },
  about: ({ name }) => [{ type: 'AWS::EKS::Cluster', name }],
})

/** Characters of JSON. */
const longest = 32_768

/** What DescribeCluster tells as it was told; members whose answer has more than their request are left to those who have that more. */
function echo({ roleArn, version, resourcesVpcConfig, accessConfig, upgradePolicy }: Said): Said {
  const said = { roleArn, version, resourcesVpcConfig, accessConfig, upgradePolicy }
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined && value !== null))
}
