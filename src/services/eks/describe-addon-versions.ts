import { operation } from '../operation'
import { maybeText, maybeTexts } from '../said'
import { catalogue, type KnownAddon } from './addon-catalogue'
import { kubernetesVersions } from './kubernetes-versions'
import { page, paging } from './paging'

/** Lists the add-ons that may be wished for, with versions that are published for them. */
export const describeAddonVersions = operation({
  service: 'eks',
  name: 'DescribeAddonVersions',
  input: (said) => ({
    name: maybeText(said.addonName) || undefined,
    kubernetes: maybeText(said.kubernetesVersion) || undefined,
    types: maybeTexts(said.types) ?? [],
    publishers: maybeTexts(said.publishers) ?? [],
    owners: maybeTexts(said.owners) ?? [],
    paging: paging(said),
  }),
  need: () => ({ action: 'eks:DescribeAddonVersions', resource: '*' }),
  async handle({ name, kubernetes, types, publishers, owners, paging }) {
    const fits = (wanted: readonly string[], value: string): boolean => wanted.length === 0 || wanted.includes(value)
    const clusters = kubernetesVersions.map((it) => it.name).filter((it) => it === (kubernetes ?? it))
    const wanted = [...catalogue.values()]
      .filter((it) => clusters.length > 0 && (name === undefined || it.name === name))
      .filter((it) => fits(types, it.type) && fits(publishers, it.publisher) && fits(owners, it.owner))
      .sort((one, other) => (one.name < other.name ? -1 : 1))
    const { rows, nextToken } = await page(
      paging,
      async (after, limit) => wanted.filter((it) => after === undefined || it.name > after).slice(0, limit),
      (it) => it.name,
    )
    return { addons: rows.map((it) => onTheWire(it, clusters)), nextToken }
  },
})

function onTheWire({ name, versions, serviceAccounts, ...it }: KnownAddon, clusters: readonly string[]) {
  return {
    addonName: name,
    type: it.type,
    publisher: it.publisher,
    owner: it.owner,
    defaultNamespace: it.namespace,
    addonVersions: versions.map((addonVersion, at) => ({
      addonVersion,
      architecture: ['amd64', 'arm64'],
      computeTypes: ['ec2', 'hybrid'],
      compatibilities: clusters.map((clusterVersion) => ({
        clusterVersion,
        platformVersions: ['*'],
        defaultVersion: at === 0,
      })),
      requiresConfiguration: false,
      requiresIamPermissions: serviceAccounts.length > 0,
    })),
  }
}
