import { expect } from 'bun:test'
import { paginateSimulateCustomPolicy, SimulateCustomPolicyCommand } from '@aws-sdk/client-iam'
import { operationTests } from './operation'
import { allow, document } from './sessions'
import { account, sdkWorld } from './world'

const world = sdkWorld()
const simulate = operationTests('iam', 'SimulateCustomPolicy', {
  never: {
    PolicyEvaluation:
      'given when a stored policy cannot be read (src/services/iam/simulate-principal.test.ts); here every policy is said, and checked before',
  },
  differs:
    'Asked about several resources, EvalResourceName is * where AWS shows the pattern of the action’s resources. A role’s trust policy counts as ResourcePolicy, which AWS leaves aside.',
})
const CallerArn = `arn:aws:iam::${account}:user/David`
const ask = (more: Partial<SimulateCustomPolicyCommand['input']> = {}) =>
  world.iam.send(
    new SimulateCustomPolicyCommand({
      ActionNames: ['s3:GetObject'],
      PolicyInputList: [document(allow('s3:Get*'))],
      ...more,
    }),
  )

simulate.succeeds('names the statements that decide and where they stand', async () => {
  const PolicyInputList = [
    '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"dynamodb:*","Resource":"*","Condition":{"DateGreaterThan":{"aws:CurrentTime":"2018-08-16T12:00:00Z"}}}}',
  ]
  const at = (time: string) => ({
    PolicyInputList,
    ActionNames: ['dynamodb:CreateBackup'],
    ContextEntries: [{ ContextKeyName: 'aws:CurrentTime', ContextKeyValues: [time], ContextKeyType: 'date' as const }],
  })
  const plain = { EvalActionName: 'dynamodb:CreateBackup', EvalResourceName: '*', MissingContextValues: [] }
  const { EvaluationResults, IsTruncated } = await ask(at('2019-04-25T11:00:00Z'))
  expect(IsTruncated).toBe(false)
  expect(EvaluationResults).toEqual([
    {
      ...plain,
      EvalDecision: 'allowed',
      MatchedStatements: [
        {
          SourcePolicyId: 'PolicyInputList.1',
          SourcePolicyType: expect.stringMatching(/^IAM Policy$/),
          StartPosition: { Line: 1, Column: 38 },
          EndPosition: { Line: 1, Column: 167 },
        },
      ],
    },
  ])
  expect((await ask(at('2014-04-25T11:00:00Z'))).EvaluationResults).toEqual([
    { ...plain, EvalDecision: 'implicitDeny', MatchedStatements: [] },
  ])
})

simulate.succeeds('tells resources apart, what is missing, and what a boundary says', async () => {
  const Condition = { StringEquals: { 's3:prefix': 'a' } }
  const { EvaluationResults } = await ask({
    PolicyInputList: [document(allow('s3:*', { Resource: 'arn:aws:s3:::b/*' }), allow('iam:*', { Condition }))],
    PermissionsBoundaryPolicyInputList: [document(allow('s3:*'))],
    ResourceArns: ['arn:aws:s3:::b/k', 'arn:aws:s3:::other/k'],
  })
  const PermissionsBoundaryDecisionDetail = { AllowedByPermissionsBoundary: true }
  expect(EvaluationResults).toMatchObject([
    {
      EvalDecision: 'implicitDeny',
      MissingContextValues: [],
      PermissionsBoundaryDecisionDetail,
      ResourceSpecificResults: [
        { EvalResourceName: 'arn:aws:s3:::b/k', EvalResourceDecision: 'allowed', MissingContextValues: ['s3:prefix'] },
        { EvalResourceName: 'arn:aws:s3:::other/k', EvalResourceDecision: 'implicitDeny', MatchedStatements: [] },
      ],
    },
  ])
})

simulate.succeeds('weighs the policy of another account’s resource', async () => {
  const statement = {
    Effect: 'Allow',
    Principal: { AWS: CallerArn },
    Action: 's3:GetObject',
    Resource: 'arn:aws:s3:::b/*',
  }
  const more = { CallerArn, ResourceArns: ['arn:aws:s3:::b/k'], ResourceOwner: 'arn:aws:iam::999999999999:root' }
  const of = async (...statements: readonly object[]) =>
    (await ask({ ...more, ResourcePolicy: document(...statements) })).EvaluationResults?.[0]
  expect(await of(statement)).toMatchObject({
    EvalDecision: 'allowed',
    EvalDecisionDetails: { 'IAM Policy': 'allowed', 'Resource Policy': 'allowed' },
  })
  expect(await of({ ...statement, Action: 's3:PutObject' })).toMatchObject({
    EvalDecision: 'implicitDeny',
    EvalDecisionDetails: { 'IAM Policy': 'allowed', 'Resource Policy': 'implicitDeny' },
  })
  expect(await of({ ...statement, Effect: 'Deny' })).toMatchObject({
    EvalDecision: 'explicitDeny',
    EvalDecisionDetails: { 'IAM Policy': 'allowed', 'Resource Policy': 'explicitDeny' },
  })
})

simulate.succeeds('comes in pages', async () => {
  const input = {
    ActionNames: ['s3:GetObject', 's3:PutObject', 'iam:GetRole'],
    PolicyInputList: [document(allow('s3:Get*'))],
  }
  const decisions: (string | undefined)[] = []
  for await (const page of paginateSimulateCustomPolicy({ client: world.iam, pageSize: 1 }, input))
    decisions.push(...(page.EvaluationResults ?? []).map(({ EvalDecision }) => EvalDecision))
  expect(decisions).toEqual(['allowed', 'implicitDeny', 'implicitDeny'])
})

simulate.refuses(
  'InvalidInput',
  'a policy that is no JSON, by its place',
  () => ask({ PolicyInputList: [document(allow('*')), '{'] }),
  'PolicyInputList.2: This policy contains invalid Json (line 1, column 2)',
)
simulate.refuses(
  'InvalidInput',
  'a resource that is no ARN',
  () => ask({ ResourceArns: ['b/k'] }),
  'ResourceNames are not in a valid ARN format: b/k.',
)
simulate.refuses(
  'InvalidInput',
  'an owner that is no ARN',
  () => ask({ ResourceOwner: '123456789012' }),
  "'123456789012' is not a valid as a Resource Owner.",
)
simulate.refuses('InvalidInput', 'an action with a wildcard', () => ask({ ActionNames: ['s3:*'] }))
simulate.refuses('InvalidInput', 'a resource’s policy without a caller', () =>
  ask({ ResourcePolicy: document({ Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: '*' }) }),
)
simulate.refuses(
  'ValidationError',
  'a type of context key that is none',
  () =>
    ask({
      ContextEntries: [{ ContextKeyName: 'aws:Key', ContextKeyValues: ['a'], ContextKeyType: JSON.parse('"text"') }],
    }),
  /^1 validation error detected: Value at 'contextEntries\.1\.member\.contextKeyType' failed to satisfy constraint: Member must satisfy enum value set: /,
)
