import { describe, expect, test } from 'bun:test'
import {
  document,
  podsTrust,
  podToken,
  type ServiceWorld,
  serviceWorld,
  signingKey,
  trusting,
} from '../../../tests/world'
import type { Authority } from '../../authority'
import { parseArn, type Role } from '../../domain'
import { openSession } from '../../signatures'
import { createPodIdentityAssociation } from '../eks/create-pod-identity-association'
import { registerCluster } from '../eks/register-cluster'
import { updatePodIdentityAssociation } from '../eks/update-pod-identity-association'
import type { Said } from '../operation'
import { activateCluster } from '../podid/activate-cluster'
import { putClusterKeys } from '../podid/put-cluster-keys'
import { structure, text } from '../said'
import { assumeRoleForPodIdentity } from './assume-role-for-pod-identity'

const issuer = 'https://kubernetes.default.svc.cluster.local'
const unauthorized =
  'AccessDeniedException: Unauthorized Exception! EKS does not have permissions to assume the associated role.'
const day = 86_400_000

async function activated(world: ServiceWorld, name: string, keyName: string, as = issuer): Promise<void> {
  const { cluster } = await world.call(registerCluster, {
    name,
    connectorConfig: { roleArn: 'arn:aws:iam::111122223333:role/x', provider: 'OTHER' },
  })
  const { activationId, activationCode } = structure(structure(cluster).connectorConfig)
  const { publicJwk } = await signingKey(keyName)
  const keys = [{ jwk: JSON.stringify(publicJwk) }]
  await world.call(activateCluster, { activationId, activationCode, issuer: as, keys })
}

/** A cluster `blue` with the association of default/app to the role `app`. */
async function blue(more: Said = {}, given: Parameters<typeof serviceWorld>[0] = {}, trust = podsTrust) {
  const world = serviceWorld(given)
  await activated(world, 'blue', 'blue')
  const role = await world.role('app', podsTrust, { path: '/teams/' })
  const { association } = await world.call(createPodIdentityAssociation, {
    clusterName: 'blue',
    namespace: 'default',
    serviceAccount: 'app',
    roleArn: role.arn,
    ...more,
  })
  if (trust !== podsTrust) await world.store.roles.update('app', (it) => ({ ...it, trust }))
  const token = async (claims = {}, key = 'blue') =>
    podToken(await signingKey(key), world.clock.now, { issuer, ...claims })
  const exchange = async (token: string, clusterName = 'blue', caller = world.root) =>
    world.call(assumeRoleForPodIdentity, { clusterName, token }, caller)
  const refusal = async (token: string, clusterName = 'blue', caller = world.root) =>
    world.refusal(assumeRoleForPodIdentity, { clusterName, token }, caller)
  return { world, role, association: structure(association), token, exchange, refusal }
}

function sessionOf(world: ServiceWorld, answer: Said) {
  const { accessKeyId, sessionToken } = structure(answer.credentials)
  const { keyring, now } = world.parts(world_)
  const opened = openSession(keyring, text(accessKeyId), text(sessionToken), now())
  if (typeof opened === 'string' || opened.session === undefined) throw new Error(`No session: ${opened}`)
  return opened.session
}
const world_ = { ...assumeRoleForPodIdentity, input: () => undefined, need: () => ({ anyone: '' }) } as const

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

