import { beforeEach, describe, expect, test } from 'bun:test'
import type { Said } from '../operation'
import { maybeList, structure } from '../said'
import { arn, newAccount, trust } from './iam.test-support'

const policy = (...Statement: readonly object[]): string => JSON.stringify({ Version: '2012-10-17', Statement })
const allow = (Action: string, more: object = {}): object => ({ Effect: 'Allow', Action, Resource: '*', ...more })
const role = arn('role/p/App')
const user = arn('user/Ann')
const managed = arn('policy/p/Managed')

let it: ReturnType<typeof newAccount>
beforeEach(async () => {
  it = newAccount()
  const Tags = [{ Key: 'Team', Value: 'a' }]
  await it.call('CreateRole', { RoleName: 'App', Path: '/p/', AssumeRolePolicyDocument: trust, Tags })
  await it.call('CreateUser', { UserName: 'Ann' })
  const document = policy(allow('s3:*', { Condition: { StringEquals: { 'aws:PrincipalTag/Team': 'a' } } }))
  await it.call('CreatePolicy', { PolicyName: 'Managed', Path: '/p/', PolicyDocument: document })
  await it.call('AttachRolePolicy', { RoleName: 'App', PolicyArn: managed })
  const inline = {
    PolicyName: 'Inline',
    PolicyDocument: policy(allow('iam:*', { Resource: 'arn:aws:iam::111122223333:user/${aws:userid}' })),
  }
  await it.call('PutRolePolicy', { RoleName: 'App', ...inline })
  await it.call('PutUserPolicy', { UserName: 'Ann', ...inline, PolicyDocument: policy(allow('eks:*')) })
})

const ask = (PolicySourceArn: string, action: string, more: Said = {}): Said => ({
  PolicySourceArn,
  ActionNames: [action],
  ...more,
})
async function result(said: Said) {
  const answer = await it.call('SimulatePrincipalPolicy', said)
  return structure(maybeList(answer.EvaluationResults)?.[0])
}
const team = { ContextKeyName: 'aws:PrincipalTag/Team', ContextKeyType: 'string', ContextKeyValues: ['a'] }

describe('SimulatePrincipalPolicy', () => {
  test('knows managed and inline policies by AWS’s names for them', async () => {
    expect(await result(ask(role, 's3:GetObject', { ContextEntries: [team] }))).toMatchObject({
      EvalDecision: 'allowed',
      MatchedStatements: [{ SourcePolicyId: 'Managed', SourcePolicyType: 'IAM Policy' }],
      MissingContextValues: ['aws:userid'],
    })
    expect((await result(ask(user, 'eks:DescribeCluster'))).MatchedStatements).toMatchObject([
      { SourcePolicyId: 'user_Ann_Inline' },
    ])
    const ContextEntries = [{ ContextKeyName: 'aws:userid', ContextKeyType: 'string', ContextKeyValues: ['a'] }]
    const own = await result(
      ask(role, 'iam:GetRole', { ContextEntries, ResourceArns: ['arn:aws:iam::111122223333:user/a'] }),
    )
    expect(own.MatchedStatements).toMatchObject([{ SourcePolicyId: 'role_App_Inline' }])
  })

  test('takes a policy’s default version, as it is now', async () => {
    const PolicyDocument = policy({ Effect: 'Deny', Action: '*', Resource: '*' })
    await it.call('CreatePolicyVersion', { PolicyArn: managed, PolicyDocument })
    expect((await result(ask(role, 's3:GetObject', { ContextEntries: [team] }))).EvalDecision).toBe('allowed')
    await it.call('SetDefaultPolicyVersion', { PolicyArn: managed, VersionId: 'v2' })
    expect((await result(ask(role, 's3:GetObject'))).EvalDecision).toBe('explicitDeny')
  })

  test('adds the policies that are said, and keeps within the boundary it has or is told', async () => {
    const more = { PolicyInputList: [policy(allow('sqs:*'))] }
    expect(await result(ask(user, 'sqs:SendMessage', more))).toMatchObject({
      EvalDecision: 'allowed',
      MatchedStatements: [{ SourcePolicyId: 'PolicyInputList.1' }],
    })
    await it.call('PutUserPermissionsBoundary', { UserName: 'Ann', PermissionsBoundary: managed })
    const PermissionsBoundaryDecisionDetail = { AllowedByPermissionsBoundary: false }
    expect(await result(ask(user, 'sqs:SendMessage', more))).toMatchObject({
      EvalDecision: 'implicitDeny',
      PermissionsBoundaryDecisionDetail,
    })
    const PermissionsBoundaryPolicyInputList = [policy(allow('sqs:*'))]
    expect(await result(ask(user, 'sqs:SendMessage', { ...more, PermissionsBoundaryPolicyInputList }))).toMatchObject({
      EvalDecision: 'allowed',
    })
  })

  test('takes the user for the caller, unless another is said', async () => {
    const statement = {
      Effect: 'Allow',
      Principal: { AWS: user },
      Action: 's3:GetObject',
      Resource: 'arn:aws:s3:::b/*',
    }
    const more = { ResourcePolicy: policy(statement), ResourceArns: ['arn:aws:s3:::b/k'] }
    expect((await result(ask(user, 's3:GetObject', more))).EvalDecision).toBe('allowed')
    const CallerArn = arn('user/Bob')
    expect((await result(ask(user, 's3:GetObject', { ...more, CallerArn }))).EvalDecision).toBe('implicitDeny')
    expect((await result(ask(role, 's3:GetObject', { ...more, CallerArn: user }))).EvalDecision).toBe('allowed')
    expect(await it.refusal('SimulatePrincipalPolicy', ask(role, 's3:GetObject', more))).toStartWith(
      'InvalidInput: CallerArn is required',
    )
  })

  test('refuses to speak while a policy cannot be read', async () => {
    await it.store.roles.update('app', (row) => ({ ...row, inline: [{ name: 'bad', document: '{' }] }))
    const unreadable = 'The policy role_App_bad cannot be read: write it anew, or detach it.'
    expect(await it.refusal('SimulatePrincipalPolicy', ask(role, 's3:GetObject'))).toBe(
      `PolicyEvaluation: ${unreadable}`,
    )
    await it.store.users.update('ann', (row) => ({ ...row, boundaryArn: arn('policy/gone') }))
    expect(await it.refusal('SimulatePrincipalPolicy', ask(user, 's3:GetObject'))).toStartWith('PolicyEvaluation: ')
  })
})

