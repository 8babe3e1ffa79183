import { type Addon, addonKey, associationKey } from '../../domain'
import { maybeFlag } from '../said'
import { addonOnTheWire, onAddon } from './addons'
import { removeAssociation } from './associations'
import { addonNamed, associationsOwnedBy, clusterNamed, nextRevision } from './rows'
import { endUpdate, removeUpdatesOf } from './updates'

/**
 * Wishes an add-on away. The associations it owns go at once, or with `preserve` stay as anyone's; the add-on is DELETING until its
 * cluster tells that it is gone. What never had a connector to install it is gone at once.
 */
export const deleteAddon = onAddon({
  name: 'DeleteAddon',
  more: ({ preserve }) => ({ preserve: maybeFlag(preserve) ?? false }),
  async handle({ cluster, name, preserve }, { store, revisions, now }) {
    const modifiedAt = now()
    const gone = await store.change(async (tx) => {
      const { status } = await clusterNamed(tx, cluster)
      const row = await addonNamed(tx, cluster, name)
      const { updateId, ...rest } = row
      const next: Addon = { ...rest, status: 'DELETING', preserve, issues: [], modifiedAt }
      await endUpdate(tx, row, next)
      for (const it of await associationsOwnedBy(tx, row)) {
        const key = associationKey(cluster, it.namespace, it.serviceAccount)
        if (preserve) await tx.associations.update(key, ({ ownerArn, ...rest }) => rest)
        else await removeAssociation(tx, it)
      }
      if (status === 'PENDING') {
        await tx.addons.remove(addonKey(cluster, name))
        await removeUpdatesOf(tx, cluster, name)
      } else await tx.addons.update(addonKey(cluster, name), () => next)
      await nextRevision(tx, cluster)
      return next
    })
    revisions.changed(cluster)
    return { addon: await addonOnTheWire(store, gone) }
  },
})
