import { describe, expect, test } from 'bun:test'
import { Refusal } from '../../../asking/refusal'
import { draftOf, emptyDraft, tagsSessions } from './draft'
import { faultsOf } from './faults'
import { createInput, updateInput } from './inputs'
import { existingId, refusedField } from './refused-field'
import { terraformOf } from './terraform'

const here = { account: '123456789012', partition: 'aws' }
const good = {
  ...emptyDraft,
  namespace: 'default',
  serviceAccount: 'app',
  roleArn: 'arn:aws:iam::123456789012:role/team/orders',
}
const policy = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}'

describe('faultsOf', () => {
  test('finds nothing wrong with what the server takes', () => {
    expect(faultsOf({ ...good, policy, targetRoleArn: 'arn:aws:iam::210987654321:role/x' }, here)).toEqual({})
  })
  const wrong = [
    ['namespace', { namespace: 'Default' }, /lower-case/],
    ['namespace', { namespace: 'a'.repeat(64) }, /63/],
    ['namespace', { namespace: 'a.b' }, /lower-case/],
    ['serviceAccount', { serviceAccount: 'app-' }, /begins and ends/],
    ['serviceAccount', { serviceAccount: 'a'.repeat(254) }, /253/],
    ['roleArn', { roleArn: 'orders' }, /not the ARN/],
    ['roleArn', { roleArn: 'arn:aws:iam::210987654321:role/x' }, /Only a role of this account/],
    ['targetRoleArn', { targetRoleArn: 'arn:aws:iam::1:role/x' }, /not the ARN/],
    ['policy', { policy: '{' }, /^Line 1, column \d+: This policy contains invalid Json/],
    ['policy', { policy: `${policy}${' '.repeat(2048)}` }, /2048/],
    ['tags', { tags: [{ key: 'AWS:x', value: '' }] }, /aws: prefixed/],
    ['tags', { tags: [{ key: 'a', value: '<' }] }, /not valid/],
    [
      'tags',
      {
        tags: [
          { key: 'a', value: '' },
          { key: 'a', value: 'b' },
        ],
      },
      /twice/,
    ],
  ] as const
  for (const [field, change, says] of wrong)
    test(`${field}: ${JSON.stringify(change).slice(0, 60)}`, () => {
      const faults = faultsOf({ ...good, ...change }, here)
      expect(Object.keys(faults)).toEqual([field])
      expect(faults[field]).toMatch(says)
    })
  test('names each field that is still empty', () => {
    expect(Object.keys(faultsOf(emptyDraft, here))).toEqual(['namespace', 'serviceAccount', 'roleArn'])
  })
})

describe('inputs', () => {
  test('a create says no more than is wanted', () => {
    expect(createInput('blue', good)).toEqual({
      clusterName: 'blue',
      namespace: 'default',
      serviceAccount: 'app',
      roleArn: 'arn:aws:iam::123456789012:role/team/orders',
    })
  })
  test('a session policy turns session tags off', () => {
    expect(tagsSessions({ ...good, policy })).toBe(false)
    expect(createInput('blue', { ...good, policy })).toMatchObject({ policy, disableSessionTags: true })
  })
  test('an update says what differs, and takes away with an empty text', () => {
    const before = { ...good, targetRoleArn: 'arn:aws:iam::210987654321:role/x', policy, sessionTags: false }
    expect(updateInput('blue', 'a-1', before, before)).toBeUndefined()
    expect(updateInput('blue', 'a-1', before, { ...before, targetRoleArn: '', policy: '' })).toEqual({
      clusterName: 'blue',
      associationId: 'a-1',
      targetRoleArn: '',
      policy: '',
    })
    expect(updateInput('blue', 'a-1', good, { ...good, sessionTags: false })).toEqual({
      clusterName: 'blue',
      associationId: 'a-1',
      disableSessionTags: true,
    })
  })
})

test('a kept draft is read, and what is none is not', () => {
  expect(draftOf(JSON.parse(JSON.stringify(good)))).toEqual(good)
  expect(draftOf({ namespace: 1 })).toBeUndefined()
  expect(draftOf(null)).toBeUndefined()
})

describe('refusedField', () => {
  const refusal = (message: string, kind: Refusal['kind'] = 'refused') =>
    new Refusal(kind, 'X', message, '', undefined, 'eks:CreatePodIdentityAssociation')
  const rows = [
    ['Association already exists: a-dt1bedfjc72dlwp5n', 'serviceAccount'],
    ['Role provided in the request does not exist', 'roleArn'],
    [
      'Trust policy of the role provided is invalid. Follow the official documentation to resolve the issue.',
      'roleArn',
    ],
    ['Cross-account pass role is not allowed.', 'roleArn'],
    ['When policy is specified, disableSessionTags must be set to true', 'sessionTags'],
    ['The parameter policy is not a valid policy document: Syntax errors in policy.', 'policy'],
    ['The parameter namespace should be at most 63 characters long.', 'namespace'],
    ['The parameter targetRoleArn is not the ARN of an IAM role.', 'targetRoleArn'],
    ['aws: prefixed tag key names are not allowed for external use.', 'tags'],
    ['A resource has at most 50 tags.', 'tags'],
    ['The cluster blue has reached its limit of 5000 pod identity associations.', undefined],
  ] as const
  for (const [message, field] of rows) test(message, () => expect(refusedField(refusal(message))).toBe(field))
  test('who may not pass the role is told so beside the role', () => {
    const said =
      'User: arn:aws:iam::1:user/a is not authorized to perform: iam:PassRole on resource: arn:aws:iam::1:role/x because no identity-based policy allows the iam:PassRole action'
    expect(refusedField(refusal(said, 'forbidden'))).toBe('roleArn')
    expect(refusedField(refusal(said.replaceAll('iam:PassRole', 'eks:CreatePodIdentityAssociation')))).toBeUndefined()
  })
  test('existingId', () => {
    expect(existingId('Association already exists: a-dt1bedfjc72dlwp5n')).toBe('a-dt1bedfjc72dlwp5n')
    expect(existingId('Association already exists: ../x')).toBeUndefined()
  })
})

test('terraformOf', () => {
  expect(
    terraformOf({
      clusterName: 'blue',
      namespace: 'default',
      serviceAccount: '1.app',
      roleArn: 'arn:aws:iam::123456789012:role/orders',
      disableSessionTags: true,
      policy: '{"Resource":"${aws:username}"}',
      tags: { team: 'a "b"' },
    }),
  ).toBe(`resource "aws_eks_pod_identity_association" "_1_app" {
  cluster_name         = "blue"
  namespace            = "default"
  service_account      = "1.app"
  role_arn             = "arn:aws:iam::123456789012:role/orders"
  disable_session_tags = true
  policy               = "{\\"Resource\\":\\"$\${aws:username}\\"}"

  tags = {
    "team" = "a \\"b\\""
  }
}`)
})
