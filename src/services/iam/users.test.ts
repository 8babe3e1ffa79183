import { describe, expect, test } from 'bun:test'
import type { Caller } from '../operation'
import { createAdministrator } from './administrator'
import { arn, document, here, newAccount } from './iam.test-support'

const createDate = new Date('2026-01-02T03:04:05Z')

async function as(account: ReturnType<typeof newAccount>, name: string): Promise<Caller> {
  const user = await account.store.users.get(name)
  if (user === undefined) throw new Error('no such user')
  const principal = { kind: 'user', arn: user.arn, account: here.account, ids: [user.id] } as const
  return { principal, userId: user.id, user }
}

describe('a user', () => {
  test('is told as AWS tells it, and who asks for none is told of themselves', async () => {
    const account = newAccount()
    const Tags = [{ Key: 'k', Value: 'v' }]
    const { User: made } = await account.call('CreateUser', { UserName: 'Ann', Path: '/p/', Tags })
    const basics = {
      Path: '/p/',
      UserName: 'Ann',
      UserId: expect.stringMatching(/^AIDA[A-Z2-7]{17}$/),
      Arn: arn('user/p/Ann'),
      CreateDate: createDate,
    }
    expect(made).toEqual({ ...basics, Tags })
    expect(await account.call('GetUser', { UserName: 'ann' })).toEqual({ User: { ...basics, Tags } })
    expect(await account.call('GetUser', {}, await as(account, 'ann'))).toEqual({ User: { ...basics, Tags } })
    expect(await account.call('ListUsers')).toEqual({ Users: [basics], IsTruncated: false })
    expect(await account.call('ListGroupsForUser', { UserName: 'Ann' })).toEqual({ Groups: [], IsTruncated: false })
  })

  test('keeps id, keys, policies and boundary under another name', async () => {
    const { call, refusal, store } = newAccount()
    const PolicyArn = arn('policy/p')
    await call('CreatePolicy', { PolicyName: 'p', PolicyDocument: document })
    await call('CreateUser', { UserName: 'old', PermissionsBoundary: PolicyArn })
    await call('AttachUserPolicy', { UserName: 'old', PolicyArn })
    await call('PutUserPolicy', { UserName: 'old', PolicyName: 'i', PolicyDocument: document })
    const { AccessKey } = await call('CreateAccessKey', { UserName: 'old' })
    const before = await store.users.get('old')
    await call('UpdateUser', { UserName: 'OLD', NewUserName: 'New', NewPath: '/n/' })
    expect(await refusal('GetUser', { UserName: 'old' })).toBe('NoSuchEntity: The user with name old cannot be found.')
    expect(await store.users.get('new')).toEqual({
      ...before,
      name: 'New',
      path: '/n/',
      arn: arn('user/n/New'),
    } as typeof before & object)
    expect(await call('ListAccessKeys', { UserName: 'new' })).toMatchObject({
      AccessKeyMetadata: [{ UserName: 'New', AccessKeyId: Object(AccessKey).AccessKeyId }],
    })
    const entities = { PolicyUsers: [{ UserName: 'New', UserId: before?.id }] }
    expect(await call('ListEntitiesForPolicy', { PolicyArn })).toMatchObject(entities)
    expect(await call('ListEntitiesForPolicy', { PolicyArn, PolicyUsageFilter: 'PermissionsBoundary' })).toMatchObject(
      entities,
    )
    expect(await store.attachments.count()).toBe(2)
    await call('UpdateUser', { UserName: 'new', NewUserName: 'NEW' })
    expect(await call('GetUser', { UserName: 'new' })).toMatchObject({
      User: { UserName: 'NEW', Arn: arn('user/n/NEW') },
    })
    await call('UpdateUser', { UserName: 'new', NewPath: '/' })
    expect(await call('GetUser', { UserName: 'new' })).toMatchObject({ User: { Path: '/', Arn: arn('user/NEW') } })
  })

  test('can be deleted when nothing hangs on it', async () => {
    const { call, store } = newAccount()
    await call('CreateUser', { UserName: 'u' })
    await call('DeleteUser', { UserName: 'u' })
    expect(await store.users.count()).toBe(0)
  })
})

