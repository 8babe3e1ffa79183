/** eks: clusters, their add-ons, and which pods act as which role: https://docs.aws.amazon.com/eks/latest/APIReference/ */
import { erased, type Operation } from '../operation'
import { createAddon } from './create-addon'
import { createCluster } from './create-cluster'
import { createPodIdentityAssociation } from './create-pod-identity-association'
import { deleteAddon } from './delete-addon'
import { deleteCluster } from './delete-cluster'
import { deletePodIdentityAssociation } from './delete-pod-identity-association'
import { deregisterCluster } from './deregister-cluster'
import { describeAddon } from './describe-addon'
import { describeAddonConfiguration } from './describe-addon-configuration'
import { describeAddonVersions } from './describe-addon-versions'
import { describeCluster } from './describe-cluster'
import { describeClusterVersions } from './describe-cluster-versions'
import { describePodIdentityAssociation } from './describe-pod-identity-association'
import { describeUpdate } from './describe-update'
import { listAddons } from './list-addons'
import { listClusters } from './list-clusters'
import { listPodIdentityAssociations } from './list-pod-identity-associations'
import { listTagsForResource } from './list-tags-for-resource'
import { listUpdates } from './list-updates'
import { registerCluster } from './register-cluster'
import { tagResource } from './tag-resource'
import { untagResource } from './untag-resource'
import { updateAddon } from './update-addon'
import { updateClusterConfig } from './update-cluster-config'
import { updatePodIdentityAssociation } from './update-pod-identity-association'

export { createBuiltInCluster, signingKeyPurpose } from './built-in-cluster'

export const eksOperations: readonly Operation[] = [
  erased(createAddon),
  erased(createCluster),
  erased(createPodIdentityAssociation),
  erased(deleteAddon),
  erased(deleteCluster),
  erased(deletePodIdentityAssociation),
  erased(deregisterCluster),
  erased(describeAddon),
  erased(describeAddonConfiguration),
  erased(describeAddonVersions),
  erased(describeCluster),
  erased(describeClusterVersions),
  erased(describePodIdentityAssociation),
  erased(describeUpdate),
  erased(listAddons),
  erased(listClusters),
  erased(listPodIdentityAssociations),
  erased(listTagsForResource),
  erased(listUpdates),
  erased(registerCluster),
  erased(tagResource),
  erased(untagResource),
  erased(updateAddon),
  erased(updateClusterConfig),
  erased(updatePodIdentityAssociation),
]
