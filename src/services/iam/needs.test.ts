import { describe, expect, test } from 'bun:test'
import type { Caller, Said } from '../operation'
import { arn, document, here, newAccount, root, trust } from './iam.test-support'
import { iamOperations } from './index'

// What each operation needs: the stored path in the ARN, the tags of the thing and of the request, the boundary and the policy.

const role = arn('role/p/Some')
const user = arn('user/p/Some')
const policy = arn('policy/p/Some')
const provider = arn('oidc-provider/a')
const boundary = arn('policy/p/Some')
const tags = { 'aws:ResourceTag/Team': 'a', 'iam:ResourceTag/Team': 'a' }
const bound = { 'iam:PermissionsBoundary': boundary }
const AccessKeyId = 'AKIAAAAAAAAAAAAAAAAA'

async function account() {
  const it = newAccount()
  const Tags = [{ Key: 'Team', Value: 'a' }]
  await it.call('CreatePolicy', { PolicyName: 'Some', Path: '/p/', PolicyDocument: document, Tags })
  const more = { Path: '/p/', Tags, PermissionsBoundary: boundary }
  await it.call('CreateRole', { RoleName: 'Some', AssumeRolePolicyDocument: trust, ...more })
  await it.call('CreateUser', { UserName: 'Some', ...more })
  await it.call('CreateOpenIDConnectProvider', { Url: 'https://a', Tags })
  const row = await it.store.users.get('some')
  const key = {
    id: AccessKeyId,
    userName: 'Some',
    userId: row?.id ?? '',
    status: 'Active',
    sealedSecret: '',
    createdAt: 0,
  } as const
  await it.store.accessKeys.insert(AccessKeyId, key)
  return { ...it, self: { ...root, principal: { ...root.principal, kind: 'user' }, user: row } as Caller }
}

const of = { Role: { RoleName: 'SOME' }, User: { UserName: 'SOME' } }
const arns = { Role: role, User: user }
const request = { 'aws:RequestTag/k': 'v', 'aws:TagKeys': ['k'] }
const given = [{ Key: 'k', Value: 'v' }]
const attached = { 'iam:PolicyARN': policy }
const other = arn('policy/other')

const alike = (['Role', 'User'] as const).flatMap((title): readonly (readonly [string, Said, string, object])[] => [
  [`Get${title}`, of[title], arns[title], tags],
  [`Delete${title}`, of[title], arns[title], tags],
  [`Tag${title}`, { ...of[title], Tags: given }, arns[title], { ...tags, ...request }],
  [`Untag${title}`, { ...of[title], TagKeys: ['k'] }, arns[title], { ...tags, 'aws:TagKeys': ['k'] }],
  [`List${title}Tags`, of[title], arns[title], tags],
  [
    `Put${title}Policy`,
    { ...of[title], PolicyName: 'i', PolicyDocument: document },
    arns[title],
    { ...tags, ...bound },
  ],
  [`Get${title}Policy`, { ...of[title], PolicyName: 'i' }, arns[title], tags],
  [`List${title}Policies`, of[title], arns[title], tags],
  [`Delete${title}Policy`, { ...of[title], PolicyName: 'i' }, arns[title], { ...tags, ...bound }],
  [`Attach${title}Policy`, { ...of[title], PolicyArn: policy }, arns[title], { ...tags, ...bound, ...attached }],
  [`Detach${title}Policy`, { ...of[title], PolicyArn: policy }, arns[title], { ...tags, ...bound, ...attached }],
  [`ListAttached${title}Policies`, of[title], arns[title], tags],
  [
    `Put${title}PermissionsBoundary`,
    { ...of[title], PermissionsBoundary: other },
    arns[title],
    { ...tags, 'iam:PermissionsBoundary': other },
  ],
  [`Delete${title}PermissionsBoundary`, of[title], arns[title], { ...tags, ...bound }],
  [`List${title}s`, {}, arn(`${title.toLowerCase()}/`), {}],
])
const ofPolicy = { PolicyArn: policy }
const ofProvider = { OpenIDConnectProviderArn: provider }
const cases: readonly (readonly [string, Said, string, object])[] = [
  ...alike,
  ['ListRoles', { PathPrefix: '/a/' }, arn('role/a/'), {}],
  ['UpdateRole', of.Role, role, tags],
  ['UpdateRoleDescription', { ...of.Role, Description: '' }, role, tags],
  ['UpdateAssumeRolePolicy', { ...of.Role, PolicyDocument: trust }, role, tags],
  ['ListInstanceProfilesForRole', of.Role, role, tags],
  ['UpdateUser', of.User, user, tags],
  ['ListGroupsForUser', of.User, user, tags],
  ['CreateAccessKey', of.User, user, tags],
  ['ListAccessKeys', of.User, user, tags],
  ['UpdateAccessKey', { ...of.User, AccessKeyId, Status: 'Active' }, user, tags],
  ['DeleteAccessKey', { ...of.User, AccessKeyId }, user, tags],
  ['GetAccessKeyLastUsed', { AccessKeyId }, user, tags],
  [
    'CreatePolicy',
    { PolicyName: 'n', Path: '/q/', PolicyDocument: document },
    arn('policy/q/n'),
    { 'aws:TagKeys': [] },
  ],
  ['GetPolicy', ofPolicy, policy, tags],
  ['DeletePolicy', ofPolicy, policy, tags],
  ['CreatePolicyVersion', { ...ofPolicy, PolicyDocument: document }, policy, tags],
  ['GetPolicyVersion', { ...ofPolicy, VersionId: 'v1' }, policy, tags],
  ['ListPolicyVersions', ofPolicy, policy, tags],
  ['DeletePolicyVersion', { ...ofPolicy, VersionId: 'v1' }, policy, tags],
  ['SetDefaultPolicyVersion', { ...ofPolicy, VersionId: 'v1' }, policy, tags],
  ['ListEntitiesForPolicy', ofPolicy, policy, tags],
  ['TagPolicy', { ...ofPolicy, Tags: given }, policy, { ...tags, ...request }],
  ['UntagPolicy', { ...ofPolicy, TagKeys: ['k'] }, policy, { ...tags, 'aws:TagKeys': ['k'] }],
  ['ListPolicyTags', ofPolicy, policy, tags],
  ['ListPolicies', {}, '*', {}],
  ['CreateOpenIDConnectProvider', { Url: 'https://b' }, arn('oidc-provider/b'), { 'aws:TagKeys': [] }],
  ['GetOpenIDConnectProvider', ofProvider, provider, tags],
  ['ListOpenIDConnectProviderTags', ofProvider, provider, tags],
  ['ListOpenIDConnectProviders', {}, arn('oidc-provider/*'), {}],
  ['UpdateOpenIDConnectProviderThumbprint', { ...ofProvider, ThumbprintList: [] }, provider, tags],
  ['AddClientIDToOpenIDConnectProvider', { ...ofProvider, ClientID: 'c' }, provider, tags],
  ['RemoveClientIDFromOpenIDConnectProvider', { ...ofProvider, ClientID: 'c' }, provider, tags],
  ['DeleteOpenIDConnectProvider', ofProvider, provider, tags],
  ['GetAccountSummary', {}, '*', {}],
  ['GetAccountAuthorizationDetails', {}, '*', {}],
]

