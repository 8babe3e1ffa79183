import type { ClusterReport, ReportedItem, ReportedKind } from '../../domain'
import { reportedBy, type Tables } from '../../store'
import { invalid, notNow } from '../eks/faults'
import { clusterNamed } from '../eks/rows'
import { reportedKey } from '../reported'
import { maybeFlag, maybeList, maybeNumber, maybeText, maybeTexts, structure, text } from '../said'
import { onCluster } from './clusters'
import { hear } from './hear'

/** What a cluster may have reported: a connector that was taken over fills no disk. */
const most = 200_000

/**
 * A connector tells that it lives, and what there is in its cluster. Items come in any number of calls that name the same `listing`; with
 * `complete` those of other listings are forgotten. After that it tells changes, under the same listing.
 */
export const putClusterReport = onCluster({
  name: 'PutClusterReport',
  more: (said) => ({
    facts: {
      kubernetesVersion: maybeText(said.kubernetesVersion),
      nodeCount: maybeNumber(said.nodeCount),
      connectorName: maybeText(said.connectorName),
      connectorVersion: maybeText(said.connectorVersion),
      issuer: maybeText(said.issuer),
      publishedKeyIds: maybeTexts(said.publishedKeyIds),
    },
    listing: maybeText(said.listing),
    complete: maybeFlag(said.complete) ?? false,
    items: (maybeList(said.items) ?? []).map(itemSaid),
    gone: (maybeList(said.gone) ?? []).map(itemSaid),
  }),
  async handle(cluster, { facts, listing, complete, items, gone }, parts) {
    if (listing === undefined && items.length + gone.length > 0)
      throw invalid('The parameter listing is missing: items belong to a listing.', { clusterName: cluster })
    const at = parts.now()
    await hear(await clusterNamed(parts.store, cluster), parts)
    await parts.store.change(async (tx) => {
      await clusterNamed(tx, cluster)
      const before = await tx.clusterReports.get(cluster)
      for (const it of items) await put(tx, { ...it, cluster, listing: listing ?? '' })
      for (const it of gone) await tx.reportedItems.remove(reportedKey({ ...it, cluster }))
      if ((await tx.reportedItems.count({ prefix: reportedBy(cluster) })) > most)
        throw notNow(`The cluster ${cluster} reports more than ${most} things.`, { clusterName: cluster })
      if (complete && listing !== undefined) await forgetOthers(tx, cluster, listing)
      const next: ClusterReport = {
        ...before,
        ...said(facts),
        cluster,
        at,
        ...(listing === undefined ? {} : { listing }),
        ...(complete ? { listedAt: at } : {}),
      }
      if (!(await tx.clusterReports.insert(cluster, next))) await tx.clusterReports.update(cluster, () => next)
      const version = facts.kubernetesVersion
      if (version !== undefined && version !== before?.kubernetesVersion)
        await tx.clusters.update(cluster, (it) =>
          it.kind === 'registered' ? { ...it, said: { ...it.said, version } } : it,
        )
    })
    return { reportedAt: new Date(at), listing }
  },
})

type Item = Omit<ReportedItem, 'cluster' | 'listing'>

const kinds = new Map<string, ReportedKind>(
  (['NAMESPACE', 'SERVICE_ACCOUNT', 'AGENT', 'POD'] as const).map((it) => [it, it]),
)

function itemSaid(value: unknown): Item {
  const it = structure(value)
  const kind = kinds.get(text(it.kind))
  if (kind === undefined) throw new TypeError('The model promised a kind here.')
  const namespace = maybeText(it.namespace)
  if ((kind === 'NAMESPACE') !== (namespace === undefined))
    throw invalid('The parameter namespace belongs to every item that is in a namespace, and to no other.')
  return said({
    kind,
    namespace: namespace ?? '',
    name: text(it.name),
    uid: maybeText(it.uid),
    serviceAccount: maybeText(it.serviceAccount),
    nodeName: maybeText(it.nodeName),
    podName: maybeText(it.podName),
    phase: maybeText(it.phase),
    ready: maybeFlag(it.ready),
    injected: maybeFlag(it.injected),
    tokenSeconds: maybeNumber(it.tokenSeconds),
    reason: maybeText(it.reason),
  })
}

/** Without what is not said: it leaves what was said before. */
function said<Told extends object>(told: Told): Told {
  const copy = { ...told }
  for (const name of Object.keys(copy)) if (Reflect.get(copy, name) === undefined) Reflect.deleteProperty(copy, name)
  return copy
}

async function put(tx: Tables, item: ReportedItem): Promise<void> {
  const key = reportedKey(item)
  if (!(await tx.reportedItems.insert(key, item))) await tx.reportedItems.update(key, () => item)
}

async function forgetOthers(tx: Tables, cluster: string, listing: string): Promise<void> {
  for (const it of await tx.reportedItems.list({ prefix: reportedBy(cluster) }))
    if (it.listing !== listing) await tx.reportedItems.remove(reportedKey(it))
}
