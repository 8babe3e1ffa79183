import { beforeEach, describe, expect, test } from 'bun:test'
import { createSigningKey, signPodToken } from '../../issuer'
import {
  type Account,
  account,
  anonymous,
  arn,
  cluster,
  newAccount,
  policy,
  provider,
  trusting,
} from './sts.test-support'

const issuer = 'https://kubernetes.default.svc.cluster.local'
const [blueKey, greenKey] = await Promise.all([createSigningKey(), createSigningKey()])
const jwk = (key: typeof blueKey) => ({ ...key.publicJwk, kid: 'same' })
const blue = cluster('blue', jwk(blueKey), issuer)
const green = cluster('green', jwk(greenKey), issuer)
const refused = 'AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity'
const action = 'sts:AssumeRoleWithWebIdentity'

let it: Account
beforeEach(async () => {
  it = await newAccount()
  for (const one of [blue, green]) {
    await it.store.clusters.insert(one.name, one)
    await it.store.oidcProviders.insert(one.providerArn, provider(`podid/clusters/${one.id}`, { ofCluster: one.name }))
    await it.role(
      `agent-${one.name}`,
      trusting({ Federated: one.providerArn }, action, subjectIs(`podid/clusters/${one.id}`)),
    )
  }
})

const subjectIs = (url: string, subject = 'system:serviceaccount:podid:agent') => ({
  StringEquals: { [`${url}:sub`]: subject, [`${url}:aud`]: 'sts.amazonaws.com' },
})

function token(key: typeof blueKey, more: Partial<Parameters<typeof signPodToken>[2]> = {}): string {
  return signPodToken(key.privateJwk, 'same', {
    issuer,
    audience: 'sts.amazonaws.com',
    namespace: 'podid',
    serviceAccount: 'agent',
    serviceAccountUid: 'u1',
    issuedAt: it.clock.now,
    expiresAt: it.clock.now + 600_000,
    unique: 'x',
    ...more,
  })
}
const ask = (WebIdentityToken: string, role = 'agent-blue', more: object = {}) => ({
  RoleArn: arn(`role/${role}`),
  RoleSessionName: 'node-1',
  WebIdentityToken,
  ...more,
})
const refusal = (said: object, more = {}) => it.refusal('AssumeRoleWithWebIdentity', anonymous, { ...said }, more)

