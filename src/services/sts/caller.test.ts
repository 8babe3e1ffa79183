import { expect, test } from 'bun:test'
import { account, allow, anonymous, arn, newAccount, policy, trusting } from './sts.test-support'

test('GetCallerIdentity says who asks, whatever the policies say', async () => {
  const it = await newAccount()
  const me = await it.user('me', policy({ ...allow('*'), Effect: 'Deny' }))
  expect(await it.call('GetCallerIdentity', me)).toEqual({ UserId: me.userId, Account: account, Arn: arn('user/me') })
  expect(await it.refusal('GetCallerIdentity', anonymous)).toBe(
    'MissingAuthenticationToken: Request is missing Authentication Token',
  )
})

test('GetSessionToken makes less of a user’s own key', async () => {
  const it = await newAccount()
  const me = await it.user('me', policy(allow('sts:*')))
  const answer = await it.call('GetSessionToken', me)
  const session = it.sessionOf(answer)
  expect(session).toMatchObject({
    kind: 'user',
    userName: 'me',
    principalId: me.userId,
    accessKeyId: 'AKIAme',
    arn: arn('user/me'),
  })
  expect(session.expiresAt).toBe(it.clock.now + 43_200_000)
  expect(it.sessionOf(await it.call('GetSessionToken', me, { DurationSeconds: 900 })).expiresAt).toBe(
    it.clock.now + 900_000,
  )

  const cannot = 'AccessDenied: Cannot call GetSessionToken with session credentials'
  expect(await it.refusal('GetSessionToken', { ...me, session })).toBe(cannot)
  const role = await it.role('app', trusting({ AWS: account }))
  expect(await it.refusal('GetSessionToken', await it.callerOf(await it.assume(me, role.arn)))).toBe(cannot)
  expect(await it.refusal('GetSessionToken', me, { TokenCode: '123456' })).toStartWith('AccessDenied')
})

test('GetAccessKeyInfo knows the keys of users', async () => {
  const it = await newAccount()
  const me = await it.user('me', policy(allow('sts:*')))
  const id = 'AKIAIOSFODNN7EXAMPLE'
  await it.store.accessKeys.insert(id, {
    id,
    userName: 'me',
    userId: me.userId,
    status: 'Active',
    sealedSecret: '',
    createdAt: 0,
  })
  expect(await it.call('GetAccessKeyInfo', me, { AccessKeyId: id })).toEqual({ Account: account })
  expect(await it.refusal('GetAccessKeyInfo', me, { AccessKeyId: 'AKIAIOSFODNN7NOBODYS' })).toStartWith(
    'ValidationError',
  )
})

test('of STS, sessions of users may call AssumeRole and GetCallerIdentity only, where AWS’s rules for them are kept', async () => {
  const it = await newAccount()
  const me = await it.user('me', policy(allow('sts:*')))
  const session = it.sessionOf(await it.call('GetSessionToken', me))
  const strict = { limits: { associationsPerCluster: 1, clusters: 1, sessionsMayCallIam: false, activationLife: 1 } }
  const temporary = { ...me, session }
  await it.role('app', trusting({ AWS: account }))
  const refusal = (name: string, said: object, more = strict) => it.refusal(name, temporary, { ...said }, more)
  const calls = [
    ['GetAccessKeyInfo', { AccessKeyId: 'AKIAAAAAAAAAAAAAAAAA' }],
    ['DecodeAuthorizationMessage', { EncodedMessage: 'x' }],
  ] as const
  for (const [name, said] of calls) {
    const cannot = `AccessDenied: Cannot call ${name} with session credentials`
    expect(await refusal(name, said)).toBe(cannot)
    expect(await it.refusal(name, temporary, said)).not.toBe(cannot)
    expect(await it.refusal(name, me, said, strict)).not.toBe(cannot)
  }
  expect(await refusal('GetCallerIdentity', {})).toBe('no refusal')
  expect(await refusal('AssumeRole', { RoleArn: arn('role/app'), RoleSessionName: 'me' })).toBe('no refusal')
})
