import { addonOnTheWire, onAddon } from './addons'
import { addonNamed, clusterNamed } from './rows'

/** Shows one add-on, with its state as its cluster told it last. */
export const describeAddon = onAddon({
  name: 'DescribeAddon',
  more: () => ({}),
  async handle({ cluster, name }, { store }) {
    await clusterNamed(store, cluster)
    return { addon: await addonOnTheWire(store, await addonNamed(store, cluster, name)) }
  },
})
