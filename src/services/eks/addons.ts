import { type Addon, addonKey } from '../../domain'
import type { Store, Tables } from '../../store'
import type { Answer, Need, Operation, Parts, Said } from '../operation'
import { operation } from '../operation'
import { text } from '../said'
import { catalogue, isVersion, type KnownAddon } from './addon-catalogue'
import { invalid } from './faults'
import { associationsOwnedBy } from './rows'
import { resourceTags } from './tags'

/** An add-on as EKS shows it, with the associations it owns. */
export async function addonOnTheWire(of: Pick<Tables, 'associations'>, it: Addon): Promise<Answer> {
  const owned = await associationsOwnedBy(of, it)
  const known = catalogue.get(it.name)
  return {
    addonName: it.name,
    clusterName: it.cluster,
    status: it.status,
    addonVersion: it.version,
    health: { issues: it.issues },
    addonArn: it.arn,
    createdAt: new Date(it.createdAt),
    modifiedAt: new Date(it.modifiedAt),
    serviceAccountRoleArn: it.serviceAccountRoleArn,
    tags: it.tags,
    publisher: known?.publisher,
    owner: known?.owner,
    configurationValues: it.configurationValues,
    podIdentityAssociations: owned.map(({ arn }) => arn),
    namespaceConfig: { namespace: it.namespace },
  }
}

export function knownAddon(name: string): KnownAddon {
  const it = catalogue.get(name)
  if (it === undefined) throw invalid('Addon specified is not supported', { addonName: name })
  return it
}

export function acceptableVersion(version: string, name: string): void {
  if (!isVersion(version)) throw invalid('Addon version specified is not supported', { addonName: name })
}

/** Which add-on is spoken of. */
export interface NamedAddon {
  readonly cluster: string
  readonly name: string
}

export function namedAddon(said: Said): NamedAddon {
  return { cluster: text(said.clusterName), name: text(said.addonName) }
}

/** The ARN of an add-on ends with a UUID of its own; of one that is not there, policies see `*` in its place. */
export async function needOnAddon(
  action: string,
  { cluster, name }: NamedAddon,
  { store }: { readonly store: Pick<Store, 'addons'> },
): Promise<Need> {
  const row = await store.addons.get(addonKey(cluster, name))
  return { action, resource: row?.arn ?? `addon/${cluster}/${name}/*`, context: resourceTags(row) }
}

/** An operation on the one add-on that its input names. */
export function onAddon<More>(it: {
  readonly name: string
  readonly more: (said: Said) => More
  readonly handle: (asked: NamedAddon & More, parts: Parts) => Promise<Answer>
}): Operation<NamedAddon & More> {
  return operation({
    service: 'eks',
    name: it.name,
    input: (said) => ({ ...namedAddon(said), ...it.more(said) }),
    need: (asked, facts) => needOnAddon(`eks:${it.name}`, asked, facts),
    handle: (asked, parts) => it.handle(asked, parts),
    about: ({ cluster }) => [{ type: 'AWS::EKS::Cluster', name: cluster }],
  })
}