describe('an access key', () => {
  test('tells its secret once; what is kept is sealed', async () => {
    const { call, store, keyring } = newAccount()
    await call('CreateUser', { UserName: 'u' })
    const { AccessKey } = await call('CreateAccessKey', { UserName: 'u' })
    const { AccessKeyId, SecretAccessKey } = Object(AccessKey)
    expect(AccessKey).toEqual({
      UserName: 'u',
      AccessKeyId: expect.stringMatching(/^AKIA[A-Z2-7]{16}$/),
      Status: 'Active',
      SecretAccessKey: expect.stringMatching(/^[A-Za-z0-9+/]{40}$/),
      CreateDate: createDate,
    })
    const kept = await store.accessKeys.get(AccessKeyId)
    expect(JSON.stringify(kept)).not.toContain(SecretAccessKey)
    expect(keyring.open('access-key', kept?.sealedSecret ?? '').reveal()).toBe(SecretAccessKey)
    expect(await call('ListAccessKeys', { UserName: 'u' })).toEqual({
      AccessKeyMetadata: [{ UserName: 'u', AccessKeyId, Status: 'Active', CreateDate: createDate }],
      IsTruncated: false,
    })
  })

  test('is switched off and on, and deleted', async () => {
    const { call, store } = newAccount()
    await call('CreateUser', { UserName: 'u' })
    const { AccessKey } = await call('CreateAccessKey', { UserName: 'u' })
    const { AccessKeyId } = Object(AccessKey)
    for (const Status of ['Inactive', 'Active']) {
      await call('UpdateAccessKey', { UserName: 'u', AccessKeyId, Status })
      expect(await store.accessKeys.get(AccessKeyId)).toMatchObject({ status: Status })
    }
    await call('DeleteAccessKey', { UserName: 'u', AccessKeyId })
    expect(await store.accessKeys.count()).toBe(0)
  })

  test("of another user cannot be touched under one's own name", async () => {
    const { call, refusal, store } = newAccount()
    await call('CreateUser', { UserName: 'u' })
    await call('CreateUser', { UserName: 'other' })
    const { AccessKey } = await call('CreateAccessKey', { UserName: 'other' })
    const { AccessKeyId } = Object(AccessKey)
    const none = `NoSuchEntity: The Access Key with id ${AccessKeyId} cannot be found.`
    expect(await refusal('DeleteAccessKey', { UserName: 'u', AccessKeyId })).toBe(none)
    expect(await refusal('UpdateAccessKey', { UserName: 'u', AccessKeyId, Status: 'Inactive' })).toBe(none)
    expect(await store.accessKeys.get(AccessKeyId)).toMatchObject({ status: 'Active' })
  })

  test("without a user named is one's own", async () => {
    const account = newAccount()
    await account.call('CreateUser', { UserName: 'u' })
    const self = await as(account, 'u')
    const { AccessKey } = await account.call('CreateAccessKey', {}, self)
    const { AccessKeyId } = Object(AccessKey)
    expect(await account.call('ListAccessKeys', {}, self)).toMatchObject({ AccessKeyMetadata: [{ AccessKeyId }] })
    await account.call('UpdateAccessKey', { AccessKeyId, Status: 'Inactive' }, self)
    await account.call('DeleteAccessKey', { AccessKeyId }, self)
    expect(await account.store.accessKeys.count()).toBe(0)
  })

  test('tells when it was last used', async () => {
    const { call, store } = newAccount()
    await call('CreateUser', { UserName: 'u' })
    const { AccessKey } = await call('CreateAccessKey', { UserName: 'u' })
    const { AccessKeyId } = Object(AccessKey)
    expect(await call('GetAccessKeyLastUsed', { AccessKeyId })).toEqual({
      UserName: 'u',
      AccessKeyLastUsed: { ServiceName: 'N/A', Region: 'N/A' },
    })
    const lastUsed = { at: createDate.getTime(), region: 'us-east-1', service: 's3' }
    await store.accessKeys.update(AccessKeyId, (key) => ({ ...key, lastUsed }))
    expect(await call('GetAccessKeyLastUsed', { AccessKeyId })).toEqual({
      UserName: 'u',
      AccessKeyLastUsed: { LastUsedDate: createDate, ServiceName: 's3', Region: 'us-east-1' },
    })
  })
})

describe('the administrator', () => {
  test('may do everything, has one key, and is made once', async () => {
    const account = newAccount()
    const { store, keyring, call } = account
    const made = await createAdministrator(store, keyring, account)
    const key = await store.accessKeys.get(made?.accessKeyId ?? '')
    expect(made?.userName).toBe('admin')
    expect(JSON.stringify(made)).toContain('[secret]')
    expect(keyring.open('access-key', key?.sealedSecret ?? '').reveal()).toBe(made?.secretAccessKey.reveal() ?? '')
    expect(await call('ListAttachedUserPolicies', { UserName: 'admin' })).toMatchObject({
      AttachedPolicies: [{ PolicyName: 'AdministratorAccess' }],
    })
    expect(
      await call('ListEntitiesForPolicy', { PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }),
    ).toMatchObject({
      PolicyUsers: [{ UserName: 'admin' }],
    })
    expect(await createAdministrator(store, keyring, account)).toBeUndefined()
    expect(await store.accessKeys.count()).toBe(1)
  })
})

describe('sessions of GetSessionToken', () => {
  const limits = { associationsPerCluster: 1, clusters: 1, activationLife: 1 }
  const session = (kind: 'user' | 'role'): Caller => ({
    principal: { kind: kind === 'user' ? 'user' : 'session', arn: arn('user/u'), account: here.account, ids: [] },
    userId: 'AIDA',
    session: {
      kind,
      account: here.account,
      arn: arn('user/u'),
      principalId: 'AIDA',
      name: 'u',
      issuedAt: 0,
      expiresAt: 1,
      tags: [],
      transitive: [],
      chained: false,
    },
  })
  test.each([
    ['user', false, 'InvalidClientTokenId: The security token included in the request is invalid'],
    ['user', true, 'no refusal'],
    ['role', false, 'no refusal'],
  ] as const)('of a %s, IAM open to them: %p', async (kind, sessionsMayCallIam, answer) => {
    const { refusal } = newAccount()
    expect(await refusal('ListUsers', {}, session(kind), { limits: { ...limits, sessionsMayCallIam } })).toBe(answer)
  })
})