describe('a cluster’s token', () => {
  test('gives the role that trusts the cluster’s provider', async () => {
    const answer = await it.call('AssumeRoleWithWebIdentity', anonymous, ask(token(blueKey)))
    expect(answer).toMatchObject({
      SubjectFromWebIdentityToken: 'system:serviceaccount:podid:agent',
      Provider: issuer,
      Audience: 'sts.amazonaws.com',
      AssumedRoleUser: { Arn: `arn:aws:sts::${account}:assumed-role/agent-blue/node-1` },
    })
    expect(it.sessionOf(answer)).toMatchObject({
      provider: blue.providerArn,
      subject: 'system:serviceaccount:podid:agent',
      chained: false,
      expiresAt: it.clock.now + 3_600_000,
    })
  })

  test('of another cluster with the same issuer, subject and kid gives nothing', async () => {
    expect(await refusal(ask(token(greenKey)))).toStartWith('InvalidIdentityToken')
    expect(await refusal(ask(token(blueKey), 'agent-green'))).toStartWith('InvalidIdentityToken')
    expect(await refusal(ask(token(greenKey), 'agent-green'))).toBe('no refusal')
  })

  test('finds its own cluster where a role trusts both', async () => {
    await it.role('both', trusting({ Federated: [blue.providerArn, green.providerArn] }, action))
    const answer = await it.call('AssumeRoleWithWebIdentity', anonymous, ask(token(greenKey), 'both'))
    expect(it.sessionOf(answer)).toMatchObject({ provider: green.providerArn })
  })

  test('is not believed for the conditions of another provider', async () => {
    const mixed = policy(
      {
        Effect: 'Allow',
        Principal: { Federated: blue.providerArn },
        Action: action,
        Condition: subjectIs(`podid/clusters/${blue.id}`),
      },
      {
        Effect: 'Allow',
        Principal: { Federated: green.providerArn },
        Action: action,
        Condition: subjectIs(`podid/clusters/${green.id}`, 'system:serviceaccount:x:y'),
      },
    )
    await it.role('mixed', mixed)
    expect(await refusal(ask(token(blueKey), 'mixed'))).toBe('no refusal')
    expect(await refusal(ask(token(greenKey), 'mixed'))).toBe(refused)
  })

  test('of another subject is not trusted', async () => {
    expect(await refusal(ask(token(blueKey, { serviceAccount: 'other' })))).toBe(refused)
  })

  test('for pods is none for STS', async () => {
    expect(await refusal(ask(token(blueKey, { audience: 'pods.eks.amazonaws.com' })))).toBe(
      'InvalidIdentityToken: Incorrect token audience',
    )
  })

  test('of another issuer, expired, not yet valid or altered', async () => {
    expect(await refusal(ask(token(blueKey, { issuer: 'https://elsewhere' })))).toStartWith('InvalidIdentityToken')
    expect(await refusal(ask(token(blueKey, { expiresAt: it.clock.now })))).toStartWith('ExpiredTokenException')
    expect(await refusal(ask(token(blueKey, { issuedAt: it.clock.now + 62_000 })))).toStartWith('InvalidIdentityToken')
    expect(await refusal(ask(`${token(blueKey)}A`))).toStartWith('InvalidIdentityToken')
    expect(await refusal(ask('nonsense'))).toStartWith('InvalidIdentityToken')
  })

  test('ends with its cluster', async () => {
    await it.store.clusters.remove('blue')
    expect(await refusal(ask(token(blueKey)))).toStartWith('InvalidIdentityToken')
    await it.store.clusters.insert('blue', { ...blue, providerArn: arn('oidc-provider/podid/clusters/made-anew') })
    expect(await refusal(ask(token(blueKey)))).toStartWith('InvalidIdentityToken')
  })
})

describe('the role', () => {
  test('that is not there, or trusts no provider, is refused in the same words', async () => {
    await it.role('plain', trusting({ AWS: account }))
    await it.role('gone', trusting({ Federated: arn('oidc-provider/gone') }, action))
    await it.role('foreign', trusting({ Federated: 'arn:aws:iam::999999999999:oidc-provider/x' }, action))
    for (const role of ['none', 'plain', 'gone', 'foreign'])
      expect(await refusal(ask(token(blueKey), role))).toBe(refused)
  })

  test('that lets the provider do something else only', async () => {
    await it.role('other', trusting({ Federated: blue.providerArn }, 'sts:AssumeRole'))
    expect(await refusal(ask(token(blueKey), 'other'))).toBe(refused)
  })

  test('bounds the time', async () => {
    expect(await refusal(ask(token(blueKey), 'agent-blue', { DurationSeconds: 3_601 }))).toBe(
      'ValidationError: The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    )
  })
})

describe('another OIDC provider', () => {
  const url = 'oidc.example.com/id/1'
  beforeEach(async () => {
    await it.store.oidcProviders.insert(arn(`oidc-provider/${url}`), provider(url))
    await it.role('irsa', trusting({ Federated: arn(`oidc-provider/${url}`) }, action, subjectIs(url)))
  })
  const own = () => token(greenKey, { issuer: `https://${url}` })

  test('is asked for its keys', async () => {
    const asked: string[] = []
    const discover = async (from: string) => {
      asked.push(from)
      return [jwk(greenKey)]
    }
    expect(await refusal(ask(own(), 'irsa'), { discover })).toBe('no refusal')
    expect(asked).toEqual([`https://${url}`])
    expect(await refusal(ask(token(blueKey, { issuer: `https://${url}` }), 'irsa'), { discover })).toStartWith(
      'InvalidIdentityToken',
    )
  })

  test('that cannot be reached', async () => {
    expect(await refusal(ask(own(), 'irsa'), { discover: async () => undefined })).toStartWith('IDPCommunicationError')
  })

  test('is not asked about tokens of others', async () => {
    expect(await refusal(ask(token(greenKey), 'irsa'))).toStartWith('InvalidIdentityToken')
  })
})
