/** podid: what AWS has no operation for: a cluster's activation, its keys, what is wanted there, tokens of built-in issuers, signing in. */
import { erased, type Operation } from '../operation'
import { activateCluster } from './activate-cluster'
import { approveClusterKeys } from './approve-cluster-keys'
import { createServiceAccountToken } from './create-service-account-token'
import { createSignInCode } from './create-sign-in-code'
import { explainPodIdentity } from './explain-pod-identity'
import { getActivity } from './get-activity'
import { getClusterKeys } from './get-cluster-keys'
import { getClusterReport } from './get-cluster-report'
import { putAddonState } from './put-addon-state'
import { putClusterKeys } from './put-cluster-keys'
import { putClusterReport } from './put-cluster-report'
import { renewActivation } from './renew-activation'
import { rotateClusterKeys } from './rotate-cluster-keys'
import { searchAssociations } from './search-associations'
import { searchClusters } from './search-clusters'
import { searchRoles } from './search-roles'
import { signIn } from './sign-in'
import { watchCluster } from './watch-cluster'

export { giveUpUnattended } from './unattended'

export const podidOperations: readonly Operation[] = [
  erased(activateCluster),
  erased(approveClusterKeys),
  erased(createServiceAccountToken),
  erased(createSignInCode),
  erased(explainPodIdentity),
  erased(getActivity),
  erased(getClusterKeys),
  erased(getClusterReport),
  erased(putAddonState),
  erased(putClusterKeys),
  erased(putClusterReport),
  erased(renewActivation),
  erased(rotateClusterKeys),
  erased(searchAssociations),
  erased(searchClusters),
  erased(searchRoles),
  erased(signIn),
  erased(watchCluster),
]
