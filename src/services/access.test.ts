import { beforeEach, describe, expect, test } from 'bun:test'
import type { Role, Session, User } from '../domain'
import { memoryStore, type Store } from '../store'
import { accessDenied, authorizer } from './access'
import type { KnownCaller, RequestContext } from './request-context'

const here = { account: '111122223333', region: 'us-east-1', partition: 'aws' }
const policy = (...Statement: readonly object[]): string => JSON.stringify({ Version: '2012-10-17', Statement })
const allow = (Action: string, more: object = {}): object => ({ Effect: 'Allow', Action, Resource: '*', ...more })
const deny = (Action: string): object => ({ Effect: 'Deny', Action, Resource: '*' })

const base = { path: '/', createdAt: 0, tags: [], inline: [], attached: [] }
const ann: User = { ...base, name: 'ann', arn: 'arn:aws:iam::111122223333:user/ann', id: 'AIDAANN' }
const app: Role = {
  ...base,
  name: 'app',
  arn: 'arn:aws:iam::111122223333:role/app',
  id: 'AROAAPP',
  trust: '{}',
  maxSessionDuration: 3600,
}
const session: Session = {
  kind: 'role',
  account: here.account,
  arn: 'arn:aws:sts::111122223333:assumed-role/app/s',
  principalId: 'AROAAPP:s',
  roleName: 'app',
  roleArn: app.arn,
  roleId: app.id,
  name: 's',
  issuedAt: Date.UTC(2026, 0, 1),
  expiresAt: Date.UTC(2026, 0, 2),
  tags: [],
  transitive: [],
  chained: false,
}
const request: RequestContext = {
  now: Date.UTC(2026, 0, 1, 12),
  region: 'eu-west-1',
  sourceIp: '192.0.2.7',
  secure: false,
  userAgent: 'aws-cli/2',
}

const user = (more: Partial<User> = {}): KnownCaller => ({
  principal: { kind: 'user', arn: ann.arn, account: here.account, ids: [ann.id] },
  userId: ann.id,
  user: ann,
  identity: { ...ann, ...more },
})
const role = (more: Partial<Role> = {}, of: Partial<Session> = {}): KnownCaller => ({
  principal: {
    kind: 'session',
    arn: session.arn,
    account: here.account,
    roleArn: app.arn,
    ids: [app.id, session.principalId],
  },
  userId: session.principalId,
  session: { ...session, ...of },
  identity: { ...app, ...more },
})
const inline = (...statements: readonly object[]): { inline: { name: string; document: string }[] } => ({
  inline: [{ name: 'own', document: policy(...statements) }],
})

const need = { action: 'eks:DescribeCluster', resource: 'cluster/blue' }
let store: Store

async function decide(caller: KnownCaller, more: object = {}) {
  return authorizer({ store, ...here }).decide(caller, { ...need, ...more }, request)
}
const result = async (caller: KnownCaller, more: object = {}): Promise<string> => (await decide(caller, more)).result

async function keep(name: string, document: string): Promise<string> {
  const arn = `arn:aws:iam::111122223333:policy/${name}`
  await store.policies.insert(arn, {
    name,
    path: '/',
    arn,
    id: `ANPA${name}`,
    createdAt: 0,
    updatedAt: 0,
    tags: [],
    defaultVersion: 'v2',
    versions: [
      { id: 'v1', document: policy(deny('*')), createdAt: 0 },
      { id: 'v2', document, createdAt: 0 },
    ],
    lastVersion: 2,
  })
  return arn
}

beforeEach(() => {
  store = memoryStore()
})

