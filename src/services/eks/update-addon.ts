import { type Addon, addonKey, associationKey } from '../../domain'
import type { Tables } from '../../store'
import { type Answer, operation, type Parts } from '../operation'
import { maybeText } from '../said'
import {
  acceptableConfiguration,
  acceptableOwn,
  acceptableVersion,
  knownAddon,
  namedAddon,
  needForOwn,
  needOnAddon,
  type OwnAssociation,
  ownAssociations,
} from './addons'
import { notNow } from './faults'
import { type Birth, birth, makeAssociation } from './new-association'
import { fitForPods, mayPass } from './roles'
import { addonNamed, associationsOwnedBy, clusterNamed, nextRevision } from './rows'

/**
 * Changes an add-on's version, configuration or associations. What is not said stays; `podIdentityAssociations` said takes the place of
 * all that the add-on owns. It is UPDATING until its cluster tells how it went.
 */
export const updateAddon = operation({
  service: 'eks',
  name: 'UpdateAddon',
  input: (said) => ({
    ...namedAddon(said),
    version: maybeText(said.addonVersion) || undefined,
    serviceAccountRoleArn: maybeText(said.serviceAccountRoleArn),
    configurationValues: maybeText(said.configurationValues),
    resolveConflicts: maybeText(said.resolveConflicts),
    own: ownAssociations(said.podIdentityAssociations),
  }),
  need: async (asked, facts) => [
    await needOnAddon('eks:UpdateAddon', asked, facts),
    ...needForOwn(asked.cluster, asked.own, undefined),
  ],
  async handle(asked, parts) {
    const { cluster, name, own, version, configurationValues, serviceAccountRoleArn } = asked
    const { store, revisions } = parts
    await clusterNamed(store, cluster)
    if (version !== undefined) acceptableVersion(version, name)
    acceptableConfiguration(configurationValues, name)
    if (serviceAccountRoleArn !== undefined) await mayPass(serviceAccountRoleArn, parts)
    await addonNamed(store, cluster, name)
    await acceptableOwn(knownAddon(name), own ?? [], parts)
    const modifiedAt = parts.now()
    const births = (own ?? []).map(() => birth(parts))
    await store.change(async (tx) => {
      const row = await addonNamed(tx, cluster, name)
      if (row.status === 'DELETING') throw notNow(`Addon ${name} is being deleted.`, { addonName: name })
      const next: Addon = {
        ...row,
        status: 'UPDATING',
        version: version ?? row.version,
        configurationValues: configurationValues ?? row.configurationValues,
        serviceAccountRoleArn: serviceAccountRoleArn ?? row.serviceAccountRoleArn,
        issues: [],
        modifiedAt,
      }
      await tx.addons.update(addonKey(cluster, name), () => next)
      if (own !== undefined) await overwriteOwn(tx, next, own, births, parts)
      await nextRevision(tx, cluster)
    })
    revisions.changed(cluster)
    return { update: updateOnTheWire(asked, parts.unique(), modifiedAt) }
  },
  about: ({ cluster }) => [{ type: 'AWS::EKS::Cluster', name: cluster }],
})

/** Associations that stay keep their ids; their service account's association of another owner is refused. */
async function overwriteOwn(
  tx: Pick<Tables, 'associations' | 'roles'>,
  addon: Addon,
  wanted: readonly OwnAssociation[],
  births: readonly Birth[],
  parts: Parts,
): Promise<void> {
  const { cluster, namespace, arn } = addon
  const owned = await associationsOwnedBy(tx, addon)
  for (const it of owned)
    if (!wanted.some(({ serviceAccount }) => serviceAccount === it.serviceAccount))
      await tx.associations.remove(associationKey(cluster, it.namespace, it.serviceAccount))
  for (const [at, it] of wanted.entries()) {
    const there = owned.find(({ serviceAccount }) => serviceAccount === it.serviceAccount)
    const born = births[at] ?? birth(parts)
    if (there === undefined) {
      const rest = { disableSessionTags: false, ownerArn: arn, tags: {} }
      await makeAssociation(tx, { cluster, namespace, ...it, ...rest }, born, parts)
    } else if (there.roleArn !== it.roleArn) {
      await fitForPods(tx, it.roleArn)
      await tx.associations.update(associationKey(cluster, there.namespace, there.serviceAccount), (row) => ({
        ...row,
        roleArn: it.roleArn,
        modifiedAt: born.at,
      }))
    }
  }
}

function updateOnTheWire(
  asked: {
    readonly version?: string
    readonly serviceAccountRoleArn?: string
    readonly configurationValues?: string
    readonly resolveConflicts?: string
    readonly own?: readonly OwnAssociation[]
  },
  id: string,
  at: number,
): Answer {
  const params = [
    { type: 'AddonVersion', value: asked.version },
    { type: 'ServiceAccountRoleArn', value: asked.serviceAccountRoleArn },
    { type: 'ResolveConflicts', value: asked.resolveConflicts },
    { type: 'ConfigurationValues', value: asked.configurationValues },
    { type: 'PodIdentityAssociations', value: asked.own && JSON.stringify(asked.own) },
  ]
  return {
    id,
    status: 'InProgress',
    type: 'AddonUpdate',
    params: params.filter(({ value }) => value !== undefined),
    createdAt: new Date(at),
    errors: [],
  }
}
