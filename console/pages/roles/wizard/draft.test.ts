import { describe, expect, test } from 'bun:test'
import { callsOf, changesOf, terraformOf } from './calls'
import { type Draft, faultsOf, firstDraft, isWhole } from './draft'

const here = { partition: 'aws', region: 'us-east-1', account: '111122223333' }
const fresh = firstDraft(new URLSearchParams({ namespace: 'shop', cluster: 'blue' }), here.account)
const whole: Draft = { ...fresh, name: 'orders' }
const policy = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}'
const steps = (draft: Draft) => faultsOf(draft, here).map(isWhole)

describe('what is wrong with a draft', () => {
  test('only a name is lacking at first; who asked for it is filled in', () => {
    expect(steps(fresh)).toEqual([true, true, false])
    expect(steps(whole)).toEqual([true, true, true])
    expect(fresh.whose).toEqual({ clusters: 'blue', namespaces: 'shop', serviceAccounts: '' })
  })

  test('each step tells of its own', () => {
    expect(steps({ ...whole, whose: { ...whole.whose, namespaces: 'A' } })).toEqual([false, true, true])
    expect(steps({ ...whole, use: 'custom', trust: '{' })).toEqual([false, true, true])
    expect(steps({ ...whole, use: 'custom', trust: ' ' })).toEqual([false, true, true])
    expect(steps({ ...whole, inline: policy })).toEqual([true, false, true])
    expect(steps({ ...whole, inline: policy, inlineName: 'own' })).toEqual([true, true, true])
    expect(steps({ ...whole, inline: '{', inlineName: 'own' })).toEqual([true, false, true])
    expect(steps({ ...whole, attached: Array.from({ length: 11 }, (_, at) => `arn:${at}`) })[1]).toBe(false)
    for (const wrong of [{ hours: '13' }, { path: 'x' }, { description: '→' }, { tags: [{ key: 'aws:x', value: '' }] }])
      expect(steps({ ...whole, ...wrong })).toEqual([true, true, false])
  })
})

describe('what makes the role', () => {
  test('says what was said, and nothing else', () => {
    expect(changesOf(callsOf(whole, here)).map(({ operation }) => operation)).toEqual(['CreateRole'])
    expect(Object.keys(callsOf(whole, here).create)).toEqual(['RoleName', 'AssumeRolePolicyDocument'])
  })

  test('the role, then what is attached, then what is its own', () => {
    const full: Draft = {
      ...whole,
      attached: ['arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess'],
      inline: policy,
      inlineName: 'own',
      hours: '2',
      boundary: 'arn:aws:iam::111122223333:policy/most',
      tags: [{ key: 'team', value: 'shop' }],
    }
    const calls = callsOf(full, here)
    expect(calls.create).toMatchObject({
      MaxSessionDuration: 7_200,
      PermissionsBoundary: 'arn:aws:iam::111122223333:policy/most',
      Tags: [{ Key: 'team', Value: 'shop' }],
    })
    expect(changesOf(calls).map(({ operation }) => operation)).toEqual([
      'CreateRole',
      'AttachRolePolicy',
      'PutRolePolicy',
    ])
    const terraform = terraformOf(calls)
    expect(terraform).toContain('resource "aws_iam_role" "orders"')
    expect(terraform).toContain('resource "aws_iam_role_policy_attachment" "orders-AmazonS3ReadOnlyAccess"')
    expect(terraform).toContain('role   = aws_iam_role.orders.name')
  })
})
