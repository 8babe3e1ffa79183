import { updateKey } from '../../store'
import { found } from '../fault'
import { operation } from '../operation'
import { text } from '../said'
import { needOnCluster } from './clusters'
import { noUpdate } from './faults'
import { clusterNamed } from './rows'
import { ofUpdates, theResource } from './update-input'
import { updateOnTheWire } from './updates'

/** Shows one update of a cluster, or of an add-on when that is named: an update is found with what it is of, and nowhere else. */
export const describeUpdate = operation({
  service: 'eks',
  name: 'DescribeUpdate',
  input: (said) => ({ ...ofUpdates(said), id: text(said.updateId) }),
  need: ({ cluster }, facts) => needOnCluster('eks:DescribeUpdate', cluster, facts),
  async handle({ id, ...of }, { store }) {
    await clusterNamed(store, of.cluster)
    const addon = await theResource(store, of)
    const it = found(await store.updates.get(updateKey(of.cluster, id)), () => noUpdate(of.cluster, id))
    if (it.addon !== addon) throw noUpdate(of.cluster, id)
    return { update: updateOnTheWire(it) }
  },
  about: ({ cluster }) => [{ type: 'AWS::EKS::Cluster', name: cluster }],
})
