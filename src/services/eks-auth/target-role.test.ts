import { describe, expect, test } from 'bun:test'
import { document, podsTrust, trusting } from '../../../tests/world'
import type { Authority } from '../../authority'
import type { Role } from '../../domain'
import type { Said } from '../operation'
import { structure } from '../said'
import { blue, sessionOf, unauthorized } from './exchange.test-support'

describe('a target role', () => {
  const target = 'arn:aws:iam::111122223333:role/target'
  const may = { Effect: 'Allow', Action: ['sts:AssumeRole', 'sts:TagSession'], Resource: target }
  const trustOf = (role: Role, condition?: unknown) =>
    trusting({ AWS: role.id }, ['sts:AssumeRole', 'sts:TagSession'], condition)

  async function chained(more: Said = {}, statement: unknown = may, trust: (role: Role) => string = trustOf) {
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
    expect(session.transitive).toEqual(session.tags.map(({ key }) => key))
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
      () => trusting({ AWS: 'arn:aws:iam::111122223333:root' }, ['sts:AssumeRole', 'sts:TagSession']),
    ],
    [
      'the first role may not tag it',
      { ...may, Action: 'sts:AssumeRole' },
      () => trusting({ AWS: 'arn:aws:iam::111122223333:root' }, ['sts:AssumeRole', 'sts:TagSession']),
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
