import { describe, expect, test } from 'bun:test'
import { emptyDraft } from './draft'
import { changing, creating } from './sentences'

const blue = { name: 'blue', builtIn: false }
const draft = {
  ...emptyDraft,
  namespace: 'default',
  serviceAccount: 'app',
  roleArn: 'arn:aws:iam::123456789012:role/team/orders',
}
const target = 'arn:aws:iam::210987654321:role/vault'
const policy = '{"Version":"2012-10-17","Statement":[]}'

describe('what a new association will do', () => {
  test('plain', () => {
    expect(creating(draft, blue)).toEqual([
      'Pods of the service account app in namespace default of cluster blue will act as the role orders.',
      'Their sessions carry tags that name cluster, namespace, service account and pod.',
      'Pods that start from now on have it at once. Pods that run already were admitted without it: start them anew.',
    ])
  })
  test('with target role and policy', () => {
    expect(creating({ ...draft, targetRoleArn: target, policy }, blue).slice(0, 4)).toEqual([
      'Pods of the service account app in namespace default of cluster blue will act as the role vault of account 210987654321.',
      'EKS takes the role orders first, and vault with it, for 1 hour at a time.',
      'They may do only what both the target role and the session policy allow.',
      'Their sessions carry no tags: policies that ask for the namespace or the service account do not apply.',
    ])
  })
  test('pods of the cluster on this machine are programs', () => {
    expect(creating(draft, { name: 'local', builtIn: true }).at(-1)).toContain('podid run')
  })
})

describe('what a change will do', () => {
  test('names both roles', () => {
    const next = changing(draft, { ...draft, roleArn: 'arn:aws:iam::123456789012:role/books' }, blue)
    expect(next[0]).toEndWith('will act as the role books, no longer as the role orders.')
    expect(next.at(-1)).toContain('within 6 hours')
  })
  test('through a target role it counts within the hour', () => {
    const before = { ...draft, targetRoleArn: target }
    expect(changing(before, { ...before, sessionTags: false }, blue).at(-1)).toContain('within 1 hour')
  })
})
