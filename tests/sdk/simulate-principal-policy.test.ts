import { beforeAll, expect } from 'bun:test'
import {
  AttachRolePolicyCommand,
  paginateSimulatePrincipalPolicy,
  SimulatePrincipalPolicyCommand,
} from '@aws-sdk/client-iam'
import { AssumeRoleCommand } from '@aws-sdk/client-sts'
import { operationTests } from './operation'
import { allow, document, newRole, signingWith, trusting } from './sessions'
import { account, sdkWorld } from './world'

const world = sdkWorld()
const simulate = operationTests('iam', 'SimulatePrincipalPolicy', {
  never: {
    PolicyEvaluation:
      'given when a stored policy cannot be read, which no request brings about (src/services/iam/simulate-principal.test.ts)',
  },
  differs:
    'There are no groups and no organization. Asked about several resources, EvalResourceName is * where AWS shows the pattern of the action’s resources. A role’s trust policy counts as ResourcePolicy, which AWS leaves aside.',
})
const PolicySourceArn = `arn:aws:iam::${account}:role/tried`
const ask = (more: Partial<SimulatePrincipalPolicyCommand['input']> = {}, iam = world.iam) =>
  iam.send(new SimulatePrincipalPolicyCommand({ PolicySourceArn, ActionNames: ['s3:GetObject'], ...more }))

beforeAll(async () => {
  const trust = trusting({ AWS: account }, 'sts:AssumeRole')
  await newRole(world.iam, 'tried', trust, allow('sqs:*'), { ...allow('s3:GetObject'), Effect: 'Deny' })
  const PolicyArn = 'arn:aws:iam::aws:policy/AdministratorAccess'
  await world.iam.send(new AttachRolePolicyCommand({ RoleName: 'tried', PolicyArn }))
})

simulate.succeeds('names a role’s policies as AWS does', async () => {
  const { EvaluationResults } = await ask({ ActionNames: ['s3:GetObject', 'sns:Publish', 'sqs:SendMessage'] })
  const decided = (EvaluationResults ?? []).map(({ EvalDecision, MatchedStatements = [] }) => [
    EvalDecision,
    ...MatchedStatements.map(({ SourcePolicyId }) => SourcePolicyId),
  ])
  expect(decided).toEqual([
    ['explicitDeny', 'role_tried_own'],
    ['allowed', 'AdministratorAccess'],
    ['allowed', 'role_tried_own', 'AdministratorAccess'],
  ])
})

simulate.succeeds('takes a user for the caller of a resource’s policy', async () => {
  const user = `arn:aws:iam::${account}:user/admin`
  const ResourcePolicy = document({
    Effect: 'Deny',
    Principal: { AWS: user },
    Action: 's3:*',
    Resource: 'arn:aws:s3:::b/*',
  })
  const { EvaluationResults } = await ask({ PolicySourceArn: user, ResourcePolicy, ResourceArns: ['arn:aws:s3:::b/k'] })
  expect(EvaluationResults).toMatchObject([
    {
      EvalDecision: 'explicitDeny',
      MatchedStatements: [
        { SourcePolicyId: 'ResourcePolicy', SourcePolicyType: 'Resource Policy' },
        { SourcePolicyId: 'AdministratorAccess', SourcePolicyType: 'IAM Policy' },
      ],
    },
  ])
})

simulate.succeeds('comes in pages', async () => {
  const input = { PolicySourceArn, ActionNames: ['s3:GetObject', 'sns:Publish'] }
  const decisions: (string | undefined)[] = []
  for await (const page of paginateSimulatePrincipalPolicy({ client: world.iam, pageSize: 1 }, input))
    decisions.push(...(page.EvaluationResults ?? []).map(({ EvalDecision }) => EvalDecision))
  expect(decisions).toEqual(['explicitDeny', 'allowed'])
})

simulate.refuses(
  'NoSuchEntity',
  'a role that is not there',
  () => ask({ PolicySourceArn: `arn:aws:iam::${account}:role/none` }),
  'The role with name none cannot be found.',
)
simulate.refuses(
  'InvalidInput',
  'a role’s session',
  () => ask({ PolicySourceArn: `arn:aws:sts::${account}:assumed-role/tried/me` }),
  /^Invalid Entity Arn: arn:aws:sts::0{12}:assumed-role\/tried\/me$/,
)
simulate.refuses('InvalidInput', 'a caller that is no user', () => ask({ CallerArn: PolicySourceArn }))
simulate.refuses(
  'AccessDenied',
  'a caller who may not see that role’s permissions',
  async () => {
    const own = allow('iam:SimulatePrincipalPolicy', { Resource: `arn:aws:iam::${account}:role/other` })
    const { arn } = await newRole(world.iam, 'poor', trusting({ AWS: account }, 'sts:AssumeRole'), own)
    const asked = new AssumeRoleCommand({ RoleArn: arn, RoleSessionName: 'me' })
    return ask({}, signingWith(world.server, (await world.sts.send(asked)).Credentials).iam)
  },
  /is not authorized to perform: iam:SimulatePrincipalPolicy on resource: arn:aws:iam::0{12}:role\/tried because no identity-based policy allows the iam:SimulatePrincipalPolicy action$/,
)
