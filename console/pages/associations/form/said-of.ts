import type { PodIdentityAssociation } from '@aws-sdk/client-eks'
import { rowsOf } from '../../../shown/tag-rows'
import type { Draft } from './draft'

/** An association as the form has it. */
export function saidOf(it: PodIdentityAssociation): Draft {
  return {
    namespace: it.namespace ?? '',
    serviceAccount: it.serviceAccount ?? '',
    roleArn: it.roleArn ?? '',
    targetRoleArn: it.targetRoleArn ?? '',
    sessionTags: it.disableSessionTags !== true,
    policy: it.policy ?? '',
    tags: rowsOf(it.tags),
  }
}
