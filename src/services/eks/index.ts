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
import { describeAddonVersions } from './describe-addon-versions'
import { describeCluster } from './describe-cluster'
import { describePodIdentityAssociation } from './describe-pod-identity-association'
import { listAddons } from './list-addons'
import { listClusters } from './list-clusters'
import { listPodIdentityAssociations } from './list-pod-identity-associations'
import { listTagsForResource } from './list-tags-for-resource'
import { registerCluster } from './register-cluster'
import { tagResource } from './tag-resource'
import { untagResource } from './untag-resource'
import { updateAddon } from './update-addon'
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
  erased(describeAddonVersions),
  erased(describeCluster),
  erased(describePodIdentityAssociation),
  erased(listAddons),
  erased(listClusters),
  erased(listPodIdentityAssociations),
  erased(listTagsForResource),
  erased(registerCluster),
  erased(tagResource),
  erased(untagResource),
  erased(updateAddon),
  erased(updatePodIdentityAssociation),
]
