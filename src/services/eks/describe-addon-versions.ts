import { operation } from '../operation'
import { maybeText, maybeTexts } from '../said'
import { catalogue, type KnownAddon } from './addon-catalogue'
import { page, paging } from './paging'

/** Lists the add-ons that may be wished for, with versions that are published for them. */
export const describeAddonVersions = operation({
  service: 'eks',
  name: 'DescribeAddonVersions',
  input: (said) => ({
    name: maybeText(said.addonName),
    types: maybeTexts(said.types) ?? [],
    publishers: maybeTexts(said.publishers) ?? [],
    owners: maybeTexts(said.owners) ?? [],
    ...paging(said),
  }),
  need: () => ({ action: 'eks:DescribeAddonVersions', resource: '*' }),
  async handle({ name, types, publishers, owners, ...paging }) {
    const fits = (wanted: readonly string[], value: string): boolean => wanted.length === 0 || wanted.includes(value)
    const wanted = [...catalogue.values()]
      .filter((it) => (name === undefined || it.name === name) && fits(types, it.type))
      .filter(() => fits(publishers, 'podid') && fits(owners, 'podid'))
      .sort((one, other) => (one.name < other.name ? -1 : 1))
    const { rows, nextToken } = await page(
      paging,
      async (after, limit) => wanted.filter((it) => after === undefined || it.name > after).slice(0, limit),
      (it) => it.name,
    )
    return { addons: rows.map(onTheWire), nextToken }
  },
})

function onTheWire({ name, type, namespace, versions, serviceAccounts }: KnownAddon) {
  return {
    addonName: name,
    type,
    publisher: 'podid',
    owner: 'podid',
    defaultNamespace: namespace,
    addonVersions: versions.map((addonVersion) => ({
      addonVersion,
      requiresConfiguration: false,
      requiresIamPermissions: serviceAccounts.length > 0,
    })),
  }
}
