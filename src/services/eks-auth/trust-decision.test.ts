import { describe, expect, test } from 'bun:test'
import { document, trusting } from '../../../tests/world'
import { blue, unauthorized } from './exchange.test-support'

describe('the trust policy', () => {
  const pods = { Service: 'pods.eks.amazonaws.com' }
  const both = ['sts:AssumeRole', 'sts:TagSession']
  const cluster = 'arn:aws:eks:eu-central-1:111122223333:cluster/blue'
  const cases: readonly [string, string, boolean][] = [
    ['another service', trusting({ Service: 'ec2.amazonaws.com' }, both), false],
    ['no AssumeRole', trusting(pods, ['sts:TagSession']), false],
    ['no TagSession', trusting(pods, ['sts:AssumeRole']), false],
    ['the account', trusting({ AWS: 'arn:aws:iam::111122223333:root' }, both), false],
    ['unreadable', '{', false],
    ['this cluster', trusting(pods, both, { ArnEquals: { 'aws:SourceArn': cluster } }), true],
    ['another cluster', trusting(pods, both, { ArnEquals: { 'aws:SourceArn': `${cluster}2` } }), false],
    ['this account', trusting(pods, both, { StringEquals: { 'aws:SourceAccount': '111122223333' } }), true],
    ['another account', trusting(pods, both, { StringEquals: { 'aws:SourceAccount': '999999999999' } }), false],
    [
      'this namespace',
      trusting(pods, both, { StringEquals: { 'aws:RequestTag/kubernetes-namespace': 'default' } }),
      true,
    ],
    [
      'another namespace',
      trusting(pods, both, { StringEquals: { 'aws:RequestTag/kubernetes-namespace': 'prod' } }),
      false,
    ],
    [
      'these tag keys',
      trusting(pods, both, { 'ForAnyValue:StringEquals': { 'aws:TagKeys': 'kubernetes-pod-uid' } }),
      true,
    ],
    [
      'transitive keys',
      trusting(pods, both, { 'ForAnyValue:StringEquals': { 'sts:TransitiveTagKeys': 'eks-cluster-arn' } }),
      true,
    ],
    [
      'the session’s name',
      trusting(pods, both, { StringLike: { 'sts:RoleSessionName': 'eks-blue-app-5d9c-*' } }),
      true,
    ],
    ['a service in need', trusting(pods, both, { Bool: { 'aws:PrincipalIsAWSService': 'true' } }), true],
    ['an external id that nobody sends', trusting(pods, both, { StringEquals: { 'sts:ExternalId': 'x' } }), false],
    ['a condition nobody knows', trusting(pods, both, { Sometimes: { 'aws:SourceArn': cluster } }), false],
  ]
  for (const [what, trust, trusted] of cases) {
    test(`${what}: ${trusted ? 'trusted' : 'refused'}`, async () => {
      const { exchange, refusal, token } = await blue({}, {}, trust)
      if (trusted) await exchange(await token())
      else expect(await refusal(await token())).toBe(unauthorized)
    })
  }

  test('a deny wins', async () => {
    const deny = {
      Effect: 'Deny',
      Principal: pods,
      Action: 'sts:*',
      Condition: { StringEquals: { 'aws:RequestTag/kubernetes-pod-name': 'app-5d9c' } },
    }
    const { refusal, token } = await blue({}, {}, document({ Effect: 'Allow', Principal: pods, Action: both }, deny))
    expect(await refusal(await token())).toBe(unauthorized)
  })

  test('without session tags, TagSession is not asked for', async () => {
    const { exchange, token } = await blue({ disableSessionTags: true }, {}, trusting(pods, ['sts:AssumeRole']))
    await exchange(await token())
  })

  test('without session tags, nothing of the pod can be asked for', async () => {
    const trust = trusting(pods, both, { StringEquals: { 'aws:RequestTag/kubernetes-namespace': 'default' } })
    const { refusal, token } = await blue({ disableSessionTags: true }, {}, trust)
    expect(await refusal(await token())).toBe(unauthorized)
  })
})