describe('the need of', () => {
  for (const [operation, said, resource, context] of cases) {
    test(`${operation} ${JSON.stringify(said)}`, async () => {
      const { needs } = await account()
      const [need, ...more] = await needs(operation, said)
      const told: object = { context: {}, ...need }
      expect(told).toEqual({ action: `iam:${operation}`, resource, context })
      expect(more).toEqual([])
    })
  }

  for (const title of ['Role', 'User'] as const) {
    test(`Create${title}, which with tags is tagging, too`, async () => {
      const { needs } = await account()
      const said = {
        [`${title}Name`]: 'n',
        Path: '/q/',
        PermissionsBoundary: boundary,
        AssumeRolePolicyDocument: trust,
      }
      const resource = arn(`${title.toLowerCase()}/q/n`)
      const create = { action: `iam:Create${title}`, resource }
      expect(await needs(`Create${title}`, said)).toEqual([{ ...create, context: { 'aws:TagKeys': [], ...bound } }])
      expect(await needs(`Create${title}`, { ...said, Tags: given })).toEqual([
        { ...create, context: { ...request, ...bound } },
        { action: `iam:Tag${title}`, resource, context: request },
      ])
    })
  }

  test('CreatePolicy and CreateOpenIDConnectProvider with tags is tagging, too', async () => {
    const { needs } = await account()
    const actions = async (operation: string, said: Said): Promise<readonly unknown[]> =>
      (await needs(operation, { ...said, Tags: given })).map(({ action, context }) => [action, context])
    expect(await actions('CreatePolicy', { PolicyName: 'n', PolicyDocument: document })).toEqual([
      ['iam:CreatePolicy', request],
      ['iam:TagPolicy', request],
    ])
    expect(await actions('CreateOpenIDConnectProvider', { Url: 'https://b' })).toEqual([
      ['iam:CreateOpenIDConnectProvider', request],
      ['iam:TagOpenIDConnectProvider', request],
    ])
  })

  test('UpdateUser to another name is both names', async () => {
    const { needs } = await account()
    const resources = async (said: Said): Promise<readonly string[]> =>
      (await needs('UpdateUser', { ...of.User, ...said })).map(({ resource }) => resource)
    expect(await resources({ NewUserName: 'Other' })).toEqual([user, arn('user/p/Other')])
    expect(await resources({ NewPath: '/' })).toEqual([user, arn('user/Some')])
  })

  test("what names no user is the caller's", async () => {
    const { needs, self } = await account()
    for (const operation of ['GetUser', 'CreateAccessKey', 'ListAccessKeys']) {
      expect(await needs(operation, {}, self)).toMatchObject([{ resource: user }])
    }
  })

  test('who is not there has the path /', async () => {
    const { needs } = newAccount()
    expect(await needs('GetRole', { RoleName: 'nobody' })).toEqual([
      { action: 'iam:GetRole', resource: arn('role/nobody'), context: {} },
    ])
    expect(await needs('GetUser', { UserName: 'nobody' })).toMatchObject([{ resource: arn('user/nobody') }])
    expect(await needs('GetAccessKeyLastUsed', { AccessKeyId })).toMatchObject([{ resource: '*' }])
  })

  test('every operation is some permission of its own name', async () => {
    const { needs, self } = await account()
    const said = new Map(cases.map(([operation, it]) => [operation, it]))
    for (const { name } of iamOperations) {
      const [first] = await needs(
        name,
        said.get(name) ?? { RoleName: 'n', UserName: 'n', AssumeRolePolicyDocument: trust, PolicySourceArn: role },
        self,
      )
      expect(first?.action).toBe(`iam:${name}`)
    }
    expect(here.account).toHaveLength(12)
  })
})
