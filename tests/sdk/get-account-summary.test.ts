import { expect } from 'bun:test'
import { CreatePolicyVersionCommand, CreateRoleCommand, GetAccountSummaryCommand } from '@aws-sdk/client-iam'
import { denied, document, iamWorld, policyArn } from './iam-world'
import { operationTests } from './operation'
import { podsTrust } from './world'

const world = iamWorld()
const getAccountSummary = operationTests('iam', 'GetAccountSummary', {
  differs:
    'of what podid has not (groups, instance profiles, certificates, MFA devices) there is none, and the quotas are none',
})

getAccountSummary.succeeds('counts what there is, and tells how much there may be', async () => {
  const summary = async () => (await world.iam.send(new GetAccountSummaryCommand({}))).SummaryMap ?? {}
  const before = await summary()
  expect(before).toMatchObject({
    Users: 2,
    UsersQuota: 5000,
    RolesQuota: 1000,
    Policies: 1,
    PoliciesQuota: 1500,
    PolicyVersionsInUse: 1,
    PolicySizeQuota: 6144,
    AssumeRolePolicySizeQuota: 2048,
    RolePolicySizeQuota: 10240,
    UserPolicySizeQuota: 2048,
    VersionsPerPolicyQuota: 5,
    AccessKeysPerUserQuota: 2,
    AttachedPoliciesPerRoleQuota: 10,
    AttachedPoliciesPerUserQuota: 10,
    Providers: 2,
    MFADevices: 0,
    AccountAccessKeysPresent: 0,
    GlobalEndpointTokenVersion: 1,
  })
  await world.iam.send(new CreateRoleCommand({ RoleName: 'x', AssumeRolePolicyDocument: podsTrust }))
  await world.iam.send(new CreatePolicyVersionCommand({ PolicyArn: policyArn, PolicyDocument: document }))
  const { Roles = 0, PolicyVersionsInUse = 0, ...same } = before
  expect(await summary()).toEqual({ ...same, Roles: Roles + 1, PolicyVersionsInUse: PolicyVersionsInUse + 1 })
})
getAccountSummary.refuses(
  'AccessDenied',
  'who may not',
  async () => (await world.stranger()).send(new GetAccountSummaryCommand({})),
  denied('GetAccountSummary', '*'),
)
