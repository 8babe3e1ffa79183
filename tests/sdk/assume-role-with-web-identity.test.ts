import { afterAll, beforeAll, expect } from 'bun:test'
import { CreateClusterCommand, EKSClient } from '@aws-sdk/client-eks'
import { CreateOpenIDConnectProviderCommand, IAMClient, ListOpenIDConnectProvidersCommand } from '@aws-sdk/client-iam'
import { AssumeRoleWithWebIdentityCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { client } from '../../src/client'
import { type TestServer, testServer } from '../server'
import { operationTests } from './operation'
import { document, newRole, signingWith, trusting } from './sessions'
import { account } from './world'

const assumeRole = operationTests('sts', 'AssumeRoleWithWebIdentity', {
  never: {
    IDPRejectedClaim:
      'given when a provider, asked about a token, rejects it; podid asks providers for their keys and for nothing else',
  },
  differs:
    'ProviderId, which is for the OAuth 2.0 tokens of Amazon and Facebook, is refused. Each cluster is a provider of its own, whatever issuer it shares with others.',
})

const clock = { ahead: 0 }
let server: TestServer
let issuer: string
let token: string
const RoleArn = `arn:aws:iam::${account}:role/web`

beforeAll(async () => {
  server = await testServer({}, { now: () => Date.now() + clock.ahead })
  const iam = new IAMClient(server.sdk)
  await new EKSClient(server.sdk).send(
    new CreateClusterCommand({ name: 'blue', roleArn: `arn:aws:iam::${account}:role/c`, resourcesVpcConfig: {} }),
  )
  const { OpenIDConnectProviderList = [] } = await iam.send(new ListOpenIDConnectProvidersCommand({}))
  const [{ Arn: Federated } = {}] = OpenIDConnectProviderList
  await newRole(iam, 'web', trusting({ Federated }, 'sts:AssumeRoleWithWebIdentity'))
  await newRole(iam, 'closed', trusting({ AWS: account }, 'sts:AssumeRole'))
  const elsewhere = { Url: 'https://127.0.0.1:9/none', ClientIDList: ['sts.amazonaws.com'] }
  const { OpenIDConnectProviderArn } = await iam.send(new CreateOpenIDConnectProviderCommand(elsewhere))
  await newRole(iam, 'elsewhere', trusting({ Federated: OpenIDConnectProviderArn }, 'sts:AssumeRoleWithWebIdentity'))
  token = await made({})
  issuer = claims(token).iss
})
afterAll(() => server.stop())

async function made(more: object): Promise<string> {
  const any = client({ endpoint: server.url, region: server.region, credentials: server.credentials })
  const asked = { clusterName: 'blue', namespace: 'default', serviceAccount: 'app', audience: 'sts.amazonaws.com' }
  return String((await any.call('podid', 'CreateServiceAccountToken', { ...asked, ...more })).token)
}

function claims(given: string): { readonly iss: string } {
  return JSON.parse(Buffer.from(given.split('.')[1] ?? '', 'base64url').toString())
}

/** Unsigned, as the SDK's credentials provider asks. */
const ask = (more: Partial<AssumeRoleWithWebIdentityCommand['input']> = {}) =>
  new STSClient({
    endpoint: server.url,
    region: server.region,
    credentials: { accessKeyId: '', secretAccessKey: '' },
  }).send(new AssumeRoleWithWebIdentityCommand({ RoleArn, RoleSessionName: 'me', WebIdentityToken: token, ...more }))

assumeRole.succeeds('gives the role to the bearer of a token of a provider that it trusts', async () => {
  const answer = await ask()
  expect(answer).toMatchObject({
    SubjectFromWebIdentityToken: 'system:serviceaccount:default:app',
    Provider: issuer,
    Audience: 'sts.amazonaws.com',
    AssumedRoleUser: { Arn: `arn:aws:sts::${account}:assumed-role/web/me` },
  })
  expect([answer.PackedPolicySize, answer.SourceIdentity]).toEqual([undefined, undefined])
  const { sts } = signingWith(server, answer.Credentials)
  expect((await sts.send(new GetCallerIdentityCommand({}))).Arn).toBe(`arn:aws:sts::${account}:assumed-role/web/me`)
})

assumeRole.refuses(
  'AccessDenied',
  'a role that trusts no provider, and one that is not there',
  async () => {
    const other = ask({ RoleArn: `arn:aws:iam::${account}:role/none` })
    expect(await other.catch(({ message }) => message)).toBe('Not authorized to perform sts:AssumeRoleWithWebIdentity')
    return ask({ RoleArn: `arn:aws:iam::${account}:role/closed` })
  },
  'Not authorized to perform sts:AssumeRoleWithWebIdentity',
)
assumeRole.refuses(
  'InvalidIdentityToken',
  'a token for another audience',
  async () => ask({ WebIdentityToken: await made({ audience: 'pods.eks.amazonaws.com' }) }),
  'Incorrect token audience',
)
assumeRole.refuses('InvalidIdentityToken', 'what is no token', () => ask({ WebIdentityToken: 'nonsense' }))
assumeRole.refuses('InvalidIdentityToken', 'a token whose signature was altered', () => {
  const at = token.length - 40
  return ask({ WebIdentityToken: `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}` })
})
assumeRole.refuses('ExpiredTokenException', 'a token that has expired', async () => {
  clock.ahead = 3_700_000
  return ask().finally(() => {
    clock.ahead = 0
  })
})
assumeRole.refuses('IDPCommunicationError', 'a provider that cannot be reached', () => {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const said = {
    iss: 'https://127.0.0.1:9/none',
    aud: 'sts.amazonaws.com',
    sub: 'me',
    exp: Math.floor(Date.now() / 1000) + 60,
  }
  const WebIdentityToken = `${part({ alg: 'RS256', kid: 'k' })}.${part(said)}.AAAA`
  return ask({ RoleArn: `arn:aws:iam::${account}:role/elsewhere`, WebIdentityToken })
})
assumeRole.refuses(
  'MalformedPolicyDocument',
  'a session policy that is no JSON',
  () => ask({ Policy: '{' }),
  'This policy contains invalid Json',
)
assumeRole.refuses(
  'PackedPolicyTooLarge',
  'more session policy than a session can carry',
  () => {
    const Policy = document({ Effect: 'Allow', Action: 's3:*', Resource: '*' })
    const PolicyArns = [{ arn: 'arn:aws:iam::aws:policy/AdministratorAccess' }]
    return ask({ Policy: Policy.padEnd(2_048), PolicyArns })
  },
  'Packed policy consumes 103% of allotted space, please use smaller policy.',
)
assumeRole.refuses(
  'ValidationError',
  'longer than the role allows',
  () => ask({ DurationSeconds: 3_601 }),
  'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
)
