import { type Association, associationKey } from '../../domain'
import type { Store } from '../../store'
import { operation } from '../operation'
import { maybeText, text } from '../said'
import { summaryOnTheWire } from './associations'
import { invalid } from './faults'
import { page, paging } from './paging'
import { clusterNamed, ofCluster, sep } from './rows'
import { resourceTags } from './tags'

interface Filter {
  readonly cluster: string
  readonly namespace?: string
  readonly serviceAccount?: string
}

/** Lists a cluster's associations in pages; namespace and service account match exactly. */
export const listPodIdentityAssociations = operation({
  service: 'eks',
  name: 'ListPodIdentityAssociations',
  input: (said) => ({
    cluster: text(said.clusterName),
    namespace: maybeText(said.namespace) || undefined,
    serviceAccount: maybeText(said.serviceAccount) || undefined,
    ...paging(said),
  }),
  need: async ({ cluster }, { store }) => ({
    action: 'eks:ListPodIdentityAssociations',
    resource: `cluster/${cluster}`,
    context: resourceTags(await store.clusters.get(cluster)),
  }),
  async handle({ size, after, ...filter }, { store }) {
    await clusterNamed(store, filter.cluster)
    const { by, prefix, to, keyOf } = where(filter)
    if (after !== undefined && !after.startsWith(prefix)) throw invalid('The specified nextToken is not valid.')
    const { rows, nextToken } = await page(
      { size, after },
      (from, limit) => store.associations.list({ by, prefix, to }, { after: from, limit }),
      keyOf,
      (it) => filter.namespace === undefined || it.namespace === filter.namespace,
    )
    return { associations: rows.map(summaryOnTheWire), nextToken }
  },
  about: ({ cluster }) => [{ type: 'AWS::EKS::Cluster', name: cluster }],
})

type Way = Parameters<Store['associations']['list']>[0] & {
  readonly prefix: string
  readonly keyOf: (it: Association) => string
}

/** The shortest stretch of rows that holds all that are asked for. */
function where({ cluster, namespace, serviceAccount }: Filter): Way {
  if (serviceAccount !== undefined) {
    const prefix = `${cluster}${sep}${serviceAccount}${sep}`
    const keyOf = (it: Association) => prefix + it.namespace
    return namespace === undefined
      ? { by: 'byServiceAccount', prefix, keyOf }
      : { by: 'byServiceAccount', prefix: prefix + namespace, to: `${prefix}${namespace}\u0001`, keyOf }
  }
  return {
    prefix: namespace === undefined ? ofCluster(cluster) : `${cluster}/${namespace}/`,
    keyOf: (it) => associationKey(it.cluster, it.namespace, it.serviceAccount),
  }
}
