import { describe, expect, test } from 'bun:test'
import { plainly } from './pieces'
import { policyInWords } from './policy-words'

const statement = (it: object): string => {
  const words = policyInWords(JSON.stringify({ Version: '2012-10-17', Statement: [it] }))
  return typeof words === 'string' ? words : words.map(({ pieces }) => plainly(pieces)).join('\n')
}
const allow = (action: string | string[], resource: string | string[], condition?: object): string =>
  statement({ Effect: 'Allow', Action: action, Resource: resource, ...(condition && { Condition: condition }) })

describe('what a policy allows', () => {
  test('actions, and what they are like', () => {
    expect(allow('s3:GetObject', '*')).toBe('Allows s3:GetObject on everything.')
    expect(allow(['s3:Get*', 's3:PutObject', 'iam:*', 's3:List*'], '*')).toBe(
      'Allows s3:PutObject, every action of iam and actions like s3:Get* or s3:List* on everything.',
    )
    expect(allow(['a:b*', 'a:c*', 'a:d?'], '*')).toBe('Allows actions like a:b*, a:c* or a:d? on everything.')
    expect(statement({ Effect: 'Deny', NotAction: 's3:*', NotResource: 'arn:aws:s3:::a' })).toBe(
      'Denies every action except every action of s3 on everything except the bucket a.',
    )
  })

  test('buckets and objects', () => {
    expect(allow('s3:*', ['arn:aws:s3:::demo', 'arn:aws:s3:::demo/*'])).toBe(
      'Allows every action of s3 on the bucket demo and all objects in the bucket demo.',
    )
    expect(allow('s3:GetObject', 'arn:aws:s3:::demo/a/*')).toBe(
      'Allows s3:GetObject on objects like a/* in the bucket demo.',
    )
    expect(allow('s3:GetObject', 'arn:aws:s3:::*/x')).toBe('Allows s3:GetObject on the object x in every bucket.')
  })

  test('roles by their name, patterns as they are', () => {
    expect(allow('sts:AssumeRole', 'arn:aws:iam::111122223333:role/ops/x')).toBe(
      'Allows sts:AssumeRole on the role ops/x of account 111122223333.',
    )
    expect(allow('sts:AssumeRole', 'arn:aws:iam::*:role/x*')).toBe('Allows sts:AssumeRole on arn:aws:iam::*:role/x*.')
  })

  test('conditions', () => {
    expect(allow('s3:*', '*', { StringEquals: { 'aws:PrincipalTag/kubernetes-namespace': ['a', 'b'] } })).toBe(
      "Allows every action of s3 on everything, but only when the pod's namespace (aws:PrincipalTag/kubernetes-namespace) is a or b.",
    )
    expect(allow('s3:*', '*', { Null: { 'x:y': 'true' }, 'ForAnyValue:StringNotLikeIfExists': { 'x:z': 'q' } })).toBe(
      'Allows every action of s3 on everything, but only when x:y is not there, and some value of x:z is not like q or it is not there.',
    )
    expect(statement({ Effect: 'Deny', Action: '*', Resource: '*', Condition: { Bool: { 'a:b': false } } })).toBe(
      'Denies every action on everything, when a:b is false.',
    )
  })
})

describe('whom a trust policy lets in', () => {
  const lets = (principal: unknown, action: string | string[] = 'sts:AssumeRole', effect = 'Allow') =>
    statement({ Effect: effect, Principal: principal, Action: action })

  test('pods, services, accounts, roles, providers, anyone', () => {
    expect(lets({ Service: 'pods.eks.amazonaws.com' }, ['sts:AssumeRole', 'sts:TagSession'])).toBe(
      'Lets pods (EKS Pod Identity, pods.eks.amazonaws.com) assume this role and tag its session.',
    )
    expect(lets({ AWS: '111122223333' })).toBe(
      'Lets whom account 111122223333 allows it by its own policies assume this role.',
    )
    expect(lets({ AWS: 'arn:aws:iam::111122223333:role/x' })).toBe(
      'Lets the role x of account 111122223333 assume this role.',
    )
    expect(lets({ Federated: 'x' }, 'sts:AssumeRoleWithWebIdentity')).toBe(
      'Lets whom x vouches for assume this role by a web identity.',
    )
    expect(lets('*')).toBe('Lets anyone assume this role.')
  })

  test('a Deny names everyone whom it meets', () => {
    expect(lets({ AWS: '111122223333' }, 's3:GetObject', 'Deny')).toBe(
      'Denies everyone of account 111122223333 to do s3:GetObject.',
    )
  })
})

test('what cannot be read says where', () => {
  expect(policyInWords('{"Version":')).toBe(
    'This policy cannot be read. Line 1, column 12: This policy contains invalid Json',
  )
})
