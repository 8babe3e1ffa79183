import type { Cluster } from '../../domain'
import { reportedBy, type Store } from '../../store'
import { clusterOnTheWire } from '../eks/clusters'
import { invalid } from '../eks/faults'
import { page, paging } from '../eks/paging'
import { sep } from '../eks/rows'
import { type Answer, operation } from '../operation'
import { maybeText } from '../said'

/**
 * Finds clusters by how their names begin, in pages, in the order of their names; each with what a person wants to know of it at a glance, so
 * that a table of them is one question. On the first page, how many there are.
 */
export const searchClusters = operation({
  service: 'podid',
  name: 'SearchClusters',
  readOnly: true,
  input: (said) => ({
    prefix: maybeText(said.namePrefix) ?? '',
    descending: maybeText(said.sortDirection) === 'DESCENDING',
    ...paging(said, 'SearchClusters'),
  }),
  need: () => ({ action: 'podid:SearchClusters', resource: '*' }),
  async handle({ prefix, descending, ...paging }, { store, now }) {
    const { after } = paging
    if (after !== undefined && !after.startsWith(prefix)) throw invalid('The specified nextToken is not valid.')
    const [count, { rows, nextToken }] = await Promise.all([
      after === undefined ? store.clusters.count({ prefix }) : undefined,
      page(
        paging,
        (from, limit) => store.clusters.list({ prefix, descending }, { after: from, limit }),
        ({ name }) => name,
      ),
    ])
    return { clusters: await Promise.all(rows.map((it) => atAGlance(it, store, now()))), count, nextToken }
  },
})

/** Agents that are looked at to count those that answer: one a node. */
const mostAgents = 5_000

async function atAGlance(cluster: Cluster, store: Store, now: number): Promise<Answer> {
  const { name, arn, kind, issuer } = cluster
  const [report, agents, associationCount] = await Promise.all([
    store.clusterReports.get(name),
    store.reportedItems.list({ prefix: reportedBy(name, 'AGENT') }, { limit: mostAgents }),
    cluster.associationCount ?? store.associations.count({ by: 'byId', prefix: `${name}${sep}` }),
  ])
  const { status, version, createdAt } = clusterOnTheWire(cluster, now)
  return {
    ...{ clusterName: name, clusterArn: arn, status, createdAt, issuer, associationCount },
    kind: kind === 'created' ? 'CREATED' : 'REGISTERED',
    kubernetesVersion: version,
    reportedAt: report && new Date(report.at),
    nodeCount: report?.nodeCount,
    readyAgentCount: agents.filter(({ ready }) => ready === true).length,
  }
}
