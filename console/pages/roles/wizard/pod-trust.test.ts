import { expect, test } from 'bun:test'
import { validate } from '../../../../src/policy'
import { podIdentityFit } from '../trust/fit'
import { namesFault, namesIn, podTrust } from './pod-trust'

const here = { partition: 'aws', region: 'eu-west-1', account: '111122223333' }
const statement = (trust: string) => JSON.parse(trust).Statement[0]

test('without conditions: what AWS documents', () => {
  const trust = podTrust({ clusters: '', namespaces: ' , ', serviceAccounts: '' }, here)
  expect(JSON.parse(trust)).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'AllowEksAuthToAssumeRoleForPodIdentity',
        Effect: 'Allow',
        Principal: { Service: 'pods.eks.amazonaws.com' },
        Action: ['sts:AssumeRole', 'sts:TagSession'],
      },
    ],
  })
  expect(validate(trust, 'trust')).toBeUndefined()
})

test('conditions on cluster, namespace and service account', () => {
  const trust = podTrust({ clusters: 'blue', namespaces: 'a, b,a', serviceAccounts: 'x' }, here)
  expect(statement(trust).Condition).toEqual({
    ArnEquals: { 'aws:SourceArn': 'arn:aws:eks:eu-west-1:111122223333:cluster/blue' },
    StringEquals: {
      'aws:RequestTag/kubernetes-namespace': ['a', 'b'],
      'aws:RequestTag/kubernetes-service-account': 'x',
    },
  })
  expect(validate(trust, 'trust')).toBeUndefined()
  expect(podIdentityFit(trust).told).toBe('Fits, on conditions')
})

test('names with a * are patterns', () => {
  const trust = podTrust({ clusters: 'prod-*', namespaces: 'team-*', serviceAccounts: 'x' }, here)
  expect(statement(trust).Condition).toEqual({
    ArnLike: { 'aws:SourceArn': 'arn:aws:eks:eu-west-1:111122223333:cluster/prod-*' },
    StringLike: { 'aws:RequestTag/kubernetes-namespace': 'team-*' },
    StringEquals: { 'aws:RequestTag/kubernetes-service-account': 'x' },
  })
})

test('names are read between commas, and wrong ones told', () => {
  expect(namesIn(' a,b ,, a')).toEqual(['a', 'b'])
  for (const right of ['', 'a', 'a.b-c', 'a, *']) expect(namesFault(right, 'objects')).toBeUndefined()
  for (const wrong of ['A', '-a', 'a/b', 'a b', '${x}']) expect(namesFault(wrong, 'objects')).toBeString()
  expect(namesFault('My_cluster-1', 'clusters')).toBeUndefined()
  for (const wrong of ['a/b', 'a.b', '"']) expect(namesFault(wrong, 'clusters')).toBeString()
})