test('GetContextKeysForCustomPolicy', async () => {
  const condition = (key: string) => allow('*', { Condition: { StringEquals: { [key]: 'x' } } })
  const PolicyInputList = [policy(condition('s3:prefix'), condition('aws:UserName')), policy(condition('AWS:username'))]
  expect(await it.call('GetContextKeysForCustomPolicy', { PolicyInputList })).toEqual({
    ContextKeyNames: ['aws:UserName', 's3:prefix'],
  })
  expect(await it.refusal('GetContextKeysForCustomPolicy', { PolicyInputList: ['[]'] })).toStartWith(
    'InvalidInput: PolicyInputList.1: ',
  )
})

test('GetContextKeysForPrincipalPolicy', async () => {
  const PolicyInputList = [policy(allow('*', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }))]
  expect(await it.call('GetContextKeysForPrincipalPolicy', { PolicySourceArn: role, PolicyInputList })).toEqual({
    ContextKeyNames: ['aws:PrincipalTag/Team', 'aws:SecureTransport', 'aws:userid'],
  })
})

describe.each(['SimulatePrincipalPolicy', 'GetContextKeysForPrincipalPolicy'])('%s', (name) => {
  const said = (source: string): Said =>
    name === 'SimulatePrincipalPolicy' ? ask(source, 's3:GetObject') : { PolicySourceArn: source }

  test.each([
    [arn('role/Nobody'), 'NoSuchEntity: The role with name Nobody cannot be found.'],
    [arn('role/App'), 'NoSuchEntity: The role with name App cannot be found.'],
    [arn('user/Nobody'), 'NoSuchEntity: The user with name Nobody cannot be found.'],
    [arn('group/p/Some'), 'NoSuchEntity: The group with name Some cannot be found.'],
    ['arn:aws:iam::999999999999:user/Ann', 'NoSuchEntity: The user with name Ann cannot be found.'],
    [managed, `InvalidInput: Invalid Entity Arn: ${managed}`],
    [
      'arn:aws:sts::111122223333:assumed-role/App/s',
      'InvalidInput: Invalid Entity Arn: arn:aws:sts::111122223333:assumed-role/App/s',
    ],
    ['nobody-in-particular', 'InvalidInput: Invalid Entity Arn: nobody-in-particular'],
  ])('%s', async (source, words) => {
    expect(await it.refusal(name, said(source))).toBe(words)
  })

  test('is permitted by entity', async () => {
    const context = { 'aws:ResourceTag/Team': 'a', 'iam:ResourceTag/Team': 'a' }
    expect(await it.needs(name, said(role))).toEqual([{ action: `iam:${name}`, resource: role, context }])
    const nobody = arn('user/Nobody')
    expect(await it.needs(name, said(nobody))).toEqual([{ action: `iam:${name}`, resource: nobody, context: {} }])
    const group = arn('group/Some')
    expect(await it.needs(name, said(group))).toEqual([{ action: `iam:${name}`, resource: group }])
  })
})

test('policies that are said are permitted by operation', async () => {
  for (const name of ['SimulateCustomPolicy', 'GetContextKeysForCustomPolicy']) {
    const said = { ActionNames: ['s3:GetObject'], PolicyInputList: [policy(allow('*'))] }
    expect(await it.needs(name, said)).toEqual([{ action: `iam:${name}`, resource: '*' }])
  }
})
