/** AWS's default quotas: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export const quotas = {
  rolesPerAccount: 1000,
  usersPerAccount: 5000,
  policiesPerAccount: 1500,
  providersPerAccount: 100,
  clientIdsPerProvider: 100,
  thumbprintsPerProvider: 5,
  attachedPolicies: 10,
  versionsPerPolicy: 5,
  accessKeysPerUser: 2,
  tags: 50,
  /** Characters, white space not counted. */
  trustPolicySize: 2048,
  managedPolicySize: 6144,
  rolePoliciesSize: 10240,
  userPoliciesSize: 2048,
} as const
