import { expect, test } from 'bun:test'
import type { Asker } from './known-of-pods'
import { trustVerdict } from './trust-verdict'

const asker: Asker = {
  clusterName: 'blue',
  clusterArn: 'arn:aws:eks:us-east-1:123456789012:cluster/blue',
  account: '123456789012',
  region: 'us-east-1',
  namespace: 'default',
  serviceAccount: 'app',
  sessionTags: true,
  roleTags: [{ key: 'team', value: 'orders' }],
  now: Date.parse('2026-01-01T00:00:00Z'),
}
const role = 'arn:aws:iam::123456789012:role/orders'
const pods = { Service: 'pods.eks.amazonaws.com' }
const both = ['sts:AssumeRole', 'sts:TagSession']
const allow = (more: object = {}) => ({ Effect: 'Allow', Principal: pods, Action: both, ...more })
const trust = (...statements: readonly object[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements })
const equals = (key: string, value: string) => ({ Condition: { StringEquals: { [key]: value } } })
const namespace = 'aws:RequestTag/kubernetes-namespace'
const podName = 'aws:RequestTag/kubernetes-pod-name'

const rows: readonly (readonly [string, string, Partial<Asker>, 'yes' | 'no' | 'depends', RegExp])[] = [
  ['plain', trust(allow()), {}, 'yes', /lets pods/],
  ['in two statements', trust(allow({ Action: both[0] }), allow({ Action: both[1] })), {}, 'yes', /lets/],
  ['nobody of EKS', trust({ ...allow(), Principal: { AWS: '*' } }), {}, 'no', /AssumeRole and sts:TagSession/],
  ['without TagSession', trust(allow({ Action: 'sts:AssumeRole' })), {}, 'no', /do sts:TagSession\./],
  [
    'without TagSession, though tags are off',
    trust(allow({ Action: 'sts:AssumeRole' })),
    { sessionTags: false },
    'no',
    /TagSession/,
  ],
  ['its cluster', trust(allow(equals('aws:SourceArn', asker.clusterArn))), {}, 'yes', /lets/],
  ['another cluster', trust(allow(equals('aws:SourceArn', `${asker.clusterArn}2`))), {}, 'no', /aws:SourceArn/],
  ['its namespace', trust(allow(equals(namespace, 'default'))), {}, 'yes', /lets/],
  ['another namespace', trust(allow(equals(namespace, 'prod'))), {}, 'no', /kubernetes-namespace/],
  ['its namespace, tags off', trust(allow(equals(namespace, 'default'))), { sessionTags: false }, 'no', /no such key/],
  ['a tag of the role', trust(allow(equals('aws:ResourceTag/team', 'orders'))), {}, 'yes', /lets/],
  [
    'denied',
    trust(allow(), { ...allow(equals(namespace, 'default')), Effect: 'Deny', Sid: 'NotHere' }),
    {},
    'no',
    /NotHere/,
  ],
  ['by pod name', trust(allow(equals(podName, 'app-0'))), {}, 'depends', /only each pod/],
  [
    'by pod name, of another namespace',
    trust(allow({ Condition: { StringEquals: { [podName]: 'a', [namespace]: 'prod' } } })),
    {},
    'no',
    /namespace/,
  ],
  ['by pod name, or not', trust(allow(equals(podName, 'a')), allow()), {}, 'yes', /lets/],
  [
    'some pods denied',
    trust(allow(), { ...allow(equals(podName, 'a')), Effect: 'Deny' }),
    {},
    'depends',
    /only each pod/,
  ],
  [
    'by a pod name it is not',
    trust(allow({ Condition: { StringNotEquals: { [podName]: 'a' } } })),
    {},
    'depends',
    /pod/,
  ],
  ['not readable', '{', {}, 'no', /cannot be read/],
]

for (const [name, document, change, fits, why] of rows)
  test(`a trust policy for ${name}: ${fits}`, () => {
    const verdict = trustVerdict(document, role, { ...asker, ...change })
    expect(verdict.fits).toBe(fits)
    expect(verdict.why).toMatch(why)
  })
