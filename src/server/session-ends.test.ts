import { afterEach, beforeEach, describe, expect, test } from 'bun:test'
import { type Ask, calls, iam, type Keys, type TestApp, testApp } from './app.test-support'

// When sessions end before their time: with what they rest on, or by a policy that looks at when they were issued.

const account = '000000000000'
const policy = (...Statement: readonly object[]): string => JSON.stringify({ Version: '2012-10-17', Statement })
const all = { Effect: 'Allow', Action: '*', Resource: '*' }
const trust = policy({ Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole' })
const makeRole = { Action: 'CreateRole', RoleName: 'app', AssumeRolePolicyDocument: trust }
const permit = { Action: 'PutRolePolicy', RoleName: 'app', PolicyName: 'all', PolicyDocument: policy(all) }
const invalid = '403 InvalidClientTokenId'

let it: TestApp
beforeEach(async () => {
  it = await testApp({ logLevel: 'silent' })
})
afterEach(() => it.close())

const sts = (parameters: Readonly<Record<string, string>>): Ask => ({
  ...calls.whoAmI,
  body: new URLSearchParams({ Version: '2011-06-15', ...parameters }).toString(),
})

async function done(ask: Ask): Promise<string> {
  const answer = await it.ask(ask)
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${answer.status} ${text}`)
  return text
}

function element(xml: string, name: string): string {
  return new RegExp(`<${name}>([^<]+)</${name}>`).exec(xml)?.[1] ?? ''
}

function keysIn(xml: string): Keys {
  const [accessKeyId, secretAccessKey, sessionToken] = ['AccessKeyId', 'SecretAccessKey', 'SessionToken'].map((name) =>
    element(xml, name),
  )
  return { accessKeyId: accessKeyId ?? '', secretAccessKey: secretAccessKey ?? '', sessionToken }
}

/** `200`, or the status and code of the refusal. */
async function tried(ask: Ask, keys: Keys): Promise<string> {
  const answer = await it.ask({ ...ask, keys })
  return `${answer.status} ${element(await answer.text(), 'Code')}`.trim()
}
const tryRole = (keys: Keys): Promise<string> => tried(iam({ Action: 'ListRoles' }), keys)

describe('the session of a role', () => {
  const assume = sts({ Action: 'AssumeRole', RoleArn: `arn:aws:iam::${account}:role/app`, RoleSessionName: 'me' })
  const remove = async (): Promise<void> => {
    await done(iam({ Action: 'DeleteRolePolicy', RoleName: 'app', PolicyName: 'all' }))
    await done(iam({ Action: 'DeleteRole', RoleName: 'app' }))
  }
  const make = async (): Promise<void> => {
    await done(iam(makeRole))
    await done(iam(permit))
  }

  test('ends with the role, and one of the same name does not bring it back', async () => {
    await make()
    const keys = keysIn(await done(assume))
    expect(await tryRole(keys)).toBe('200')
    expect(await tried(calls.whoAmI, keys)).toBe('200')
    await remove()
    expect(await tried(calls.whoAmI, keys)).toBe(invalid)
    await make()
    expect(await tried(calls.whoAmI, keys)).toBe(invalid)
    expect(await tryRole(keysIn(await done(assume)))).toBe('200')
  })

  test('may do nothing more once sessions older than now are revoked, as AWS does it', async () => {
    await make()
    const before = keysIn(await done(assume))
    it.clock.now += 60_000
    const now = new Date(it.clock.now).toISOString()
    const revoke = { ...all, Effect: 'Deny', Condition: { DateLessThan: { 'aws:TokenIssueTime': now } } }
    const revoking = { PolicyName: 'AWSRevokeOlderSessions', PolicyDocument: policy(revoke) }
    await done(iam({ Action: 'PutRolePolicy', RoleName: 'app', ...revoking }))
    expect(await tryRole(before)).toBe('403 AccessDenied')
    expect(await tryRole(keysIn(await done(assume)))).toBe('200')
  })
})

describe('the session of a user', () => {
  const get = sts({ Action: 'GetSessionToken' })
  let key: Keys
  const make = async (): Promise<void> => {
    await done(iam({ Action: 'CreateUser', UserName: 'ann' }))
    await done(iam({ Action: 'PutUserPolicy', UserName: 'ann', PolicyName: 'all', PolicyDocument: policy(all) }))
    key = keysIn(await done(iam({ Action: 'CreateAccessKey', UserName: 'ann' })))
  }
  const remove = async (): Promise<void> => {
    await done(iam({ Action: 'DeleteAccessKey', UserName: 'ann', AccessKeyId: key.accessKeyId }))
    await done(iam({ Action: 'DeleteUserPolicy', UserName: 'ann', PolicyName: 'all' }))
    await done(iam({ Action: 'DeleteUser', UserName: 'ann' }))
  }
  beforeEach(make)

  test('ends with the key that asked for it, while that is inactive or for good', async () => {
    const keys = keysIn(await done({ ...get, keys: key }))
    const status = (Status: string): Promise<string> =>
      done(iam({ Action: 'UpdateAccessKey', UserName: 'ann', AccessKeyId: key.accessKeyId, Status }))
    expect(await tryRole(keys)).toBe('200')
    await status('Inactive')
    expect(await tryRole(keys)).toBe(invalid)
    await status('Active')
    expect(await tryRole(keys)).toBe('200')
    await done(iam({ Action: 'DeleteAccessKey', UserName: 'ann', AccessKeyId: key.accessKeyId }))
    expect(await tryRole(keys)).toBe(invalid)
  })

  test('ends with the user, and one of the same name does not bring it back', async () => {
    const keys = keysIn(await done({ ...get, keys: key }))
    await remove()
    expect(await tried(calls.whoAmI, keys)).toBe(invalid)
    await make()
    expect(await tried(calls.whoAmI, keys)).toBe(invalid)
  })

  test('ends with the user even where its key outlived it', async () => {
    const { accessKeyId } = key
    const keys = keysIn(await done({ ...get, keys: key }))
    const { house } = it
    const row = await house.store.users.get('ann')
    if (row === undefined) throw new Error('There is no user.')
    await house.store.users.update('ann', () => ({ ...row, id: 'AIDAANOTHERANOTHER234' }))
    expect(await tried(calls.whoAmI, keys)).toBe(invalid)
    expect(await tried(calls.whoAmI, key)).toBe(invalid)
    await house.store.accessKeys.update(accessKeyId, (it) => ({ ...it, userId: 'AIDAANOTHERANOTHER234' }))
    expect(await tried(calls.whoAmI, key)).toBe('200')
    expect(await tried(calls.whoAmI, keys)).toBe(invalid)
  })
})

describe('a session of a user may call IAM', () => {
  test.each([
    [{}, '200'],
    [{ sessionsMayCallIam: 'on' }, '200'],
    [{ sessionsMayCallIam: 'off' }, invalid],
  ])('%j: %s', async (flags, expected) => {
    const other = await testApp({ logLevel: 'silent', ...flags })
    const keys = keysIn(await (await other.ask(sts({ Action: 'GetSessionToken' }))).text())
    const answer = await other.ask({ ...iam({ Action: 'ListUsers' }), keys })
    const text = await answer.text()
    expect(`${answer.status} ${element(text, 'Code')}`.trim()).toBe(expected)
    if (!answer.ok) expect(element(text, 'Message')).toBe('The security token included in the request is invalid')
    expect((await other.ask({ ...calls.whoAmI, keys })).status).toBe(200)
    await other.ask(iam({ Action: 'CreateUser', UserName: 'poor' }))
    const poor = await other.ask(iam({ Action: 'CreateAccessKey', UserName: 'poor' }))
    const session = await other.ask({ ...sts({ Action: 'GetSessionToken' }), keys: keysIn(await poor.text()) })
    const refused = await other.ask({ ...iam({ Action: 'ListUsers' }), keys: keysIn(await session.text()) })
    // Where IAM is not open to it, that is said before what else it may not.
    expect(element(await refused.text(), 'Code')).toBe(answer.ok ? 'AccessDenied' : 'InvalidClientTokenId')
    await other.close()
  })
})