describe('who may', () => {
  test('nobody without a policy, whoever has one that allows', async () => {
    expect(await result(user())).toBe('ImplicitDeny')
    expect(await result(user(inline(allow('eks:*'))))).toBe('Allow')
    expect(await result(role(inline(allow('eks:DescribeCluster'))))).toBe('Allow')
  })

  test('attached policies count by their default version, and the change of one at once', async () => {
    const arn = await keep('reader', policy(allow('eks:Describe*')))
    expect(await result(user({ attached: [arn] }))).toBe('Allow')
    await store.policies.update(arn, (it) => ({ ...it, defaultVersion: 'v1' }))
    expect(await result(user({ attached: [arn] }))).toBe('ExplicitDeny')
  })

  test('AWS managed policies are known', async () => {
    expect(await result(user({ attached: ['arn:aws:iam::aws:policy/AdministratorAccess'] }))).toBe('Allow')
  })

  for (const [what, caller] of [
    ['an attached policy', user({ ...inline(allow('*')), attached: ['arn:aws:iam::111122223333:policy/gone'] })],
    ['a boundary', user({ ...inline(allow('*')), boundaryArn: 'arn:aws:iam::111122223333:policy/gone' })],
    [
      'an inline policy',
      user({
        inline: [
          { name: 'own', document: policy(allow('*')) },
          { name: 'x', document: '{' },
        ],
      }),
    ],
    ['a session policy', role(inline(allow('*')), { policy: '{' })],
    ['a session policy by ARN', role(inline(allow('*')), { policyArns: ['arn:aws:iam::111122223333:policy/gone'] })],
  ] as const) {
    test(`nothing is permitted while ${what} is missing or unreadable`, async () => {
      expect(await result(caller)).toBe('ExplicitDeny')
    })
  }

  test('nothing is permitted while a resource policy or a trust policy is unreadable', async () => {
    const caller = user(inline(allow('*')))
    expect(await result(caller, { resourcePolicy: { text: '{', source: 'b' } })).toBe('ExplicitDeny')
    expect(await result(caller, { trust: { text: '{', source: 'r' } })).toBe('ExplicitDeny')
  })

  test('a boundary limits what identity policies allow', async () => {
    const boundaryArn = await keep('bound', policy(allow('s3:*')))
    const refused = await decide(user({ ...inline(allow('*')), boundaryArn }))
    expect([refused.result, refused.by]).toEqual(['ImplicitDeny', 'permissions boundary'])
    expect(await result(user({ ...inline(allow('*')), boundaryArn }), { action: 's3:ListAllMyBuckets' })).toBe('Allow')
  })

  test('session policies limit, by text and by ARN', async () => {
    const arn = await keep('limit', policy(allow('s3:*')))
    const all = inline(allow('*'))
    expect((await decide(role(all, { policy: policy(allow('s3:*')) }))).by).toBe('session policy')
    expect(await result(role(all, { policyArns: [arn] }))).toBe('ImplicitDeny')
    expect(await result(role(all, { policyArns: [arn], policy: policy(allow('eks:*')) }))).toBe('Allow')
    expect(await result(role(all, { policyArns: [] }))).toBe('Allow')
  })

  test('the root may all in its account and nothing elsewhere', async () => {
    const root: KnownCaller = {
      principal: { kind: 'account', arn: 'arn:aws:iam::111122223333:root', account: here.account, ids: [] },
      userId: here.account,
    }
    expect(await result(root)).toBe('Allow')
    expect(await result(root, { resourceAccount: '999999999999' })).toBe('ImplicitDeny')
  })

  test('nobody signed gets what a resource policy gives to everyone, and no more', async () => {
    const anonymous: KnownCaller = { principal: { kind: 'anonymous', arn: '', account: '', ids: [] }, userId: '' }
    const text = policy({ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' })
    const object = { action: 's3:GetObject', resource: 'arn:aws:s3:::b/k' }
    expect(await result(anonymous, object)).toBe('ImplicitDeny')
    expect(await result(anonymous, { ...object, resourcePolicy: { text, source: 'b' } })).toBe('Allow')
    expect(await result(anonymous, { ...object, action: 's3:PutObject', resourcePolicy: { text, source: 'b' } })).toBe(
      'ImplicitDeny',
    )
  })
})

describe('conditions', () => {
  const when = (key: string, value: string | readonly string[], caller = user(), operator = 'StringEquals') => {
    const own = inline(allow('*', { Condition: { [operator]: { [key]: value } } }))
    return result({ ...caller, identity: caller.identity && { ...caller.identity, ...own } })
  }
  const tagged = user({ tags: [{ key: 'Team', value: 'red' }] })

  for (const [key, value, caller] of [
    ['aws:PrincipalArn', ann.arn, user()],
    ['aws:PrincipalArn', app.arn, role()],
    ['aws:PrincipalAccount', here.account, user()],
    ['aws:PrincipalType', 'User', user()],
    ['aws:PrincipalType', 'AssumedRole', role()],
    ['aws:userid', 'AROAAPP:s', role()],
    ['aws:username', 'ann', user()],
    ['aws:RequestedRegion', 'eu-west-1', user()],
    ['aws:UserAgent', 'aws-cli/2', user()],
    ['aws:SourceIdentity', 'ann', role({}, { sourceIdentity: 'ann' })],
    ['aws:FederatedProvider', 'arn:p', role({}, { provider: 'arn:p' })],
    ['aws:ResourceAccount', here.account, user()],
    ['aws:SecureTransport', 'false', user()],
    ['aws:principaltag/TEAM', 'red', tagged],
  ] as const) {
    test(`${key} is ${value}`, async () => expect(await when(key, value, caller)).toBe('Allow'))
  }

  test('times, addresses', async () => {
    expect(await when('aws:CurrentTime', '2026-01-01T12:00:01Z', user(), 'DateLessThan')).toBe('Allow')
    expect(await when('aws:CurrentTime', '2026-01-01T12:00:00Z', user(), 'DateLessThan')).toBe('ImplicitDeny')
    expect(await when('aws:EpochTime', String(request.now / 1000), user(), 'NumericEquals')).toBe('Allow')
    expect(await when('aws:TokenIssueTime', '2026-01-01T00:00:00Z', role(), 'DateEquals')).toBe('Allow')
    expect(await when('aws:TokenIssueTime', '2026-01-01T00:00:00Z', user(), 'DateEquals')).toBe('ImplicitDeny')
    expect(await when('aws:SourceIp', '192.0.2.0/24', user(), 'IpAddress')).toBe('Allow')
    for (const value of ['true', 'false'])
      expect(await when('aws:MultiFactorAuthPresent', value, user(), 'Bool')).toBe('ImplicitDeny')
    expect(await when('aws:MultiFactorAuthPresent', 'false', role(), 'Bool')).toBe('Allow')
    expect(await when('aws:MultiFactorAuthPresent', 'false', role({}, { provider: 'arn:p' }), 'Bool')).toBe(
      'ImplicitDeny',
    )
  })

  test("a session's tag takes the place of its role's, whatever its case", async () => {
    const caller = role({ tags: [{ key: 'Team', value: 'red' }] }, { tags: [{ key: 'team', value: 'blue' }] })
    expect(await when('aws:PrincipalTag/Team', 'blue', caller)).toBe('Allow')
    expect(await when('aws:PrincipalTag/Team', 'red', caller)).toBe('ImplicitDeny')
  })

  test("the operation's own keys count in any case, and no client can say the global ones", async () => {
    const own = user(inline(allow('*', { Condition: { StringEquals: { 'aws:RequestTag/Team': 'red' } } })))
    expect(await result(own, { context: { 'AWS:requestTag/team': 'red' } })).toBe('Allow')
    expect(await result(own, { context: { 'aws:RequestTag/Team': undefined } })).toBe('ImplicitDeny')
  })
})

describe('resources', () => {
  const resourceIs = (Resource: string, more: object) =>
    result(user(inline({ Effect: 'Allow', Action: '*', Resource })), more)

  for (const [action, resource, arn] of [
    ['eks:DescribeCluster', 'cluster/blue', 'arn:aws:eks:us-east-1:111122223333:cluster/blue'],
    ['eks-auth:AssumeRoleForPodIdentity', 'cluster/blue', 'arn:aws:eks:us-east-1:111122223333:cluster/blue'],
    ['iam:GetRole', 'role/app', 'arn:aws:iam::111122223333:role/app'],
    ['s3:GetObject', 'b/k', 'arn:aws:s3:::b/k'],
    ['podid:GetClusterKeys', 'cluster/blue', 'arn:aws:podid:us-east-1:111122223333:cluster/blue'],
    ['sts:AssumeRole', 'arn:aws:iam::1:role/x', 'arn:aws:iam::1:role/x'],
  ] as const) {
    test(`${resource} of ${action} is ${arn}`, async () => {
      expect(await resourceIs(arn, { action, resource })).toBe('Allow')
      expect(await resourceIs(`${arn}x`, { action, resource })).toBe('ImplicitDeny')
    })
  }
})

describe("AWS's words", () => {
  const say = async (service: 'eks' | 'iam' | 's3', caller: KnownCaller, more: object = {}) => {
    const asked = { ...need, ...more }
    return accessDenied(service, caller, asked, await decide(caller, more), here)
  }

  test('no identity-based policy', async () => {
    const { code, message } = await say('eks', user())
    expect(code).toBe('AccessDeniedException')
    expect(message).toBe(
      'User: arn:aws:iam::111122223333:user/ann is not authorized to perform: eks:DescribeCluster on resource: arn:aws:eks:us-east-1:111122223333:cluster/blue because no identity-based policy allows the eks:DescribeCluster action',
    )
  })

  test('an explicit deny, with the managed policy that has it', async () => {
    const arn = await keep('no', policy(deny('*')))
    expect((await say('iam', user({ attached: [arn] }))).message).toEndWith(
      `with an explicit deny in an identity-based policy: ${arn}`,
    )
    const inlined = await say('iam', user(inline(deny('*'))))
    expect(inlined.code).toBe('AccessDenied')
    expect(inlined.message).toEndWith('with an explicit deny in an identity-based policy')
  })

  test('a boundary, a session policy; S3 quotes the resource', async () => {
    const boundaryArn = await keep('bound', policy(allow('s3:*')))
    expect((await say('eks', user({ ...inline(allow('*')), boundaryArn }))).message).toEndWith(
      'because no permissions boundary allows the eks:DescribeCluster action',
    )
    const limited = role(inline(allow('*')), { policy: policy(deny('*')) })
    expect((await say('s3', limited, { action: 's3:GetObject', resource: 'b/k' })).message).toEndWith(
      'on resource: "arn:aws:s3:::b/k" with an explicit deny in a session policy',
    )
  })
})
