import { type Association, associationKey } from '../../domain'
import { maybeFlag, maybeText } from '../said'
import { acceptableId, acceptablePolicy } from './association-checks'
import { onAssociation } from './associations'
import { invalid } from './faults'
import { keepAnswer, madeBefore } from './kept-answers'
import { acceptableTarget, fitForPods, mayPass } from './roles'
import { clusterNamed, nextRevision, theAssociation } from './rows'

interface Changes {
  readonly roleArn?: string
  readonly disableSessionTags?: boolean
  /** '' takes it away. */
  readonly targetRoleArn?: string
  readonly policy?: string
}

/** Changes an association's roles, session tags or policy. What is not said stays; '' takes target role or policy away. */
export const updatePodIdentityAssociation = onAssociation({
  name: 'UpdatePodIdentityAssociation',
  more: (said) => ({
    roleArn: maybeText(said.roleArn),
    disableSessionTags: maybeFlag(said.disableSessionTags),
    targetRoleArn: maybeText(said.targetRoleArn),
    policy: maybeText(said.policy),
    token: maybeText(said.clientRequestToken),
  }),
  async handle({ cluster, id, token, ...changes }, parts) {
    const { store, revisions } = parts
    await clusterNamed(store, cluster)
    acceptableId(id)
    const { roleArn, disableSessionTags, targetRoleArn, policy } = changes
    const said = [roleArn, disableSessionTags, targetRoleArn, policy]
    if (said.every((it) => it === undefined))
      throw invalid('At least one of roleArn, targetRoleArn, disableSessionTags and policy must be given.')
    acceptableTarget(targetRoleArn || undefined, parts)
    if (roleArn !== undefined) await mayPass(roleArn, parts)
    const now = parts.now()
    const request = { operation: 'UpdatePodIdentityAssociation', token, parameters: [cluster, id, ...said] }
    const updated = await store.change(async (tx) => {
      const row = await theAssociation(tx, cluster, id)
      if ((await madeBefore(tx, request, now)) !== undefined) return row
      const next = changed(row, changes, now)
      acceptablePolicy(next.policy, next.disableSessionTags)
      if (roleArn !== undefined) await fitForPods(tx, roleArn)
      await tx.associations.update(associationKey(cluster, row.namespace, row.serviceAccount), () => next)
      await keepAnswer(tx, request, id, now)
      await nextRevision(tx, cluster)
      return next
    })
    revisions.changed(cluster)
    return updated
  },
})

function changed(row: Association, changes: Changes, now: number): Association {
  const { roleArn, disableSessionTags, targetRoleArn, policy } = changes
  return {
    ...row,
    roleArn: roleArn ?? row.roleArn,
    disableSessionTags: disableSessionTags ?? row.disableSessionTags,
    targetRoleArn: (targetRoleArn ?? row.targetRoleArn) || undefined,
    policy: (policy ?? row.policy) || undefined,
    modifiedAt: now,
  }
}
