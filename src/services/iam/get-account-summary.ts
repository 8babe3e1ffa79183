import { operation } from '../operation'
import { quotas } from './quotas'

/** How much of each thing there is, and how much there may be. Of what podid does not have there is none, and none may be. */
export const getAccountSummary = operation({
  service: 'iam',
  name: 'GetAccountSummary',
  input: () => undefined,
  need: () => ({ action: 'iam:GetAccountSummary', resource: '*' }),
  async handle(_, { store }) {
    const [users, roles, policies, providers] = await Promise.all([
      store.users.count(),
      store.roles.count(),
      store.policies.list(),
      store.oidcProviders.count(),
    ])
    return {
      SummaryMap: {
        Users: users,
        UsersQuota: quotas.usersPerAccount,
        Roles: roles,
        RolesQuota: quotas.rolesPerAccount,
        Policies: policies.length,
        PoliciesQuota: quotas.policiesPerAccount,
        PolicyVersionsInUse: policies.reduce((sum, { versions }) => sum + versions.length, 0),
        PolicyVersionsInUseQuota: quotas.policiesPerAccount * quotas.versionsPerPolicy,
        VersionsPerPolicyQuota: quotas.versionsPerPolicy,
        PolicySizeQuota: quotas.managedPolicySize,
        AssumeRolePolicySizeQuota: quotas.trustPolicySize,
        RolePolicySizeQuota: quotas.rolePoliciesSize,
        UserPolicySizeQuota: quotas.userPoliciesSize,
        AttachedPoliciesPerRoleQuota: quotas.attachedPolicies,
        AttachedPoliciesPerUserQuota: quotas.attachedPolicies,
        AccessKeysPerUserQuota: quotas.accessKeysPerUser,
        Providers: providers,
        Groups: 0,
        GroupsQuota: 0,
        GroupsPerUserQuota: 0,
        GroupPolicySizeQuota: 0,
        AttachedPoliciesPerGroupQuota: 0,
        InstanceProfiles: 0,
        InstanceProfilesQuota: 0,
        ServerCertificates: 0,
        ServerCertificatesQuota: 0,
        SigningCertificatesPerUserQuota: 0,
        MFADevices: 0,
        MFADevicesInUse: 0,
        AccountMFAEnabled: 0,
        AccountAccessKeysPresent: 0,
        AccountPasswordPresent: 0,
        AccountSigningCertificatesPresent: 0,
        GlobalEndpointTokenVersion: 1,
      },
    }
  },
})
