import type { CreatePodIdentityAssociationRequest, UpdatePodIdentityAssociationRequest } from '@aws-sdk/client-eks'
import { tagsOf } from '../../../shown/tag-rows'
import { type Draft, tagsSessions } from './draft'

/** What CreatePodIdentityAssociation is asked; what is left as it is by default, is not said. */
export function createInput(clusterName: string, draft: Draft): CreatePodIdentityAssociationRequest {
  const { namespace, serviceAccount, roleArn, targetRoleArn, policy, tags } = draft
  const given = tagsOf(tags)
  return {
    clusterName,
    namespace,
    serviceAccount,
    roleArn,
    ...(targetRoleArn === '' ? {} : { targetRoleArn }),
    ...(tagsSessions(draft) ? {} : { disableSessionTags: true }),
    ...(policy === '' ? {} : { policy }),
    ...(Object.keys(given).length === 0 ? {} : { tags: { ...given } }),
  }
}

/** What UpdatePodIdentityAssociation is asked: only what differs; '' takes away. Undefined where nothing does. */
export function updateInput(
  clusterName: string,
  associationId: string,
  before: Draft,
  draft: Draft,
): UpdatePodIdentityAssociationRequest | undefined {
  const { roleArn, targetRoleArn, policy } = draft
  const changes = {
    ...(roleArn === before.roleArn ? {} : { roleArn }),
    ...(targetRoleArn === before.targetRoleArn ? {} : { targetRoleArn }),
    ...(tagsSessions(draft) === tagsSessions(before) ? {} : { disableSessionTags: !tagsSessions(draft) }),
    ...(policy === before.policy ? {} : { policy }),
  }
  return Object.keys(changes).length === 0 ? undefined : { clusterName, associationId, ...changes }
}
