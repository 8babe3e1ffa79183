import { acceptableId } from './association-checks'
import { onAssociation, removeAssociation } from './associations'
import { clusterNamed, theAssociation } from './rows'

/** Takes an association away. Credentials that were issued live to their end; there are no new ones from the next exchange on. */
export const deletePodIdentityAssociation = onAssociation({
  name: 'DeletePodIdentityAssociation',
  more: () => ({}),
  async handle({ cluster, id }, { store, revisions }) {
    await clusterNamed(store, cluster)
    acceptableId(id)
    const gone = await store.change(async (tx) => {
      const row = await theAssociation(tx, cluster, id)
      await removeAssociation(tx, row)
      return row
    })
    revisions.changed(cluster)
    return gone
  },
})
