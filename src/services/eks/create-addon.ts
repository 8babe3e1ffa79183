import { type Addon, addonKey } from '../../domain'
import { operation } from '../operation'
import { maybeStructure, maybeText, maybeTextMap, text } from '../said'
import { acceptableOwn, giveOwn, needForOwn, ownAssociations } from './addon-associations'
import { readConfiguration } from './addon-configuration'
import { acceptableVersion, addonOnTheWire, knownAddon } from './addons'
import { eksArn } from './arns'
import { acceptableNames } from './association-checks'
import { inUse, invalid } from './faults'
import { keepAnswer, madeBefore } from './kept-answers'
import { birth } from './new-association'
import { mayPass } from './roles'
import { addonNamed, clusterNamed, nextRevision } from './rows'
import { acceptableTags, requestTags, resourceTags } from './tags'

/** Wishes an add-on for a cluster. Its connector installs it: CREATING, then ACTIVE or CREATE_FAILED, as it tells. */
export const createAddon = operation({
  service: 'eks',
  name: 'CreateAddon',
  input: (said) => ({
    cluster: text(said.clusterName),
    name: text(said.addonName),
    version: maybeText(said.addonVersion) || undefined,
    namespace: maybeText(maybeStructure(said.namespaceConfig)?.namespace),
    serviceAccountRoleArn: maybeText(said.serviceAccountRoleArn),
    configurationValues: maybeText(said.configurationValues) || undefined,
    resolveConflicts: maybeText(said.resolveConflicts),
    own: ownAssociations(said.podIdentityAssociations) ?? [],
    tags: maybeTextMap(said.tags) ?? {},
    token: maybeText(said.clientRequestToken),
  }),
  async need({ cluster, name, own, tags }, { store }) {
    const context = requestTags(tags)
    const onCluster = { ...resourceTags(await store.clusters.get(cluster)), ...context }
    const create = { action: 'eks:CreateAddon', resource: `cluster/${cluster}`, context: onCluster }
    const tag = { action: 'eks:TagResource', resource: `addon/${cluster}/${name}/*`, context }
    return [create, ...(Object.keys(tags).length === 0 ? [] : [tag]), ...needForOwn(cluster, own, onCluster)]
  },
  async handle({ token, own, tags, ...asked }, parts) {
    const { cluster, name, configurationValues, resolveConflicts, serviceAccountRoleArn } = asked
    const { store, revisions } = parts
    await clusterNamed(store, cluster)
    const known = knownAddon(name)
    const version = asked.version ?? known.versions[0] ?? ''
    acceptableVersion(version, name)
    const namespace = asked.namespace ?? known.namespace
    acceptableNames({ namespace, serviceAccount: name })
    if (configurationValues !== undefined) readConfiguration(configurationValues, known)
    acceptableTags(tags, invalid)
    if (serviceAccountRoleArn !== undefined) await mayPass(serviceAccountRoleArn, parts)
    await acceptableOwn(known, version, own, parts)
    const at = parts.now()
    const births = own.map(() => birth(parts))
    const request = {
      operation: 'CreateAddon',
      token,
      parameters: [
        ...[cluster, name, asked.version, asked.namespace, serviceAccountRoleArn, configurationValues],
        ...[resolveConflicts, own.map(({ serviceAccount, roleArn }) => [serviceAccount, roleArn])],
        Object.entries(tags).sort(),
      ],
    }
    const row: Addon = {
      ...{ cluster, name, version, namespace, serviceAccountRoleArn, configurationValues, resolveConflicts, tags },
      arn: eksArn(parts, `addon/${cluster}/${name}/${parts.unique()}`),
      status: 'CREATING',
      issues: [],
      createdAt: at,
      modifiedAt: at,
    }
    const made = await store.change(async (tx) => {
      if ((await madeBefore(tx, request, at)) !== undefined) return addonNamed(tx, cluster, name)
      if (!(await tx.addons.insert(addonKey(cluster, name), row)))
        throw inUse('Addon already exists.', { clusterName: cluster, addonName: name })
      await giveOwn(tx, row, own, births, parts)
      await keepAnswer(tx, request, name, at)
      await nextRevision(tx, cluster)
      return row
    })
    revisions.changed(cluster)
    return { addon: await addonOnTheWire(store, made) }
  },
  about: ({ cluster }) => [{ type: 'AWS::EKS::Cluster', name: cluster }],
})
