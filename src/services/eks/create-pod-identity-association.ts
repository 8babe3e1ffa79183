import { operation } from '../operation'
import { maybeFlag, maybeText, maybeTextMap, text } from '../said'
import { acceptableNames, acceptablePolicy } from './association-checks'
import { associationOnTheWire } from './associations'
import { invalid } from './faults'
import { keepAnswer, madeBefore } from './kept-answers'
import { birth, makeAssociation } from './new-association'
import { acceptableTarget, mayPass } from './roles'
import { clusterNamed, theAssociation } from './rows'
import { acceptableTags, requestTags, resourceTags } from './tags'

/** Says which role the pods of a service account act as. One role a service account; effective at the next exchange. */
export const createPodIdentityAssociation = operation({
  service: 'eks',
  name: 'CreatePodIdentityAssociation',
  input: (said) => ({
    cluster: text(said.clusterName),
    namespace: text(said.namespace),
    serviceAccount: text(said.serviceAccount),
    roleArn: text(said.roleArn),
    disableSessionTags: maybeFlag(said.disableSessionTags) ?? false,
    targetRoleArn: maybeText(said.targetRoleArn) || undefined,
    policy: maybeText(said.policy) || undefined,
    tags: maybeTextMap(said.tags) ?? {},
    token: maybeText(said.clientRequestToken),
  }),
  async need({ cluster, tags }, { store }) {
    const context = requestTags(tags)
    const create = {
      action: 'eks:CreatePodIdentityAssociation',
      resource: `cluster/${cluster}`,
      context: { ...resourceTags(await store.clusters.get(cluster)), ...context },
    }
    if (Object.keys(tags).length === 0) return create
    return [create, { action: 'eks:TagResource', resource: `podidentityassociation/${cluster}/*`, context }]
  },
  async handle({ token, ...wanted }, parts) {
    const { store, revisions } = parts
    const { cluster } = wanted
    await clusterNamed(store, cluster)
    acceptableNames(wanted)
    acceptablePolicy(wanted.policy, wanted.disableSessionTags)
    acceptableTarget(wanted.targetRoleArn, parts)
    acceptableTags(wanted.tags, invalid)
    await mayPass(wanted.roleArn, parts)
    const born = birth(parts)
    const { tags, ...rest } = wanted
    const request = {
      operation: 'CreatePodIdentityAssociation',
      token,
      parameters: [
        rest.cluster,
        rest.namespace,
        rest.serviceAccount,
        rest.roleArn,
        rest.disableSessionTags,
        rest.targetRoleArn,
        rest.policy,
        Object.entries(tags).sort(),
      ],
    }
    const made = await store.change(async (tx) => {
      const before = await madeBefore(tx, request, born.at)
      if (before !== undefined) return theAssociation(tx, cluster, before)
      const row = await makeAssociation(tx, wanted, born, parts)
      await keepAnswer(tx, request, row.id, born.at)
      return row
    })
    revisions.changed(cluster)
    return { association: associationOnTheWire(made) }
  },
  about: ({ cluster }) => [{ type: 'AWS::EKS::Cluster', name: cluster }],
})
