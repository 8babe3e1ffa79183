import { beforeEach, describe, expect, test } from 'bun:test'
import type { KnownCaller } from '../access'
import { type Account, account, allow, arn, minute, newAccount, policy, trusting } from './sts.test-support'

let it: Account
let me: KnownCaller
const trust = trusting({ AWS: account }, ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'])
const denied = (action: string, role: string, who = arn('user/me')) =>
  `AccessDenied: User: ${who} is not authorized to perform: ${action} on resource: ${role}`
const ask = (more: object = {}, role = arn('role/app')) => ({ RoleArn: role, RoleSessionName: 'session', ...more })
const tags = (...keys: readonly string[]) => keys.map((Key) => ({ Key, Value: 'v' }))

beforeEach(async () => {
  it = await newAccount()
  me = await it.user('me', policy(allow('sts:*')))
})

describe('who may', () => {
  test('a caller whom both the role and its own policies permit', async () => {
    const role = await it.role('app', trust, { path: '/team/' })
    const answer = await it.assume(me, role.arn)
    expect(answer).toMatchObject({
      AssumedRoleUser: {
        AssumedRoleId: `${role.id}:session`,
        Arn: `arn:aws:sts::${account}:assumed-role/app/session`,
      },
      Credentials: { Expiration: new Date(it.clock.now + 60 * minute) },
    })
    expect(answer.PackedPolicySize).toBeUndefined()
    expect(it.sessionOf(answer)).toMatchObject({ kind: 'role', roleArn: role.arn, roleId: role.id, chained: false })
  })

  test('one named by its id in the trust policy needs no permission of its own', async () => {
    const poor = await it.user('poor', policy(allow('s3:GetObject')))
    const role = await it.role('app', trusting({ AWS: poor.userId }))
    expect(await it.assume(poor, role.arn)).toHaveProperty('Credentials')
    expect(await it.refusal('AssumeRole', me, ask())).toBe(denied('sts:AssumeRole', role.arn))
  })

  test('not one without permission, where the role trusts its account', async () => {
    await it.role('app', trust)
    const poor = await it.user('poor', policy(allow('s3:GetObject')))
    expect(await it.refusal('AssumeRole', poor, ask())).toBe(
      denied('sts:AssumeRole', arn('role/app'), arn('user/poor')),
    )
  })

  test('not one whom the role does not trust', async () => {
    await it.role('app', trusting({ Service: 'pods.eks.amazonaws.com' }))
    expect(await it.refusal('AssumeRole', me, ask())).toBe(denied('sts:AssumeRole', arn('role/app')))
  })

  test('a role that is not there is refused in the same words, and so is another path and another account', async () => {
    await it.role('app', trust, { path: '/team/' })
    for (const role of [arn('role/none'), arn('role/app'), arn('role/other/app'), 'arn:aws:iam::999999999999:role/app'])
      expect(await it.refusal('AssumeRole', me, ask({}, role))).toBe(denied('sts:AssumeRole', role))
  })

  test('not the account’s root', async () => {
    await it.role('app', trust)
    const root = { principal: { kind: 'account' as const, arn: arn('root'), account, ids: [] }, userId: account }
    expect(await it.refusal('AssumeRole', root, ask())).toBe('AccessDenied: Roles may not be assumed by root accounts.')
  })

  test('conditions see the external id, the session name and the role’s tags', async () => {
    const equals = (key: string, value: string) => ({ StringEquals: { [key]: value } })
    await it.role('external', trusting({ AWS: account }, 'sts:AssumeRole', equals('sts:ExternalId', 'right')))
    await it.role('named', trusting({ AWS: account }, 'sts:AssumeRole', equals('sts:RoleSessionName', 'session')))
    const external = (more: object) => it.refusal('AssumeRole', me, ask(more, arn('role/external')))
    expect(await external({ ExternalId: 'right' })).toBe('no refusal')
    expect(await external({ ExternalId: 'wrong' })).toStartWith('AccessDenied')
    expect(await external({})).toStartWith('AccessDenied')
    expect(await it.refusal('AssumeRole', me, ask({}, arn('role/named')))).toBe('no refusal')
    expect(await it.refusal('AssumeRole', me, ask({ RoleSessionName: 'other' }, arn('role/named')))).toStartWith(
      'AccessDenied',
    )
  })

  test.each(['nothing-valid-in-here', 'arn:aws:iam::111122223333:user/me', 'arn:aws:iam::x:role/app'])(
    '%s is no role',
    async (role) => {
      expect(await it.refusal('AssumeRole', me, ask({}, role))).toBe(`ValidationError: ${role} is invalid`)
    },
  )

  test('MFA cannot be proved here', async () => {
    await it.role('app', trust)
    const mfa = { SerialNumber: arn('mfa/me'), TokenCode: '123456' }
    expect(await it.refusal('AssumeRole', me, ask(mfa))).toStartWith('AccessDenied: MultiFactorAuthentication failed')
  })
})

describe('how long', () => {
  test('as long as the role allows', async () => {
    await it.role('app', trust, { maxSessionDuration: 7_200 })
    const answer = await it.assume(me, arn('role/app'), { DurationSeconds: 7_200 })
    expect(it.sessionOf(answer).expiresAt).toBe(it.clock.now + 120 * minute)
    expect(await it.refusal('AssumeRole', me, ask({ DurationSeconds: 7_201 }))).toBe(
      'ValidationError: The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    )
  })

  test('an hour at most when chained', async () => {
    await it.role('app', trust, {
      maxSessionDuration: 43_200,
      inline: [{ name: 'p', document: policy(allow('sts:*')) }],
    })
    const first = await it.callerOf(await it.assume(me, arn('role/app'), { DurationSeconds: 43_200 }))
    const second = it.sessionOf(await it.assume(first, arn('role/app')))
    expect(second).toMatchObject({ chained: true, expiresAt: it.clock.now + 60 * minute })
    expect(await it.refusal('AssumeRole', first, ask({ DurationSeconds: 3_601 }))).toBe(
      'ValidationError: The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
    )
  })
})

describe('tags', () => {
  beforeEach(async () => {
    await it.role('app', trust, { inline: [{ name: 'p', document: policy(allow('sts:*')) }] })
  })

  test('are the session’s, and cost some of its room', async () => {
    const answer = await it.assume(me, arn('role/app'), { Tags: tags('Team'), TransitiveTagKeys: ['team'] })
    expect(it.sessionOf(answer)).toMatchObject({ tags: [{ key: 'Team', value: 'v' }], transitive: ['Team'] })
    expect(answer.PackedPolicySize).toBe(1)
  })

  test('need sts:TagSession of the role and of the caller', async () => {
    const plain = await it.role('plain', trusting({ AWS: account }))
    expect(await it.refusal('AssumeRole', me, ask({ Tags: tags('a') }, plain.arn))).toBe(
      denied('sts:TagSession', plain.arn),
    )
    const poor = await it.user('poor', policy(allow('sts:AssumeRole')))
    expect(await it.refusal('AssumeRole', poor, ask({ Tags: tags('a') }))).toBe(
      denied('sts:TagSession', arn('role/app'), arn('user/poor')),
    )
    expect(await it.refusal('AssumeRole', poor, ask())).toBe('no refusal')
  })

  test('are seen by conditions', async () => {
    const only = {
      'ForAllValues:StringEquals': { 'aws:TagKeys': ['a'], 'sts:TransitiveTagKeys': ['a'] },
      StringEquals: { 'aws:RequestTag/a': 'v' },
    }
    const role = await it.role('only', trusting({ AWS: account }, ['sts:AssumeRole', 'sts:TagSession'], only))
    expect(await it.refusal('AssumeRole', me, ask({ Tags: tags('a'), TransitiveTagKeys: ['a'] }, role.arn))).toBe(
      'no refusal',
    )
    expect(await it.refusal('AssumeRole', me, ask({ Tags: tags('a', 'b') }, role.arn))).toStartWith('AccessDenied')
    expect(await it.refusal('AssumeRole', me, ask({}, role.arn))).toStartWith('AccessDenied')
  })

  test.each([
    [
      { Tags: tags('a'), TransitiveTagKeys: ['b'] },
      'The specified transitive tag key must be included in the requested tags.',
    ],
    [{ Tags: tags('a', 'A') }, 'Duplicate tag keys found. Please note that Tag keys are case insensitive.'],
    [{ Tags: tags('aws:x') }, 'Tag keys that begin with aws: are reserved for system use.'],
  ])('%j', async (more, message) => {
    expect(await it.refusal('AssumeRole', me, ask(more))).toBe(`InvalidParameterValue: ${message}`)
  })

  test('transitive ones go on through the chain, the others end', async () => {
    const said = { Tags: tags('Kept', 'lost'), TransitiveTagKeys: ['kept'] }
    const first = await it.callerOf(await it.assume(me, arn('role/app'), said))
    const second = await it.callerOf(await it.assume(first, arn('role/app'), { Tags: tags('more') }))
    expect(second.session).toMatchObject({
      tags: [
        { key: 'Kept', value: 'v' },
        { key: 'more', value: 'v' },
      ],
      transitive: ['Kept'],
    })
    const conflict =
      "InvalidParameterValue: One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session."
    expect(await it.refusal('AssumeRole', second, ask({ Tags: tags('KEPT'), TransitiveTagKeys: ['KEPT'] }))).toBe(
      conflict,
    )
    expect(await it.refusal('AssumeRole', second, ask({ Tags: tags('more') }))).toBe('no refusal')
  })

  test('inherited ones need sts:TagSession too', async () => {
    const plain = await it.role('plain', trusting({ AWS: account }))
    const first = await it.callerOf(await it.assume(me, arn('role/app'), { Tags: tags('a'), TransitiveTagKeys: ['a'] }))
    expect(await it.refusal('AssumeRole', first, ask({}, plain.arn))).toBe(
      denied('sts:TagSession', plain.arn, `arn:aws:sts::${account}:assumed-role/app/session`),
    )
  })

  test('are no more than a session can carry', async () => {
    const many = Array.from({ length: 30 }, (_, at) => ({ Key: `key-${at}`, Value: 'v'.repeat(40) }))
    expect(await it.refusal('AssumeRole', me, ask({ Tags: many }))).toStartWith('PackedPolicyTooLarge: ')
  })
})

describe('source identity', () => {
  test('is kept through the chain and cannot be changed', async () => {
    await it.role('app', trust, { inline: [{ name: 'p', document: policy(allow('sts:*')) }] })
    const answer = await it.assume(me, arn('role/app'), { SourceIdentity: 'alice' })
    expect(answer.SourceIdentity).toBe('alice')
    const first = await it.callerOf(answer)
    expect(it.sessionOf(await it.assume(first, arn('role/app')))).toMatchObject({ sourceIdentity: 'alice' })
    expect(await it.refusal('AssumeRole', first, ask({ SourceIdentity: 'bob' }))).toStartWith('AccessDenied')
  })

  test('needs sts:SetSourceIdentity', async () => {
    const plain = await it.role('plain', trusting({ AWS: account }))
    expect(await it.refusal('AssumeRole', me, ask({ SourceIdentity: 'alice' }, plain.arn))).toBe(
      denied('sts:SetSourceIdentity', plain.arn),
    )
    expect(await it.refusal('AssumeRole', me, ask({ SourceIdentity: 'aws:x' }, plain.arn))).toStartWith(
      'ValidationError',
    )
  })
})

describe('session policies', () => {
  const limit = policy(allow('s3:GetObject'))
  const managed = arn('policy/limit')
  const readOnly = 'arn:aws:iam::aws:policy/AdministratorAccess'

  beforeEach(async () => {
    await it.role('app', trust, { inline: [{ name: 'p', document: policy(allow('sts:*')) }] })
    await it.store.policies.insert(managed, {
      name: 'limit',
      path: '/',
      arn: managed,
      id: 'ANPA',
      createdAt: 0,
      updatedAt: 0,
      tags: [],
      defaultVersion: 'v1',
      versions: [{ id: 'v1', document: limit, createdAt: 0 }],
      lastVersion: 1,
    })
  })

  test('limit the session, as text and by ARN', async () => {
    const answer = await it.assume(me, arn('role/app'), { Policy: limit, PolicyArns: [{ arn: managed }] })
    expect(answer.PackedPolicySize).toBeGreaterThan(0)
    const session = await it.callerOf(answer)
    expect(session.session).toMatchObject({ policy: limit, policyArns: [managed] })
    expect(await it.refusal('AssumeRole', session, ask())).toStartWith('AccessDenied')
    const free = await it.callerOf(await it.assume(me, arn('role/app'), { PolicyArns: [{ arn: readOnly }] }))
    expect(await it.refusal('AssumeRole', free, ask())).toBe('no refusal')
  })

  test('by ARN may say more than a text could: only the ARN takes room', async () => {
    const long = policy(...Array.from({ length: 60 }, () => allow('s3:GetObject')))
    expect(long.length).toBeGreaterThan(2_048)
    const version = { id: 'v1', document: long, createdAt: 0 }
    await it.store.policies.update(managed, (row) => ({ ...row, versions: [version] }))
    expect((await it.assume(me, arn('role/app'), { PolicyArns: [{ arn: managed }] })).PackedPolicySize).toBe(2)
  })

  test.each([
    [{ Policy: '{' }, 'MalformedPolicyDocument: This policy contains invalid Json'],
    [{ Policy: trusting({ AWS: '*' }) }, 'MalformedPolicyDocument: Policy document should not specify a principal.'],
    [
      { PolicyArns: [{ arn: arn('policy/none-of-that-name') }] },
      `InvalidParameterValue: Policy ${arn('policy/none-of-that-name')} does not exist or is not attachable.`,
    ],
    [
      { PolicyArns: Array.from({ length: 11 }, () => ({ arn: managed })) },
      "ValidationError: 1 validation error detected: Value at 'policyArns' failed to satisfy constraint: Member must have length less than or equal to 10",
    ],
    [
      { Policy: `${limit}${' '.repeat(2_048)}` },
      "ValidationError: 1 validation error detected: Value at 'policy' failed to satisfy constraint: Member must have length less than or equal to 2048",
    ],
    [
      { Policy: `${limit}${' '.repeat(2_048 - limit.length)}`, PolicyArns: [{ arn: managed }] },
      'PackedPolicyTooLarge: Packed policy consumes 102% of allotted space, please use smaller policy.',
    ],
  ])('%j', async (more, said) => {
    expect(await it.refusal('AssumeRole', me, ask(more))).toBe(said)
  })
})
