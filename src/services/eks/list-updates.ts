import type { Update } from '../../domain'
import { operation } from '../operation'
import { needOnCluster } from './clusters'
import { invalid } from './faults'
import { page, paging } from './paging'
import { clusterNamed } from './rows'
import { ofUpdates, theResource } from './update-input'
import { placeOf, updatesOf } from './updates'

/** Lists the ids of a cluster's own updates, or of one add-on's, the oldest first. */
export const listUpdates = operation({
  service: 'eks',
  name: 'ListUpdates',
  input: (said) => ({ of: ofUpdates(said), paging: paging(said) }),
  need: ({ of }, facts) => needOnCluster('eks:ListUpdates', of.cluster, facts),
  async handle({ of, paging }, { store }) {
    await clusterNamed(store, of.cluster)
    const range = updatesOf(of.cluster, await theResource(store, of))
    if (paging.after !== undefined && !paging.after.startsWith(range.prefix))
      throw invalid('The specified nextToken is not valid.')
    const { rows, nextToken } = await page<Update>(
      paging,
      (after, limit) => store.updates.list(range, { after, limit }),
      placeOf,
    )
    return { updateIds: rows.map(({ id }) => id), nextToken }
  },
  about: ({ of }) => [{ type: 'AWS::EKS::Cluster', name: of.cluster }],
})
