import { type Addon, addonKey, type Update } from '../../domain'
import { updateKey } from '../../store'
import { found } from '../fault'
import { operation, type Said } from '../operation'
import { maybeText } from '../said'
import { acceptableOwn, giveOwn, needForOwn, ownAssociations } from './addon-associations'
import { readConfiguration } from './addon-configuration'
import { acceptableVersion, knownAddon, namedAddon, needOnAddon } from './addons'
import { inUse, noUpdate } from './faults'
import { keepAnswer, madeBefore } from './kept-answers'
import { birth } from './new-association'
import { mayPass } from './roles'
import { addonNamed, clusterNamed, nextRevision } from './rows'
import { keepUpdate, paramsOf, updateOnTheWire } from './updates'

/**
 * Changes an add-on's version, configuration or associations. What is not said stays; `podIdentityAssociations` said takes the place of
 * all that the add-on owns, '' takes the configuration away. It is UPDATING until its cluster tells how it went.
 */
export const updateAddon = operation({
  service: 'eks',
  name: 'UpdateAddon',
  input: (said) => ({ ...namedAddon(said), wish: wishOf(said), token: maybeText(said.clientRequestToken) }),
  need: async (asked, facts) => [
    await needOnAddon('eks:UpdateAddon', asked, facts),
    ...needForOwn(asked.cluster, asked.wish.own, undefined),
  ],
  async handle({ cluster, name, wish, token }, parts) {
    const { own, version, configurationValues, serviceAccountRoleArn } = wish
    const { store, revisions } = parts
    await clusterNamed(store, cluster)
    const before = await addonNamed(store, cluster, name)
    const known = knownAddon(name)
    if (version !== undefined) acceptableVersion(version, name)
    if (configurationValues) readConfiguration(configurationValues, known)
    if (serviceAccountRoleArn !== undefined) await mayPass(serviceAccountRoleArn, parts)
    await acceptableOwn(known, version ?? before.version, own ?? [], parts)
    const at = parts.now()
    const births = (own ?? []).map(() => birth(parts))
    const update: Update = {
      ...{ id: parts.unique(), cluster, addon: name, type: 'AddonUpdate', status: 'InProgress', errors: [] },
      params: paramsOf({
        AddonVersion: version,
        ServiceAccountRoleArn: serviceAccountRoleArn,
        ResolveConflicts: wish.resolveConflicts,
        ConfigurationValues: configurationValues,
        PodIdentityAssociations: own && JSON.stringify(own),
      }),
      createdAt: at,
    }
    const request = { operation: 'UpdateAddon', token, parameters: [cluster, name, update.params] }
    const made = await store.change(async (tx) => {
      const row = await addonNamed(tx, cluster, name)
      const former = await madeBefore(tx, request, at)
      if (former !== undefined)
        return found(await tx.updates.get(updateKey(cluster, former)), () => noUpdate(cluster, former))
      if (busy.has(row.status))
        throw inUse(`Addon ${name} cannot be updated as it is currently in ${row.status} state`, {
          clusterName: cluster,
          addonName: name,
        })
      const next: Addon = { ...changed(row, wish), status: 'UPDATING', issues: [], modifiedAt: at, updateId: update.id }
      await tx.addons.update(addonKey(cluster, name), () => next)
      if (own !== undefined) await giveOwn(tx, next, own, births, parts)
      await keepUpdate(tx, update)
      await keepAnswer(tx, request, update.id, at)
      await nextRevision(tx, cluster)
      return update
    })
    revisions.changed(cluster)
    return { update: updateOnTheWire(made) }
  },
  about: ({ cluster }) => [{ type: 'AWS::EKS::Cluster', name: cluster }],
})

/** The cluster has not told yet how the last wish went, or the add-on is to go. */
const busy: ReadonlySet<Addon['status']> = new Set(['CREATING', 'UPDATING', 'DELETING', 'DELETE_FAILED'])

function wishOf(said: Said) {
  return {
    version: maybeText(said.addonVersion) || undefined,
    serviceAccountRoleArn: maybeText(said.serviceAccountRoleArn),
    configurationValues: maybeText(said.configurationValues),
    resolveConflicts: maybeText(said.resolveConflicts),
    own: ownAssociations(said.podIdentityAssociations),
  }
}

function changed(row: Addon, wish: ReturnType<typeof wishOf>): Addon {
  return {
    ...row,
    version: wish.version ?? row.version,
    configurationValues: (wish.configurationValues ?? row.configurationValues) || undefined,
    resolveConflicts: wish.resolveConflicts ?? row.resolveConflicts,
    serviceAccountRoleArn: wish.serviceAccountRoleArn ?? row.serviceAccountRoleArn,
  }
}
