import { addonKey } from '../../domain'
import { operation } from '../operation'
import { text } from '../said'
import { needOnCluster } from './clusters'
import { invalid } from './faults'
import { page, paging } from './paging'
import { clusterNamed, ofCluster } from './rows'

/** Lists the names of a cluster's add-ons in pages. */
export const listAddons = operation({
  service: 'eks',
  name: 'ListAddons',
  input: (said) => ({ cluster: text(said.clusterName), ...paging(said, 'ListAddons') }),
  need: ({ cluster }, facts) => needOnCluster('eks:ListAddons', cluster, facts),
  async handle({ cluster, ...paging }, { store }) {
    await clusterNamed(store, cluster)
    const prefix = ofCluster(cluster)
    if (paging.after !== undefined && !paging.after.startsWith(prefix))
      throw invalid('The specified nextToken is not valid.')
    const { rows, nextToken } = await page(
      paging,
      (after, limit) => store.addons.list({ prefix }, { after, limit }),
      (it) => addonKey(it.cluster, it.name),
    )
    return { addons: rows.map(({ name }) => name), nextToken }
  },
  about: ({ cluster }) => [{ type: 'AWS::EKS::Cluster', name: cluster }],
})
