/** iam: roles, users and their keys, policies, OIDC providers: https://docs.aws.amazon.com/IAM/latest/APIReference/ */
import { erased, type Operation } from '../operation'
import { addClientIDToOpenIDConnectProvider } from './add-client-id-to-open-id-connect-provider'
import { attachRolePolicy } from './attach-role-policy'
import { attachUserPolicy } from './attach-user-policy'
import { createAccessKey } from './create-access-key'
import { createOpenIDConnectProvider } from './create-open-id-connect-provider'
import { createPolicy } from './create-policy'
import { createPolicyVersion } from './create-policy-version'
import { createRole } from './create-role'
import { createUser } from './create-user'
import { deleteAccessKey } from './delete-access-key'
import { deleteOpenIDConnectProvider } from './delete-open-id-connect-provider'
import { deletePolicy } from './delete-policy'
import { deletePolicyVersion } from './delete-policy-version'
import { deleteRole } from './delete-role'
import { deleteRolePermissionsBoundary } from './delete-role-permissions-boundary'
import { deleteRolePolicy } from './delete-role-policy'
import { deleteUser } from './delete-user'
import { deleteUserPermissionsBoundary } from './delete-user-permissions-boundary'
import { deleteUserPolicy } from './delete-user-policy'
import { detachRolePolicy } from './detach-role-policy'
import { detachUserPolicy } from './detach-user-policy'
import { getAccessKeyLastUsed } from './get-access-key-last-used'
import { getAccountAuthorizationDetails } from './get-account-authorization-details'
import { getAccountSummary } from './get-account-summary'
import { getContextKeysForCustomPolicy } from './get-context-keys-for-custom-policy'
import { getContextKeysForPrincipalPolicy } from './get-context-keys-for-principal-policy'
import { getOpenIDConnectProvider } from './get-open-id-connect-provider'
import { getPolicy } from './get-policy'
import { getPolicyVersion } from './get-policy-version'
import { getRole } from './get-role'
import { getRolePolicy } from './get-role-policy'
import { getUser } from './get-user'
import { getUserPolicy } from './get-user-policy'
import { listAccessKeys } from './list-access-keys'
import { listAttachedRolePolicies } from './list-attached-role-policies'
import { listAttachedUserPolicies } from './list-attached-user-policies'
import { listEntitiesForPolicy } from './list-entities-for-policy'
import { listGroupsForUser } from './list-groups-for-user'
import { listInstanceProfilesForRole } from './list-instance-profiles-for-role'
import { listOpenIDConnectProviderTags } from './list-open-id-connect-provider-tags'
import { listOpenIDConnectProviders } from './list-open-id-connect-providers'
import { listPolicies } from './list-policies'
import { listPolicyTags } from './list-policy-tags'
import { listPolicyVersions } from './list-policy-versions'
import { listRolePolicies } from './list-role-policies'
import { listRoleTags } from './list-role-tags'
import { listRoles } from './list-roles'
import { listUserPolicies } from './list-user-policies'
import { listUserTags } from './list-user-tags'
import { listUsers } from './list-users'
import { forThoseItIsOpenTo } from './open-to'
import { putRolePermissionsBoundary } from './put-role-permissions-boundary'
import { putRolePolicy } from './put-role-policy'
import { putUserPermissionsBoundary } from './put-user-permissions-boundary'
import { putUserPolicy } from './put-user-policy'
import { removeClientIDFromOpenIDConnectProvider } from './remove-client-id-from-open-id-connect-provider'
import { setDefaultPolicyVersion } from './set-default-policy-version'
import { simulateCustomPolicy } from './simulate-custom-policy'
import { simulatePrincipalPolicy } from './simulate-principal-policy'
import { tagPolicy } from './tag-policy'
import { tagRole } from './tag-role'
import { tagUser } from './tag-user'
import { untagPolicy } from './untag-policy'
import { untagRole } from './untag-role'
import { untagUser } from './untag-user'
import { updateAccessKey } from './update-access-key'
import { updateAssumeRolePolicy } from './update-assume-role-policy'
import { updateOpenIDConnectProviderThumbprint } from './update-open-id-connect-provider-thumbprint'
import { updateRole } from './update-role'
import { updateRoleDescription } from './update-role-description'
import { updateUser } from './update-user'

export { type Administrator, createAdministrator } from './administrator'
export { administratorAccess } from './aws-managed'
export { policyByArn, policyTextByArn } from './managed-policies'
export { iamOpenTo } from './open-to'

export const iamOperations: readonly Operation[] = [
  erased(addClientIDToOpenIDConnectProvider),
  erased(attachRolePolicy),
  erased(attachUserPolicy),
  erased(createAccessKey),
  erased(createOpenIDConnectProvider),
  erased(createPolicy),
  erased(createPolicyVersion),
  erased(createRole),
  erased(createUser),
  erased(deleteAccessKey),
  erased(deleteOpenIDConnectProvider),
  erased(deletePolicy),
  erased(deletePolicyVersion),
  erased(deleteRole),
  erased(deleteRolePermissionsBoundary),
  erased(deleteRolePolicy),
  erased(deleteUser),
  erased(deleteUserPermissionsBoundary),
  erased(deleteUserPolicy),
  erased(detachRolePolicy),
  erased(detachUserPolicy),
  erased(getAccessKeyLastUsed),
  erased(getAccountAuthorizationDetails),
  erased(getAccountSummary),
  erased(getContextKeysForCustomPolicy),
  erased(getContextKeysForPrincipalPolicy),
  erased(getOpenIDConnectProvider),
  erased(getPolicy),
  erased(getPolicyVersion),
  erased(getRole),
  erased(getRolePolicy),
  erased(getUser),
  erased(getUserPolicy),
  erased(listAccessKeys),
  erased(listAttachedRolePolicies),
  erased(listAttachedUserPolicies),
  erased(listEntitiesForPolicy),
  erased(listGroupsForUser),
  erased(listInstanceProfilesForRole),
  erased(listOpenIDConnectProviderTags),
  erased(listOpenIDConnectProviders),
  erased(listPolicies),
  erased(listPolicyTags),
  erased(listPolicyVersions),
  erased(listRolePolicies),
  erased(listRoleTags),
  erased(listRoles),
  erased(listUserPolicies),
  erased(listUserTags),
  erased(listUsers),
  erased(putRolePermissionsBoundary),
  erased(putRolePolicy),
  erased(putUserPermissionsBoundary),
  erased(putUserPolicy),
  erased(removeClientIDFromOpenIDConnectProvider),
  erased(setDefaultPolicyVersion),
  erased(simulateCustomPolicy),
  erased(simulatePrincipalPolicy),
  erased(tagPolicy),
  erased(tagRole),
  erased(tagUser),
  erased(untagPolicy),
  erased(untagRole),
  erased(untagUser),
  erased(updateAccessKey),
  erased(updateAssumeRolePolicy),
  erased(updateOpenIDConnectProviderThumbprint),
  erased(updateRole),
  erased(updateRoleDescription),
  erased(updateUser),
].map(forThoseItIsOpenTo)
