import { expect, test } from 'bun:test'
import { compile, contextKeysOf, contextOf, findings, isFault, missingKeys, type Policy } from './index'

function made(text: string): Policy {
  const compiled = compile(text, 'p')
  if (isFault(compiled)) throw new Error(compiled.fault)
  return compiled
}

const Statement = [
  {
    Effect: 'Allow',
    Action: 's3:GetObject',
    Resource: "arn:aws:s3:::${aws:PrincipalTag/Team}/${aws:username, 'none'}/${*}",
    Condition: { StringEquals: { 'aws:RequestedRegion': ['${aws:PrincipalTag/region}', '$'], 'aws:userid': 'x' } },
  },
  {
    Effect: 'Deny',
    Action: 'iam:*',
    Resource: '*',
    Condition: { Null: { 'AWS:RequestedRegion': 'true', 's3:prefix': 'true' } },
  },
]

test('the context keys of a policy: conditions and variables, each once, as written first', () => {
  expect(contextKeysOf(made(JSON.stringify({ Version: '2012-10-17', Statement })))).toEqual([
    'aws:PrincipalTag/Team',
    'aws:username',
    'aws:RequestedRegion',
    'aws:PrincipalTag/region',
    'aws:userid',
    's3:prefix',
  ])
})

test('version 2008-10-17 has no variables, so they are no keys', () => {
  expect(contextKeysOf(made(JSON.stringify({ Version: '2008-10-17', Statement })))).toEqual([
    'aws:RequestedRegion',
    'aws:userid',
    's3:prefix',
  ])
})

test('missing keys are those asked for without a value, of all statements or of those that speak of an action', () => {
  const policy = made(JSON.stringify({ Version: '2012-10-17', Statement }))
  const context = contextOf([
    ['aws:principaltag/team', 'red'],
    ['AWS:UserName', 'mo'],
    ['aws:UserId', []],
  ])
  expect(missingKeys([policy], context)).toEqual([
    'aws:RequestedRegion',
    'aws:PrincipalTag/region',
    'aws:userid',
    's3:prefix',
  ])
  expect(missingKeys([policy], context, 'IAM:GetRole')).toEqual(['AWS:RequestedRegion', 's3:prefix'])
  expect(missingKeys([policy], context, 'sts:GetCallerIdentity')).toEqual([])
})

function places(text: string): readonly string[] {
  const principal = { kind: 'user', arn: 'arn:aws:iam::1:user/u', account: '1', ids: [] } as const
  const question = { principal, action: 's3:X', resource: '*', resourceAccount: '1', context: contextOf([]) }
  return findings(question, { identity: [made(text)] }).map(
    ({ from, to }) => `${from?.line}:${from?.column} ${to?.line}:${to?.column}`,
  )
}

test('statements stand where AWS says they stand in its own examples', () => {
  const conditions = '{"DateGreaterThan":{"aws:CurrentTime":"2018-08-16T12:00:00Z"}}'
  expect(
    places(
      `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"dynamodb:*","Resource":"*","Condition":${conditions}}}`,
    ),
  ).toEqual(['1:38 1:167'])
  expect(
    places(
      '{\n  "Version":"2012-10-17",\n  "Statement":{\n    "Effect":"Allow",\n    "Action":"s3:PutObject",\n    "Resource":"arn:aws:s3:::my-test-bucket"\n  }\n}',
    ),
  ).toEqual(['3:16 7:4'])
  const list = JSON.stringify(
    { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: ['s3:Get*', 's3:List*'], Resource: '*' }] },
    null,
    2,
  )
  expect(places(list)).toEqual(['3:17 11:6'])
})

test('a statement in a list begins behind the one before it', () => {
  const one = '{"Effect":"Allow","Action":"*","Resource":"*"}'
  expect(places(`{"Version":"2012-10-17","Statement":[${one}, ${one}]}`)).toEqual(['1:38 1:84', '1:84 1:132'])
})
