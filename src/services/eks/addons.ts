import { type Addon, addonKey } from '../../domain'
import type { Store, Tables } from '../../store'
import type { Answer, Need, Operation, Parts, Said } from '../operation'
import { operation } from '../operation'
import { maybeList, structure, text } from '../said'
import { catalogue, isVersion, type KnownAddon } from './addon-catalogue'
import { acceptableServiceAccount } from './association-checks'
import { invalid } from './faults'
import { mayPass } from './roles'
import { associationsOwnedBy } from './rows'
import { resourceTags } from './tags'

/** An add-on as EKS shows it, with the associations it owns. */
export async function addonOnTheWire(of: Pick<Tables, 'associations'>, it: Addon): Promise<Answer> {
  const owned = await associationsOwnedBy(of, it)
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
    publisher: 'podid',
    owner: 'podid',
    configurationValues: it.configurationValues,
    podIdentityAssociations: owned.map(({ arn }) => arn),
    namespaceConfig: { namespace: it.namespace },
  }
}

/** An association as an add-on's input has it; its namespace is the add-on's. */
export interface OwnAssociation {
  readonly serviceAccount: string
  readonly roleArn: string
}

export function ownAssociations(value: unknown): readonly OwnAssociation[] | undefined {
  return maybeList(value)?.map((it) => {
    const { serviceAccount, roleArn } = structure(it)
    return { serviceAccount: text(serviceAccount), roleArn: text(roleArn) }
  })
}

/** Refuses service accounts that the add-on has not, or has twice, and roles that the caller may not pass. */
export async function acceptableOwn(
  addon: KnownAddon,
  wanted: readonly OwnAssociation[],
  parts: Pick<Parts, 'account' | 'demand'>,
): Promise<void> {
  const names = wanted.map(({ serviceAccount }) => serviceAccount)
  for (const name of names) {
    acceptableServiceAccount(name)
    if (!addon.serviceAccounts.includes(name))
      throw invalid(`Service account ${name} in pod identity configuration is not supported for addon ${addon.name}`, {
        addonName: addon.name,
      })
  }
  if (new Set(names).size !== names.length)
    throw invalid('A service account occurs twice in the pod identity configuration.', { addonName: addon.name })
  for (const { roleArn } of wanted) await mayPass(roleArn, parts)
}

export function knownAddon(name: string): KnownAddon {
  const it = catalogue.get(name)
  if (it === undefined) throw invalid('Addon specified is not supported', { addonName: name })
  return it
}

export function acceptableVersion(version: string, name: string): void {
  if (!isVersion(version)) throw invalid('Addon version specified is not supported', { addonName: name })
}

/** Characters. JSON or YAML, which the add-on's own schema judges. */
const longestConfiguration = 65_536

export function acceptableConfiguration(values: string | undefined, name: string): void {
  if (values === undefined) return
  if (values.length > longestConfiguration || values.includes('\0') || !values.isWellFormed())
    throw invalid('ConfigurationValue provided in request is not supported', { addonName: name })
}

/** Who gives an add-on associations must be permitted to make them. */
export function needForOwn(
  cluster: string,
  own: readonly OwnAssociation[] | undefined,
  tags: Need['context'],
): readonly Need[] {
  return own === undefined || own.length === 0
    ? []
    : [{ action: 'eks:CreatePodIdentityAssociation', resource: `cluster/${cluster}`, context: tags }]
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
