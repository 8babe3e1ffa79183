import { beforeEach, describe, expect, test } from 'bun:test'
import type { Said } from '../operation'
import { maybeList, structure } from '../said'
import { arn, newAccount, trust, trusting } from './iam.test-support'

const policy = (...Statement: readonly object[]): string => JSON.stringify({ Version: '2012-10-17', Statement })
const allow = (Action: string, more: object = {}): object => ({ Effect: 'Allow', Action, Resource: '*', ...more })
const deny = (Action: string): object => ({ Effect: 'Deny', Action, Resource: '*' })
const bucket = 'arn:aws:s3:::b/k'
const david = arn('user/David')
const own = (Effect: string, AWS: string): string =>
  policy({ Effect, Principal: { AWS }, Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' })

let it: ReturnType<typeof newAccount>
beforeEach(() => {
  it = newAccount()
})

async function results(said: Said, operation = 'SimulateCustomPolicy') {
  const answer = await it.call(operation, { ActionNames: ['s3:GetObject'], ...said })
  return (maybeList(answer.EvaluationResults) ?? []).map(structure)
}
async function result(said: Said, operation?: string) {
  const [first] = await results(said, operation)
  return first ?? {}
}
const refusal = (said: Said, operation = 'SimulateCustomPolicy') =>
  it.refusal(operation, {
    ActionNames: ['s3:GetObject'],
    ...(operation === 'SimulateCustomPolicy' ? { PolicyInputList: [policy(allow('*'))] } : {}),
    ...said,
  })

describe('a decision', () => {
  test.each([
    [[policy(allow('s3:*'))], 'allowed'],
    [[policy(allow('iam:*'))], 'implicitDeny'],
    [[policy(allow('s3:*')), policy(deny('s3:Get*'))], 'explicitDeny'],
  ])('%j is %s', async (PolicyInputList, EvalDecision) => {
    expect(await result({ PolicyInputList })).toMatchObject({
      EvalActionName: 's3:GetObject',
      EvalResourceName: '*',
      EvalDecision,
    })
  })

  test('on everything tells no resources apart', async () => {
    for (const more of [{}, { ResourceArns: ['*'] }]) {
      const { ResourceSpecificResults, EvalDecisionDetails } = await result({
        PolicyInputList: [policy(allow('*'))],
        ...more,
      })
      expect([ResourceSpecificResults, EvalDecisionDetails]).toEqual([undefined, undefined])
    }
  })

  test('on one resource stands in both places', async () => {
    const PolicyInputList = [policy(allow('*', { Resource: 'arn:aws:s3:::b/*' }))]
    const told = await result({ PolicyInputList, ResourceArns: [bucket] })
    expect(told).toMatchObject({ EvalResourceName: bucket, EvalDecision: 'allowed', EvalDecisionDetails: {} })
    const [specific, ...more] = maybeList(told.ResourceSpecificResults) ?? []
    expect(more).toEqual([])
    expect(specific).toEqual({
      EvalResourceName: bucket,
      EvalResourceDecision: 'allowed',
      MatchedStatements: maybeList(told.MatchedStatements),
      MissingContextValues: [],
    })
  })

  test.each([
    ['implicitDeny', policy(allow('*', { Resource: bucket }))],
    ['explicitDeny', policy(allow('*', { Resource: bucket }), { ...deny('*'), Resource: 'arn:aws:s3:::other' })],
    ['allowed', policy(allow('*'))],
  ])('on several resources is %s when it is on one of them', async (EvalDecision, document) => {
    const told = await result({ PolicyInputList: [document], ResourceArns: [bucket, 'arn:aws:s3:::other'] })
    expect(told).toMatchObject({ EvalResourceName: '*', EvalDecision, MatchedStatements: [] })
    expect(told.ResourceSpecificResults).toMatchObject([
      { EvalResourceName: bucket, EvalResourceDecision: 'allowed' },
      { EvalResourceName: 'arn:aws:s3:::other', EvalResourceDecision: EvalDecision },
    ])
  })

  test('sees the context that is said, of every type', async () => {
    const when = async (operator: string, value: string, type: string, given: readonly string[]) => {
      const document = policy(allow('*', { Condition: { [operator]: { 'aws:Key': value } } }))
      const entry = { ContextKeyName: 'AWS:key', ContextKeyType: type, ContextKeyValues: given }
      return (await result({ PolicyInputList: [document], ContextEntries: [entry] })).EvalDecision
    }
    const cases = [
      ['StringEquals', 'a', 'string', 'a', 'b'],
      ['NumericLessThan', '5', 'numeric', '4.5', '6'],
      ['Bool', 'true', 'boolean', 'true', 'false'],
      ['IpAddress', '10.0.0.0/8', 'ip', '10.1.2.3', '11.0.0.1'],
      ['BinaryEquals', 'QUI=', 'binary', 'QUI=', 'QUE='],
      ['DateLessThan', '2026-01-01T00:00:00Z', 'date', '2025-01-01T00:00:00Z', '2027-01-01T00:00:00Z'],
    ] as const
    for (const [operator, value, type, right, wrong] of cases) {
      expect([type, await when(operator, value, type, [right])]).toEqual([type, 'allowed'])
      expect([type, await when(operator, value, type, [wrong])]).toEqual([type, 'implicitDeny'])
      const any = `ForAnyValue:${operator}`
      expect([type, await when(any, value, `${type}List`, [wrong, right])]).toEqual([type, 'allowed'])
      expect([type, await when(any, value, `${type}List`, [wrong, wrong])]).toEqual([type, 'implicitDeny'])
    }
  })
})

describe('what is missing', () => {
  const PolicyInputList = [
    policy(allow('*', { Condition: { StringEquals: { 'aws:PrincipalTag/Team': 'a', 'aws:RequestedRegion': 'b' } } })),
    policy(allow('iam:*', { Resource: 'arn:aws:s3:::${aws:username}' })),
  ]
  const ContextEntries = [{ ContextKeyName: 'AWS:requestedregion', ContextKeyType: 'string', ContextKeyValues: ['b'] }]

  test('is every key of the policies that was not said', async () => {
    const told = await result({ PolicyInputList, ContextEntries })
    expect(told.MissingContextValues).toEqual(['aws:PrincipalTag/Team', 'aws:username'])
  })

  test('is told by resource where there are some', async () => {
    const told = await result({ PolicyInputList, ContextEntries, ResourceArns: [bucket] })
    expect(told).toMatchObject({
      MissingContextValues: [],
      ResourceSpecificResults: [{ MissingContextValues: ['aws:PrincipalTag/Team', 'aws:username'] }],
    })
  })
})

describe('a boundary', () => {
  const PolicyInputList = [policy(allow('*'))]

  test.each([
    [policy(allow('s3:*')), 'allowed', true],
    [policy(allow('iam:*')), 'implicitDeny', false],
    [policy(allow('*'), deny('s3:*')), 'explicitDeny', false],
  ])('%s: %s', async (document, EvalDecision, AllowedByPermissionsBoundary) => {
    const said = { PolicyInputList, PermissionsBoundaryPolicyInputList: [document] }
    const PermissionsBoundaryDecisionDetail = { AllowedByPermissionsBoundary }
    expect(await result(said)).toMatchObject({ EvalDecision, PermissionsBoundaryDecisionDetail })
    expect(await result({ ...said, ResourceArns: [bucket] })).toMatchObject({
      ResourceSpecificResults: [{ EvalResourceDecision: EvalDecision, PermissionsBoundaryDecisionDetail }],
    })
  })

  test('is one at most, and told only where there is one', async () => {
    expect(await refusal({ PermissionsBoundaryPolicyInputList: [policy(), policy()] })).toStartWith('InvalidInput: ')
    expect((await result({ PolicyInputList })).PermissionsBoundaryDecisionDetail).toBeUndefined()
  })
})

describe('a resource’s policy', () => {
  const nothing = [policy(allow('iam:*'))]
  const ask = (more: Said) => result({ PolicyInputList: nothing, ResourceArns: [bucket], CallerArn: david, ...more })

  test('permits by itself within the account, and names itself', async () => {
    expect(await ask({ ResourcePolicy: own('Allow', david) })).toMatchObject({
      EvalDecision: 'allowed',
      EvalDecisionDetails: {},
      MatchedStatements: [{ SourcePolicyId: 'ResourcePolicy', SourcePolicyType: 'Resource Policy' }],
    })
    expect(await ask({ ResourcePolicy: own('Allow', arn('user/Bob')) })).toMatchObject({ EvalDecision: 'implicitDeny' })
  })

  test('denies beside what the caller’s own policies allow, and both are told', async () => {
    const told = await ask({ PolicyInputList: [policy(allow('*'))], ResourcePolicy: own('Deny', david) })
    expect(told).toMatchObject({
      EvalDecision: 'explicitDeny',
      MatchedStatements: [{ SourcePolicyId: 'ResourcePolicy' }, { SourcePolicyId: 'PolicyInputList.1' }],
    })
  })

  test.each([
    [policy(allow('*')), own('Allow', david), 'allowed', 'allowed', 'allowed'],
    [policy(allow('*')), own('Allow', arn('user/Bob')), 'implicitDeny', 'allowed', 'implicitDeny'],
    [policy(allow('iam:*')), own('Allow', david), 'implicitDeny', 'implicitDeny', 'allowed'],
    [policy(allow('*')), own('Deny', david), 'explicitDeny', 'allowed', 'explicitDeny'],
    [policy(deny('*')), own('Allow', david), 'explicitDeny', 'explicitDeny', 'allowed'],
  ])('of another account must permit too: %s, %s: %s', async (mine, theirs, EvalDecision, caller, resource) => {
    const told = await ask({
      PolicyInputList: [mine],
      ResourcePolicy: theirs,
      ResourceOwner: 'arn:aws:iam::999999999999:root',
    })
    const details = { 'IAM Policy': caller, 'Resource Policy': resource }
    expect(told).toMatchObject({
      EvalDecision,
      EvalDecisionDetails: details,
      ResourceSpecificResults: [{ EvalDecisionDetails: details }],
    })
  })

  test('is of the account in the resource’s ARN, whoever else is said to own', async () => {
    const Resource = 'arn:aws:sqs:us-east-1:999999999999:q'
    const ResourcePolicy = policy({ Effect: 'Allow', Principal: { AWS: david }, Action: '*', Resource })
    const told = await ask({ ResourceArns: [Resource], ResourcePolicy, ActionNames: ['sqs:SendMessage'] })
    expect(told).toMatchObject({ EvalDecision: 'implicitDeny' })
  })

  test('that is a role’s trust policy must permit in any case', async () => {
    const said = {
      ActionNames: ['sts:AssumeRole'],
      ResourceArns: [arn('role/r')],
      PolicyInputList: [policy(allow('*'))],
    }
    expect(await ask({ ...said, ResourcePolicy: trusting({ AWS: david }) })).toMatchObject({ EvalDecision: 'allowed' })
    expect(await ask({ ...said, ResourcePolicy: trust })).toMatchObject({ EvalDecision: 'implicitDeny' })
  })

  test('needs a caller that is a user', async () => {
    expect(await refusal({ ResourcePolicy: own('Allow', '*') })).toStartWith('InvalidInput: CallerArn is required')
    for (const CallerArn of [arn('role/r'), 'arn:aws:sts::111122223333:assumed-role/r/s', 'nobody'])
      expect(await refusal({ CallerArn })).toBe(
        `InvalidInput: CallerArn must be the ARN of an IAM user, not ${CallerArn}.`,
      )
  })
})

describe('refused', () => {
  test.each([
    [{ PolicyInputList: ['{'] }, 'PolicyInputList.1: This policy contains invalid Json (line 1, column 2)'],
    [
      { PolicyInputList: [policy(allow('*')), own('Allow', '*')] },
      'PolicyInputList.2: Policy document should not specify a principal. (line 1, column 38)',
    ],
    [{ ResourceArns: [bucket, 'b'] }, 'ResourceNames are not in a valid ARN format: b.'],
    [{ ResourceOwner: '111122223333' }, "'111122223333' is not a valid as a Resource Owner."],
    [
      { ResourceHandlingOption: 'EC2-VPC-EBS', ResourceArns: ['arn:aws:ec2:us-east-1:111122223333:instance/i-1'] },
      'ResourceArns must name resources of EC2-VPC-EBS: image, security-group, network-interface, volume.',
    ],
    [
      { ContextEntries: [{ ContextKeyType: 'string', ContextKeyValues: ['a'] }] },
      'ContextEntries.member.1 must have a ContextKeyName.',
    ],
  ])('%j', async (said, message) => {
    expect(await refusal(said)).toBe(`InvalidInput: ${message}`)
  })

  test.each(['s3:*', 's3', 's3:Get?bject', ':GetObject'])('the action %s', async (action) => {
    expect(await refusal({ ActionNames: [action] })).toStartWith('InvalidInput: ActionNames must name actions')
  })

  test.each([
    ['numeric', 'one'],
    ['boolean', 'yes'],
    ['ipList', '10.0.0.1/33'],
    ['binary', '?'],
    ['date', 'today'],
    ['dateList', '2026-99-99T00:00:00Z'],
  ])('a value of type %s that is %s', async (ContextKeyType, value) => {
    const ContextEntries = [{ ContextKeyName: 'aws:Key', ContextKeyType, ContextKeyValues: [value] }]
    expect(await refusal({ ContextEntries })).toBe(
      `InvalidInput: The value '${value}' of the context key aws:Key is not of the type ${ContextKeyType}.`,
    )
  })

  test('an unknown way of handling resources', async () => {
    expect(await refusal({ ResourceHandlingOption: 'EC2' })).toStartWith('InvalidInput: ResourceHandlingOption must be')
    const kinds = ['instance/i', 'image/a', 'security-group/s']
    const ResourceArns = kinds.map((kind) => `arn:aws:ec2:us-east-1:111122223333:${kind}`)
    expect(await refusal({ ResourceHandlingOption: 'EC2-Classic-InstanceStore', ResourceArns })).toBe('no refusal')
  })
})

test('pages of actions', async () => {
  const ActionNames = ['s3:A', 's3:B', 's3:C']
  const said = { PolicyInputList: [policy(allow('*'))], ActionNames, MaxItems: 2 }
  const first = await it.call('SimulateCustomPolicy', said)
  expect(first).toMatchObject({
    EvaluationResults: [{ EvalActionName: 's3:A' }, { EvalActionName: 's3:B' }],
    IsTruncated: true,
  })
  const rest = await it.call('SimulateCustomPolicy', { ...said, Marker: first.Marker })
  expect(rest).toMatchObject({ EvaluationResults: [{ EvalActionName: 's3:C' }], IsTruncated: false })
  expect(rest.Marker).toBeUndefined()
  const many = Array.from({ length: 3_000 }, (_, at) => `arn:aws:s3:::b/${at}`)
  const bounded = await it.call('SimulateCustomPolicy', { ...said, ResourceArns: many, MaxItems: 1_000 })
  expect([maybeList(bounded.EvaluationResults)?.length, bounded.IsTruncated]).toEqual([1, true])
})
