import type { ReportedItem } from '../../domain'
import { reportedBy } from '../../store'
import { invalid } from '../eks/faults'
import { page, paging } from '../eks/paging'
import { clusterNamed } from '../eks/rows'
import type { Answer } from '../operation'
import { reportedKey } from '../reported'
import { maybeText } from '../said'
import { onCluster } from './clusters'

/** Tells what a cluster's connector reported, in pages: all of it, of one kind, or of one kind in one namespace. */
export const getClusterReport = onCluster({
  name: 'GetClusterReport',
  more: (said) => ({
    kind: maybeText(said.kind),
    namespace: maybeText(said.namespace),
    ...paging(said, 'GetClusterReport'),
  }),
  async handle(name, { kind, namespace, ...paging }, { store }) {
    const cluster = await clusterNamed(store, name)
    if (namespace !== undefined && kind === undefined)
      throw invalid('The parameter namespace goes with kind.', { clusterName: name })
    const within = [kind, namespace].filter((it) => it !== undefined)
    const prefix = reportedBy(name, ...within)
    const { after } = paging
    if (after !== undefined && !after.startsWith(prefix)) throw invalid('The specified nextToken is not valid.')
    const [report, count, { rows, nextToken }] = await Promise.all([
      store.clusterReports.get(name),
      after === undefined ? store.reportedItems.count({ prefix }) : undefined,
      page(paging, (from, limit) => store.reportedItems.list({ prefix }, { after: from, limit }), reportedKey),
    ])
    return {
      clusterName: name,
      status: cluster.status,
      reportedAt: report && new Date(report.at),
      listedAt: report?.listedAt === undefined ? undefined : new Date(report.listedAt),
      kubernetesVersion: report?.kubernetesVersion,
      nodeCount: report?.nodeCount,
      connectorName: report?.connectorName,
      connectorVersion: report?.connectorVersion,
      issuer: report?.issuer,
      publishedKeyIds: report?.publishedKeyIds,
      items: rows.map(itemOnTheWire),
      count,
      nextToken,
    }
  },
})

function itemOnTheWire({ cluster: _, listing: __, namespace, ...it }: ReportedItem): Answer {
  return { ...it, namespace: namespace === '' ? undefined : namespace }
}
