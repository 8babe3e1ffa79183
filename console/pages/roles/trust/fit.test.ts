import { describe, expect, test } from 'bun:test'
import { podIdentityFit, podStatement, withPodIdentity } from './fit'

const trust = (...Statement: object[]): string => JSON.stringify({ Version: '2012-10-17', Statement })
const ec2 = { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }

describe('whether EKS Pod Identity may assume a role', () => {
  test('it may', () => {
    expect(podIdentityFit(trust(podStatement))).toEqual({ fits: true, told: 'Fits', why: [] })
    expect(podIdentityFit(trust(ec2, { ...podStatement, Action: 'sts:*' })).fits).toBe(true)
    const apart = trust({ ...podStatement, Action: 'sts:AssumeRole' }, { ...podStatement, Action: 'sts:TagSession' })
    expect(podIdentityFit(apart).fits).toBe(true)
  })

  test('on conditions, or with a Deny beside', () => {
    const Condition = { StringEquals: { 'aws:RequestTag/kubernetes-namespace': 'a' } }
    expect(podIdentityFit(trust({ ...podStatement, Condition })).told).toBe('Fits, on conditions')
    const denied = podIdentityFit(trust(podStatement, { ...podStatement, Effect: 'Deny', Condition }))
    expect(denied.why).toEqual(['A Deny statement may still refuse some pods.'])
  })

  test('it may not, and why', () => {
    expect(podIdentityFit(trust(ec2)).why).toEqual(['No statement lets pods.eks.amazonaws.com in.'])
    expect(podIdentityFit(trust({ ...podStatement, Principal: { Service: 'eks.amazonaws.com' } })).why).toEqual([
      'No statement lets pods.eks.amazonaws.com in.',
      'It names eks.amazonaws.com, which is another service.',
    ])
    expect(podIdentityFit(trust({ ...podStatement, Action: 'sts:AssumeRole' })).why).toEqual([
      'The statement for pods.eks.amazonaws.com does not allow sts:TagSession.',
    ])
    for (const none of [trust({ ...podStatement, Effect: 'Deny' }), trust({ ...podStatement, Principal: '*' }), '{'])
      expect(podIdentityFit(none).fits).toBe(false)
    const others = trust({ Effect: 'Allow', NotPrincipal: podStatement.Principal, Action: 'sts:*' })
    expect(podIdentityFit(others).fits).toBe(false)
  })

  test('the statement that is lacking is added to what is there', () => {
    for (const before of [trust(ec2), JSON.stringify({ Version: '2012-10-17', Statement: ec2 })]) {
      const after = withPodIdentity(before) ?? ''
      expect(podIdentityFit(after).fits).toBe(true)
      expect(JSON.parse(after).Statement[0]).toEqual(ec2)
    }
    expect(withPodIdentity('{')).toBeUndefined()
  })
})
