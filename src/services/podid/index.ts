/** podid: what AWS has no operation for: a cluster's activation, its keys, what is wanted there, tokens of built-in issuers. */
import { erased, type Operation } from '../operation'
import { activateCluster } from './activate-cluster'
import { createServiceAccountToken } from './create-service-account-token'
import { getClusterKeys } from './get-cluster-keys'
import { putAddonState } from './put-addon-state'
import { putClusterKeys } from './put-cluster-keys'
import { renewActivation } from './renew-activation'
import { rotateClusterKeys } from './rotate-cluster-keys'
import { watchCluster } from './watch-cluster'

export { giveUpUnattended } from './unattended'

export const podidOperations: readonly Operation[] = [
  erased(activateCluster),
  erased(createServiceAccountToken),
  erased(getClusterKeys),
  erased(putAddonState),
  erased(putClusterKeys),
  erased(renewActivation),
  erased(rotateClusterKeys),
  erased(watchCluster),
]
