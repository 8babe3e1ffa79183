import type { Association } from '../../domain'
import { invalid } from '../eks/faults'
import { page, paging } from '../eks/paging'
import { resourceTags } from '../eks/tags'
import { type Answer, operation } from '../operation'
import { maybeText } from '../said'
import { inOrder, lookThrough, mostLookedThrough } from './look-through'
import { isOrder, type Search, wayFor } from './search-ways'

/**
 * Finds associations of all clusters by cluster, namespace, service account and role (or how namespace and service account begin), in pages and in
 * the order asked for; with their roles and, on the first page, how many there are. Answered from an index that has the order; where none has, a
 * bounded number of rows is looked through.
 */
export const searchAssociations = operation({
  service: 'podid',
  name: 'SearchAssociations',
  readOnly: true,
  input: (said) => {
    const sortBy = maybeText(said.sortBy)
    return {
      search: {
        cluster: maybeText(said.clusterName),
        namespace: maybeText(said.namespace),
        serviceAccount: maybeText(said.serviceAccount),
        role: maybeText(said.roleArn),
        begins: { namespace: maybeText(said.namespacePrefix), serviceAccount: maybeText(said.serviceAccountPrefix) },
        order: isOrder(sortBy) ? sortBy : undefined,
      } satisfies Search,
      descending: maybeText(said.sortDirection) === 'DESCENDING',
      ...paging(said, 'SearchAssociations'),
    }
  },
  /** Whoever may ask for one cluster's only, must ask for them by its name. */
  async need({ search: { cluster } }, { store, partition, region, account }) {
    const action = 'podid:SearchAssociations'
    if (cluster === undefined) return { action, resource: '*' }
    const resource = `arn:${partition}:eks:${region}:${account}:cluster/${cluster}`
    return { action, resource, context: resourceTags(await store.clusters.get(cluster)) }
  },
  async handle({ search, descending, ...paging }, { store }) {
    const way = wayFor(search)
    if ('cannot' in way) throw invalid(way.cannot)
    const { by, prefix, to, keyOf, look } = way
    const { after } = paging
    if (look !== undefined) {
      const rows = await lookThrough(
        (from, limit) => store.associations.list({ by, prefix, to }, { after: from, limit }),
        keyOf,
        look.wanted,
      )
      if (rows === undefined) throw tooMany()
      const some = await page(paging, inOrder(rows, look.textOf, descending), look.textOf)
      return {
        associations: some.rows.map(onTheWire),
        count: after === undefined ? rows.length : undefined,
        nextToken: some.nextToken,
      }
    }
    if (after !== undefined && !after.startsWith(prefix)) throw invalid('The specified nextToken is not valid.')
    const range = { by, prefix, to }
    const [count, { rows, nextToken }] = await Promise.all([
      after === undefined ? store.associations.count(range) : undefined,
      page(paging, (from, limit) => store.associations.list({ ...range, descending }, { after: from, limit }), keyOf),
    ])
    return { associations: rows.map(onTheWire), count, nextToken }
  },
  about: ({ search: { cluster } }) => (cluster === undefined ? [] : [{ type: 'AWS::EKS::Cluster', name: cluster }]),
})

function tooMany(): Error {
  return invalid(
    `More than ${mostLookedThrough.toLocaleString('en')} associations would have to be looked through for that: name the cluster, or choose another order.`,
  )
}

function onTheWire(it: Association): Answer {
  return {
    clusterName: it.cluster,
    namespace: it.namespace,
    serviceAccount: it.serviceAccount,
    roleArn: it.roleArn,
    targetRoleArn: it.targetRoleArn,
    associationId: it.id,
    associationArn: it.arn,
    ownerArn: it.ownerArn,
    createdAt: new Date(it.createdAt),
    modifiedAt: new Date(it.modifiedAt),
  }
}
