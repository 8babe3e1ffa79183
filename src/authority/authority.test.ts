import { afterAll, beforeEach, describe, expect, test } from 'bun:test'
import { randomBytes } from 'node:crypto'
import type { Session } from '../domain'
import { createKeyring, openSession, readKeyring } from '../signatures'
import { embeddedAuthority } from './embedded'
import { stsAuthority } from './sts'

const now = Date.UTC(2026, 0, 2, 3, 4, 5)
const session: Session = {
  kind: 'role',
  account: '111122223333',
  arn: 'arn:aws:sts::111122223333:assumed-role/app/eks-local-app',
  principalId: 'AROAOURSOURSOURSOURS2:eks-local-app',
  roleName: 'app',
  roleArn: 'arn:aws:iam::111122223333:role/app',
  roleId: 'AROAOURSOURSOURSOURS2',
  name: 'eks-local-app',
  issuedAt: now,
  expiresAt: now + 6 * 3_600_000,
  tags: [
    { key: 'kubernetes-namespace', value: 'default' },
    { key: 'more', value: 'a b' },
  ],
  transitive: ['kubernetes-namespace'],
  chained: false,
}

test('the embedded authority seals the session into its own token', async () => {
  const keyring = readKeyring(createKeyring())
  const answer = await embeddedAuthority(keyring, { random: (count) => randomBytes(count) }).issue(session, {})
  if ('refused' in answer) throw new Error(answer.message)
  const { accessKeyId, sessionToken } = answer.credentials
  expect(openSession(keyring, accessKeyId, sessionToken, now)).toMatchObject({ session })
})

/** A small STS: keeps what it was asked, answers what it is told to. */
let asked: URLSearchParams | undefined
let signedBy = ''
let answer: () => Response
const server = Bun.serve({
  port: 0,
  hostname: '127.0.0.1',
  async fetch(request) {
    asked = new URLSearchParams(await request.text())
    signedBy = /Credential=([^/]+)/.exec(request.headers.get('authorization') ?? '')?.[1] ?? ''
    return answer()
  },
})
afterAll(() => server.stop(true))

const xml = (body: string, status = 200) => new Response(body, { status, headers: { 'content-type': 'text/xml' } })
const issued = () =>
  xml(`<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
 <Credentials><AccessKeyId>ASIATHEIRS</AccessKeyId><SecretAccessKey>s3cr3t</SecretAccessKey><SessionToken>t0k3n</SessionToken><Expiration>2026-01-02T04:04:05Z</Expiration></Credentials>
 <AssumedRoleUser><AssumedRoleId>AROATHEIRS:eks-local-app</AssumedRoleId><Arn>arn:aws:sts::444455556666:assumed-role/app/eks-local-app</Arn></AssumedRoleUser>
</AssumeRoleResult><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></AssumeRoleResponse>`)
const failed = (code: string, status: number) =>
  xml(
    `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${code}</Code><Message>the reason</Message></Error><RequestId>1</RequestId></ErrorResponse>`,
    status,
  )

describe('a real STS', () => {
  const options = {
    region: 'us-east-1',
    endpoint: server.url.origin,
    credentials: { accessKeyId: 'AKIASERVER', secretAccessKey: 'own' },
  }
  const authority = stsAuthority(options)
  beforeEach(() => {
    answer = issued
    asked = undefined
  })

  test('is asked with the session’s name and tags, for an hour', async () => {
    await authority.issue(session, {})
    expect(signedBy).toBe('AKIASERVER')
    expect(Object.fromEntries(asked ?? [])).toEqual({
      Action: 'AssumeRole',
      Version: '2011-06-15',
      RoleArn: 'arn:aws:iam::111122223333:role/app',
      RoleSessionName: 'eks-local-app',
      DurationSeconds: '3600',
      'Tags.member.1.Key': 'kubernetes-namespace',
      'Tags.member.1.Value': 'default',
      'Tags.member.2.Key': 'more',
      'Tags.member.2.Value': 'a b',
      'TransitiveTagKeys.member.1': 'kubernetes-namespace',
    })
  })

  test('its expiry, its ARN and its ids count', async () => {
    expect(await authority.issue(session, {})).toEqual({
      credentials: {
        accessKeyId: 'ASIATHEIRS',
        secretAccessKey: 's3cr3t',
        sessionToken: 't0k3n',
        expiresAt: Date.UTC(2026, 0, 2, 4, 4, 5),
      },
      session: {
        ...session,
        account: '444455556666',
        arn: 'arn:aws:sts::444455556666:assumed-role/app/eks-local-app',
        principalId: 'AROATHEIRS:eks-local-app',
        roleId: 'AROATHEIRS',
        expiresAt: Date.UTC(2026, 0, 2, 4, 4, 5),
      },
    })
  })

  test('a target role is asked for with the first role’s credentials, an hour at most, without the tags that go along by themselves', async () => {
    const via = { accessKeyId: 'ASIAFIRST', secretAccessKey: 'first', sessionToken: 'first-token', expiresAt: now }
    await stsAuthority({ ...options, durationSeconds: 21_600 }).issue(
      { ...session, policy: '{}' },
      { via, externalId: 'x/y' },
    )
    expect(signedBy).toBe('ASIAFIRST')
    expect(asked?.get('ExternalId')).toBe('x/y')
    expect(asked?.get('Policy')).toBe('{}')
    expect(asked?.get('DurationSeconds')).toBe('3600')
    expect(asked?.has('Tags.member.1.Key')).toBe(false)
    expect(asked?.has('TransitiveTagKeys.member.1')).toBe(false)
  })

  test('it may be asked for longer where its roles permit it', async () => {
    await stsAuthority({ ...options, durationSeconds: 21_600 }).issue(session, {})
    expect(asked?.get('DurationSeconds')).toBe('21600')
  })

  test.each([
    ['AccessDenied', 403, 'denied'],
    ['PackedPolicyTooLarge', 400, 'denied'],
    ['MalformedPolicyDocument', 400, 'denied'],
    ['InvalidClientTokenId', 403, 'unreachable'],
    ['ExpiredToken', 403, 'unreachable'],
    ['SignatureDoesNotMatch', 403, 'unreachable'],
  ] as const)('%s is told as %s', async (code, status, refused) => {
    answer = () => failed(code, status)
    expect(await authority.issue(session, {})).toMatchObject({
      refused,
      message: expect.stringContaining('the reason'),
    })
  })

  test('too many calls', async () => {
    answer = () => failed('Throttling', 400)
    expect(await authority.issue(session, {})).toMatchObject({ refused: 'throttled' })
  })

  test('nobody there', async () => {
    const nobody = stsAuthority({ ...options, endpoint: 'http://127.0.0.1:9' })
    expect(await nobody.issue(session, {})).toMatchObject({ refused: 'unreachable' })
  })

  test('an answer without credentials', async () => {
    answer = () => xml('<AssumeRoleResponse><AssumeRoleResult/></AssumeRoleResponse>')
    expect(await authority.issue(session, {})).toMatchObject({ refused: 'unreachable' })
  })
})
