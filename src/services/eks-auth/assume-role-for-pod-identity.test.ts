import { describe, expect, test } from 'bun:test'
import { document, podsTrust } from '../../../tests/world'
import { parseArn, type Role } from '../../domain'
import { activated } from '../eks/eks.test-support'
import { updatePodIdentityAssociation } from '../eks/update-pod-identity-association'
import { structure, text } from '../said'
import { assumeRoleForPodIdentity } from './assume-role-for-pod-identity'
import { blue, sessionOf, unauthorized } from './exchange.test-support'

describe('the answer', () => {
  test('is the one of EKS Auth, for six hours', async () => {
    const { world, exchange, token, association, role } = await blue()
    const answer = await exchange(await token())
    expect(answer.subject).toEqual({ namespace: 'default', serviceAccount: 'app' })
    expect(answer.audience).toBe('pods.eks.amazonaws.com')
    expect(answer.podIdentityAssociation).toEqual({
      associationArn: association.associationArn,
      associationId: association.associationId,
    })
    const { arn, assumeRoleId } = structure(answer.assumedRoleUser)
    expect(arn).toMatch(
      /^arn:aws:sts::111122223333:assumed-role\/app\/eks-blue-app-5d9c-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
    )
    expect(assumeRoleId).toBe(`${role.id}:${text(arn).split('/').at(-1)}`)
    expect(structure(answer.credentials).expiration).toEqual(new Date(world.clock.now + 6 * 3_600_000))
  })

  test('stands for a session with six transitive tags, in EKS’s order', async () => {
    const { world, exchange, token, role } = await blue()
    const session = sessionOf(world, await exchange(await token()))
    expect(session.tags).toEqual([
      { key: 'eks-cluster-arn', value: 'arn:aws:eks:eu-central-1:111122223333:cluster/blue' },
      { key: 'eks-cluster-name', value: 'blue' },
      { key: 'kubernetes-namespace', value: 'default' },
      { key: 'kubernetes-service-account', value: 'app' },
      { key: 'kubernetes-pod-name', value: 'app-5d9c' },
      { key: 'kubernetes-pod-uid', value: '0b7b5d0e-0c6a-4b3c-9a53-3d0a2f9f1e02' },
    ])
    expect(session.transitive).toEqual(session.tags.map(({ key }) => key))
    expect(session).toMatchObject({ roleId: role.id, roleArn: role.arn, roleName: 'app', chained: false })
    expect(session.policy).toBeUndefined()
  })

  test('disableSessionTags: no tags at all', async () => {
    const { world, exchange, token } = await blue({ disableSessionTags: true })
    expect(sessionOf(world, await exchange(await token()))).toMatchObject({ tags: [], transitive: [] })
  })

  test('the association’s policy limits the session', async () => {
    const policy = document({ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' })
    const { world, exchange, token } = await blue({ disableSessionTags: true, policy })
    expect(sessionOf(world, await exchange(await token())).policy).toBe(policy)
  })

  test('a changed association counts at the next exchange', async () => {
    const { world, exchange, token, association } = await blue()
    const other = await world.role('other', podsTrust)
    const { associationId } = association
    await world.call(updatePodIdentityAssociation, { clusterName: 'blue', associationId, roleArn: other.arn })
    expect(sessionOf(world, await exchange(await token()))).toMatchObject({ roleName: 'other' })
  })
})

describe('cluster, association and role', () => {
  test('an unknown cluster', async () => {
    const { refusal, token } = await blue()
    expect(await refusal(await token(), 'nowhere')).toBe(
      'ResourceNotFoundException: No cluster found for name: nowhere.',
    )
  })

  test('a cluster that is not active has no say, and no pod is to blame', async () => {
    const { world, refusal, token } = await blue()
    await world.store.clusters.update('blue', (it) => ({ ...it, status: 'PENDING' }))
    expect(await refusal(await token())).toStartWith('InvalidRequestException: ')
  })

  test('no association for the service account, nor for its name in another namespace', async () => {
    const { refusal, token } = await blue()
    expect(await refusal(await token({ serviceAccount: 'other' }))).toStartWith('ResourceNotFoundException: ')
    expect(await refusal(await token({ namespace: 'other' }))).toStartWith('ResourceNotFoundException: ')
  })

  test('the role is gone', async () => {
    const { world, refusal, token } = await blue()
    await world.store.roles.remove('app')
    expect(await refusal(await token())).toBe(unauthorized)
  })

  test('the role made anew under the same ARN is another: sessions are its own; under another path it is not the association’s', async () => {
    const { world, role, exchange, refusal, token } = await blue()
    const anew = await world.role('app', podsTrust, { path: '/teams/' })
    expect(anew.id).not.toBe(role.id)
    expect(sessionOf(world, await exchange(await token()))).toMatchObject({ roleId: anew.id })
    await world.role('app', podsTrust)
    expect(await refusal(await token())).toBe(unauthorized)
  })

  test('what keeps us from answering is not put on the token', async () => {
    const { world, token } = await blue()
    const it = await token()
    await world.store.close()
    expect(world.refusal(assumeRoleForPodIdentity, { clusterName: 'blue', token: it })).rejects.toThrow('closed')
  })
})

describe('the caller', () => {
  const may = (resource: string, condition?: unknown) => ({
    Effect: 'Allow',
    Action: 'eks-auth:AssumeRoleForPodIdentity',
    Resource: resource,
    Condition: condition,
  })
  const arn = 'arn:aws:eks:eu-central-1:111122223333:cluster/blue'

  test('must be permitted on this very cluster', async () => {
    const { world, exchange, refusal, token } = await blue()
    await exchange(await token(), 'blue', await world.user('node', may(arn)))
    const others = await world.user('elsewhere', may(`${arn}2`))
    expect(await refusal(await token(), 'blue', others)).toBe(
      `AccessDeniedException: User: arn:aws:iam::111122223333:user/elsewhere is not authorized to perform: eks-auth:AssumeRoleForPodIdentity on resource: ${arn} because no identity-based policy allows the eks-auth:AssumeRoleForPodIdentity action`,
    )
  })

  test('may be limited to clusters by their tags', async () => {
    const { world, exchange, refusal, token } = await blue()
    await world.store.clusters.update('blue', (it) => ({ ...it, tags: { team: 'a' } }))
    const of = (team: string) => may('*', { StringEquals: { 'aws:ResourceTag/team': team } })
    await exchange(await token(), 'blue', await world.user('one', of('a')))
    expect(await refusal(await token(), 'blue', await world.user('two', of('b')))).toStartWith(
      'AccessDeniedException: User:',
    )
  })

  test('the agent of the cluster is; that of another cluster is not, nor is a connector', async () => {
    const { world, exchange, refusal, token } = await blue()
    await activated(world, 'green', 'green')
    const roleOf = async (name: string, program: 'agentRoleArn' | 'connectorRoleArn'): Promise<Role> => {
      const cluster = await world.store.clusters.get(name)
      const role = await world.store.roles.get(
        parseArn(cluster?.[program] ?? '')
          ?.resource.split('/')
          .at(-1) ?? '',
      )
      if (role === undefined) throw new Error('No such role.')
      return role
    }
    await exchange(await token(), 'blue', world.session(await roleOf('blue', 'agentRoleArn')))
    for (const role of [await roleOf('green', 'agentRoleArn'), await roleOf('blue', 'connectorRoleArn')])
      expect(await refusal(await token(), 'blue', world.session(role))).toStartWith('AccessDeniedException: User:')
  })

  test('who is not permitted learns nothing of clusters', async () => {
    const { world, refusal, token } = await blue()
    const nobody = await world.user('nobody', may(`${arn}2`))
    expect(await refusal(await token(), 'nowhere', nobody)).toStartWith('AccessDeniedException: User:')
  })
})
