import { expect, test } from 'bun:test'
import type { Association } from './association'
import type { Role } from './iam'
import { podSession, podSessionName, targetSession } from './pod-session'
import type { Subject } from './subject'

const unique = '948823ca-d94c-4c4d-90dd-b4940ed81fb2'
const given = { partition: 'aws', account: '111122223333', now: 1_000, unique }
const cluster = { name: 'blue', arn: 'arn:aws:eks:eu-central-1:111122223333:cluster/blue' }
const subject: Subject = {
  namespace: 'default',
  serviceAccount: 'app',
  serviceAccountUid: 'u1',
  pod: { name: 'app-5d9c', uid: 'u2' },
  expiresAt: 2_000,
}
const role: Role = {
  ...{ name: 'app', path: '/teams/', arn: 'arn:aws:iam::111122223333:role/teams/app', id: 'AROA1', createdAt: 0 },
  ...{ tags: [], inline: [], attached: [], trust: '{}', maxSessionDuration: 3_600 },
}
const association: Association = {
  ...{ id: 'a-1', arn: 'arn', cluster: 'blue', namespace: 'default', serviceAccount: 'app', roleArn: role.arn },
  ...{ disableSessionTags: false, externalId: 'x', tags: {}, createdAt: 0, modifiedAt: 0 },
}

test('session names are as EKS makes them, and never too long for STS', () => {
  expect(podSessionName('myeks', 'irsa-demo-58b4bcfb56-l9frp', unique)).toBe(`eks-myeks-irsa-demo--${unique}`)
  expect(podSessionName('eksworkshop-eksctl', 'app1-v1-56', unique)).toBe(`eks-eksworksho-app1-v1-56-${unique}`)
  expect(podSessionName('c'.repeat(100), 'p'.repeat(253), unique)).toHaveLength(62)
})

test('six hours, whatever the role’s MaxSessionDuration; the ARN drops the role’s path', () => {
  expect(podSession(role, subject, association, cluster, given)).toMatchObject({
    kind: 'role',
    arn: `arn:aws:sts::111122223333:assumed-role/app/eks-blue-app-5d9c-${unique}`,
    principalId: `AROA1:eks-blue-app-5d9c-${unique}`,
    issuedAt: 1_000,
    expiresAt: 1_000 + 21_600_000,
    cluster: 'blue',
    chained: false,
  })
})

test('the policy limits the last session of the road, and only that', () => {
  const limited = { ...association, disableSessionTags: true, policy: '{}' }
  expect(podSession(role, subject, limited, cluster, given).policy).toBe('{}')
  const chained = { ...limited, targetRoleArn: 'arn:aws:iam::999999999999:role/target' }
  const first = podSession(role, subject, chained, cluster, given)
  expect(first.policy).toBeUndefined()
  expect(targetSession(role, first, subject, chained, cluster, given)).toMatchObject({
    policy: '{}',
    chained: true,
    expiresAt: 1_000 + 3_600_000,
    tags: [],
    transitive: [],
  })
})

test('transitive tags go on to the target, others do not', () => {
  const first = podSession(role, subject, association, cluster, given)
  const some = { ...first, transitive: ['eks-cluster-name'] }
  expect(targetSession(role, some, subject, association, cluster, given).tags).toEqual([
    { key: 'eks-cluster-name', value: 'blue' },
  ])
})