describe('the token', () => {
  test('without a node, as Kubernetes 1.24 makes them, is good; with one, too', async () => {
    const { exchange, token } = await blue()
    await exchange(await token({ node: { name: 'n1', uid: '6f4b1f4e-6a2e-4f6d-8f39-6f0f5e1b0a03' } }))
    await exchange(await token({ node: undefined }))
  })

  const invalid: readonly [string, (it: Awaited<ReturnType<typeof blue>>) => Promise<string>][] = [
    [
      'signed by another key of the same kid',
      async ({ world }) => {
        const [ours, other] = [await signingKey('blue'), await signingKey('green')]
        return podToken({ ...other, kid: ours.kid }, world.clock.now, { issuer })
      },
    ],
    ['of an unknown kid', async ({ token }) => token({}, 'green')],
    [
      'altered',
      async ({ token }) => {
        const [header, , signature] = (await token()).split('.')
        const [, payload] = (await token({ serviceAccount: 'admin' })).split('.')
        return `${header}.${payload}.${signature}`
      },
    ],
    [
      'of the algorithm none',
      async ({ token }) => {
        const [, payload] = (await token()).split('.')
        return `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`
      },
    ],
    ['of another issuer', async ({ token }) => token({ issuer: 'https://other' })],
    ['for STS', async ({ token }) => token({ audience: 'sts.amazonaws.com' })],
    ['not good yet', async ({ world, token }) => token({ issuedAt: world.clock.now + 120_000 })],
    ['bound to no pod', async ({ token }) => token({ pod: undefined })],
  ]
  for (const [what, make] of invalid) {
    test(`${what} is invalid`, async () => {
      const it = await blue()
      expect(await it.refusal(await make(it))).toStartWith('InvalidTokenException: ')
    })
  }

  test('whose subject and claims disagree is invalid', async () => {
    const { world, refusal } = await blue()
    const { privateJwk, kid } = await signingKey('blue')
    const { createPrivateKey, sign } = await import('node:crypto')
    const [header = '', payload = ''] = (
      await podToken({ privateJwk, kid, publicJwk: {} }, world.clock.now, { issuer })
    ).split('.')
    const claims = {
      ...JSON.parse(Buffer.from(payload, 'base64url').toString()),
      sub: 'system:serviceaccount:default:other',
    }
    const signed = `${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`
    const signature = sign('sha256', Buffer.from(signed), createPrivateKey({ key: { ...privateJwk }, format: 'jwk' }))
    expect(await refusal(`${signed}.${signature.toString('base64url')}`)).toStartWith('InvalidTokenException: ')
  })

  test('that is expired is said to be, with both times', async () => {
    const { world, refusal, token } = await blue()
    const late = await token({ expiresAt: world.clock.now + 600_000 })
    world.clock.now += 600_000
    expect(await refusal(late)).toBe(
      'ExpiredTokenException: The token included in the request is expired: current date/time 2026-04-01T12:10:00Z must be before the expiration date/time 2026-04-01T12:10:00Z',
    )
  })

  test('of another cluster is invalid, whatever issuer, subject and kid they share', async () => {
    const { world, refusal, exchange, token } = await blue()
    await activated(world, 'green', 'green')
    const green = await signingKey('green')
    // Its key under blue's kid, as its own cluster publishes it.
    const { kid } = await signingKey('blue')
    const keys = [{ jwk: JSON.stringify({ ...green.publicJwk, kid }) }]
    await world.call(putClusterKeys, { clusterName: 'green', issuer, keys })
    const theirs = await podToken({ ...green, kid }, world.clock.now, { issuer })
    expect(await refusal(theirs)).toStartWith('InvalidTokenException: ')
    expect(await refusal(theirs, 'green')).toStartWith('ResourceNotFoundException: ')
    expect(await refusal(await token(), 'green')).toStartWith('InvalidTokenException: ')
    await exchange(await token())
  })

  test('of a retired key is good for a day, and no longer', async () => {
    const { world, exchange, refusal, token } = await blue()
    const { publicJwk } = await signingKey('green')
    const keys = [{ jwk: JSON.stringify(publicJwk) }]
    await world.call(putClusterKeys, { clusterName: 'blue', issuer, keys })
    const old = await token({ expiresAt: world.clock.now + day + 60_000 })
    world.clock.now += day - 1
    await exchange(old)
    world.clock.now += 1
    expect(await refusal(old)).toStartWith('InvalidTokenException: ')
    await exchange(await token({}, 'green'))
  })

  test('of a former issuer is good', async () => {
    const { world, exchange, token } = await blue()
    const { publicJwk } = await signingKey('blue')
    const keys = [{ jwk: JSON.stringify(publicJwk) }]
    await world.call(putClusterKeys, { clusterName: 'blue', issuer: 'https://new', keys })
    await exchange(await token())
    await exchange(await token({ issuer: 'https://new' }))
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

describe('a target role', () => {
  const target = 'arn:aws:iam::111122223333:role/target'
  const may = { Effect: 'Allow', Action: ['sts:AssumeRole', 'sts:TagSession'], Resource: target }
  const trustOf = (role: Role, condition?: unknown) =>
    trusting({ AWS: role.id }, ['sts:AssumeRole', 'sts:TagSession'], condition)

  async function chained(more: Said = {}, statement: unknown = may, trust = trustOf) {
    const it = await blue({ targetRoleArn: target, ...more })
    await it.world.store.roles.update('app', (row) => ({
      ...row,
      inline: [{ name: 'chain', document: document(statement) }],
    }))
    await it.world.role('target', trust(it.role))
    return it
  }

  test('is what the pod gets, for one hour, with the transitive tags', async () => {
    const { world, exchange, token } = await chained()
    const answer = await exchange(await token())
    expect(structure(answer.assumedRoleUser).arn).toMatch(/:assumed-role\/target\/eks-blue-app-5d9c-/)
    expect(structure(answer.credentials).expiration).toEqual(new Date(world.clock.now + 3_600_000))
    const session = sessionOf(world, answer)
    expect(session).toMatchObject({ roleName: 'target', chained: true })
    expect(session.tags.map(({ key }) => key)).toEqual(session.transitive)
    expect(session.tags).toHaveLength(6)
  })

  test('may ask for the external id, for the first role and for the tags', async () => {
    const condition = {
      StringEquals: {
        'sts:ExternalId': 'eu-central-1/111122223333/blue/default/app',
        'aws:RequestTag/kubernetes-namespace': 'default',
        'aws:PrincipalTag/kubernetes-service-account': 'app',
      },
      ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/teams/app' },
    }
    const { exchange, token } = await chained({}, may, (role) => trustOf(role, condition))
    await exchange(await token())
  })

  const refusals: readonly [string, unknown, (role: Role) => string][] = [
    [
      'the first role may not assume it',
      { ...may, Action: 'sts:TagSession' },
      (it) => trusting({ AWS: 'arn:aws:iam::111122223333:root' }, ['sts:AssumeRole', 'sts:TagSession']),
    ],
    [
      'the first role may not tag it',
      { ...may, Action: 'sts:AssumeRole' },
      (it) => trusting({ AWS: 'arn:aws:iam::111122223333:root' }, ['sts:AssumeRole', 'sts:TagSession']),
    ],
    ['the first role is denied it', { ...may, Effect: 'Deny' }, trustOf],
    ['it does not trust the first role', may, () => podsTrust],
    ['it trusts the first role to assume it only', may, (it) => trusting({ AWS: it.id }, 'sts:AssumeRole')],
    ['it asks for another external id', may, (it) => trustOf(it, { StringEquals: { 'sts:ExternalId': 'x' } })],
    [
      'it trusts the role that was there before',
      may,
      () => trusting({ AWS: 'AROAAAAAAAAAAAAAAAAAA' }, ['sts:AssumeRole', 'sts:TagSession']),
    ],
  ]
  for (const [what, statement, trust] of refusals) {
    test(`${what}: refused`, async () => {
      const { refusal, token } = await chained({}, statement, trust)
      expect(await refusal(await token())).toBe(unauthorized)
    })
  }

  test('that is not there, or of another account, is refused', async () => {
    const missing = await chained()
    await missing.world.store.roles.remove('target')
    expect(await missing.refusal(await missing.token())).toBe(unauthorized)
    const across = await chained({ targetRoleArn: 'arn:aws:iam::999999999999:role/target' })
    expect(await across.refusal(await across.token())).toBe(unauthorized)
  })

  test('is limited by the policy, which the first session is not', async () => {
    const policy = document({ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' })
    const { world, exchange, token } = await chained({ disableSessionTags: true, policy })
    expect(sessionOf(world, await exchange(await token())).policy).toBe(policy)
  })
})

describe('a real STS', () => {
  const issued: { session: string; via?: string; externalId?: string }[] = []
  const sts = (answer: 'denied' | 'throttled' | 'unreachable' | 'issues'): Authority => ({
    kind: 'sts',
    async issue(session, { via, externalId }) {
      issued.push({ session: session.roleArn ?? '', via: via?.accessKeyId, externalId })
      if (answer !== 'issues') return { refused: answer, message: 'no' }
      const credentials = { accessKeyId: `ASIA${issued.length}`, secretAccessKey: 's', sessionToken: 't', expiresAt: 7 }
      return { credentials, session }
    },
  })

  test('its refusal is told by its name; its trouble is ours', async () => {
    const cases = [
      ['denied', unauthorized],
      ['throttled', 'ThrottlingException: Rate exceeded'],
      ['unreachable', 'ServiceUnavailableException: The service that issues credentials cannot be reached.'],
    ] as const
    for (const [answer, told] of cases) {
      const { refusal, token } = await blue({}, { authority: sts(answer) })
      expect(await refusal(await token())).toBe(told)
    }
  })

  test('decides about a target role of another account, asked with the first credentials and the external id', async () => {
    issued.length = 0
    const targetRoleArn = 'arn:aws:iam::999999999999:role/target'
    const { exchange, token } = await blue({ targetRoleArn }, { authority: sts('issues') })
    const answer = await exchange(await token())
    expect(structure(answer.credentials)).toMatchObject({ accessKeyId: 'ASIA2', expiration: new Date(7) })
    expect(issued).toEqual([
      { session: 'arn:aws:iam::111122223333:role/teams/app', via: undefined, externalId: undefined },
      { session: targetRoleArn, via: 'ASIA1', externalId: 'eu-central-1/111122223333/blue/default/app' },
    ])
  })
})
