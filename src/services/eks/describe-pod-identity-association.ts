import { acceptableId } from './association-checks'
import { onAssociation } from './associations'
import { clusterNamed, theAssociation } from './rows'

/** Shows one association. */
export const describePodIdentityAssociation = onAssociation({
  name: 'DescribePodIdentityAssociation',
  more: () => ({}),
  async handle({ cluster, id }, { store }) {
    await clusterNamed(store, cluster)
    acceptableId(id)
    return theAssociation(store, cluster, id)
  },
})
