import { beforeEach, describe, expect, test } from 'bun:test'
import { deflateRawSync } from 'node:zlib'
import type { User } from '../domain'
import { createKeyring, type Keyring, readKeyring, rotateKeyring } from '../signatures'
import { memoryStore, type Store } from '../store'
import { authorizer } from './access'
import { decodedReason, encodedReason } from './encoded-reason'
import type { KnownCaller, RequestContext } from './request-context'

const account = '111122223333'
const arn = (resource: string): string => `arn:aws:iam::${account}:${resource}`
const here = { account, region: 'us-east-1', partition: 'aws' }
const request: RequestContext = {
  now: Date.UTC(2026, 0, 1, 12),
  region: 'eu-west-1',
  sourceIp: '192.0.2.7',
  secure: false,
}
const policy = (...Statement: readonly object[]): string => JSON.stringify({ Version: '2012-10-17', Statement })
const need = { action: 'iam:CreateUser', resource: 'user/x', context: { 'aws:RequestTag/team': 'red' } }

let store: Store
let keyring: Keyring
beforeEach(() => {
  store = memoryStore()
  keyring = readKeyring(createKeyring())
})

function ann(document: string, more: Partial<User> = {}): KnownCaller {
  const base = { path: '/', createdAt: 0, tags: [], attached: [], arn: arn('user/ann'), id: 'AIDAANN', name: 'ann' }
  const identity: User = { ...base, inline: [{ name: 'own', document }], ...more }
  return {
    principal: { kind: 'user', arn: identity.arn, account, ids: [identity.id] },
    userId: identity.id,
    user: identity,
    identity,
  }
}

async function encoded(caller: KnownCaller, more: object = {}): Promise<string | undefined> {
  const judged = await authorizer({ store, ...here }).judge(caller, { ...need, ...more }, request)
  return encodedReason(caller, judged, { keyring, account })
}

async function decoded(caller: KnownCaller, more: object = {}) {
  const sealed = await encoded(caller, more)
  if (sealed === undefined) throw new Error('There is no reason.')
  return JSON.parse(decodedReason(sealed, { keyring, account }) ?? 'null')
}

describe('tells', () => {
  test('who asked for what, under which conditions, where nothing allows it', async () => {
    const told = await decoded(ann(policy({ Effect: 'Allow', Action: 's3:*', Resource: '*' })))
    expect(told).toMatchObject({
      allowed: false,
      explicitDeny: false,
      matchedStatements: { items: [] },
      failures: { items: [] },
      context: {
        principal: { id: 'AIDAANN', arn: arn('user/ann') },
        action: 'iam:CreateUser',
        resource: arn('user/x'),
      },
    })
    expect(told.context.conditions.items).toContainEqual({
      key: 'aws:requesttag/team',
      values: { items: [{ value: 'red' }] },
    })
    expect(told.context.conditions.items).toContainEqual({
      key: 'aws:sourceip',
      values: { items: [{ value: '192.0.2.7' }] },
    })
  })

  test('the statement that denies, and no other', async () => {
    const Condition = { StringEquals: { 'aws:RequestTag/team': ['red', 'blue'] } }
    const told = await decoded(
      ann(
        policy(
          { Effect: 'Allow', Action: '*', Resource: '*' },
          { Sid: 'No', Effect: 'Deny', Action: ['iam:*'], Resource: '*', Condition },
          { Effect: 'Deny', Action: 's3:*', Resource: '*' },
        ),
      ),
    )
    expect(told.explicitDeny).toBe(true)
    expect(told.matchedStatements.items).toEqual([
      {
        statementId: 'No',
        effect: 'DENY',
        principals: { items: [{ value: 'AIDAANN' }] },
        principalGroups: { items: [] },
        actions: { items: [{ value: 'iam:*' }] },
        resources: { items: [{ value: '*' }] },
        conditions: {
          items: [{ key: 'aws:RequestTag/team', values: { items: [{ value: 'red' }, { value: 'blue' }] } }],
        },
      },
    ])
  })

  test('the Allow that a boundary outweighs', async () => {
    const boundaryArn = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess'
    const told = await decoded(
      ann(policy({ Sid: 'Yes', Effect: 'Allow', Action: '*', Resource: '*' }), { boundaryArn }),
    )
    expect(told.matchedStatements.items).toMatchObject([{ statementId: 'Yes', effect: 'ALLOW' }])
  })

  test('whom the policy of a resource names', async () => {
    const text = policy({ Effect: 'Deny', Principal: { AWS: arn('user/ann') }, Action: '*', Resource: '*' })
    const told = await decoded(ann(policy()), { resourcePolicy: { text, source: 'b' } })
    expect(told.matchedStatements.items).toMatchObject([{ principals: { items: [{ value: arn('user/ann') }] } }])
  })

  test('that a policy cannot be read', async () => {
    const told = await decoded(ann('{'))
    expect(told).toMatchObject({ explicitDeny: true, context: { action: 'iam:CreateUser' } })
    expect(told.matchedStatements.items).toMatchObject([{ effect: 'DENY' }])
  })

  test('nothing to those who have not signed', async () => {
    const nobody: KnownCaller = { principal: { kind: 'anonymous', arn: '', account: '', ids: [] }, userId: '' }
    expect(await encoded(nobody)).toBeUndefined()
  })

  test('less, where all would be too long for a header', async () => {
    const noise = (at: number): string => Buffer.from(crypto.getRandomValues(new Uint8Array(60))).toString('hex') + at
    const context = Object.fromEntries(
      Array.from({ length: 40 }, (_, at) => [`aws:RequestTag/${noise(at)}`, noise(at)]),
    )
    const sealed = (await encoded(ann(policy()), { context })) ?? ''
    expect(sealed.length).toBeLessThanOrEqual(2_048)
    expect(sealed).toMatch(/^[\w.-]+$/)
    const told = JSON.parse(decodedReason(sealed, { keyring, account }) ?? 'null')
    expect(told.context).toMatchObject({ resource: arn('user/x'), conditions: { items: [] } })
    expect(await encoded(ann(policy()), { resource: `arn:aws:s3:::b/${noise(0).repeat(30)}` })).toBeString()
  })
})

describe('cannot be opened', () => {
  test('when altered, cut or made elsewhere', async () => {
    const sealed = (await encoded(ann(policy()))) ?? ''
    const here = { keyring, account }
    expect(decodedReason(sealed, here)).toBeString()
    const at = sealed.length - 30
    const other = sealed[at] === 'A' ? 'B' : 'A'
    expect(decodedReason(sealed.slice(0, at) + other + sealed.slice(at + 1), here)).toBeUndefined()
    expect(decodedReason(sealed.slice(0, -8), here)).toBeUndefined()
    expect(decodedReason('', here)).toBeUndefined()
    expect(decodedReason(sealed, { keyring: readKeyring(createKeyring()), account })).toBeUndefined()
  })

  test('by another account, nor anything else that the key ring sealed', async () => {
    const sealed = (await encoded(ann(policy()))) ?? ''
    expect(decodedReason(sealed, { keyring, account: '999999999999' })).toBeUndefined()
    expect(
      decodedReason(keyring.seal('access-key', deflateRawSync('{}').toString('base64')), { keyring, account }),
    ).toBeUndefined()
    expect(() => keyring.open('access-key', sealed)).toThrow()
  })

  test('but after the master key was rotated it still can', async () => {
    const text = createKeyring()
    keyring = readKeyring(text)
    const sealed = (await encoded(ann(policy()))) ?? ''
    expect(decodedReason(sealed, { keyring: readKeyring(rotateKeyring(text, Date.now())), account })).toBeString()
  })

  test('when it would open to more than a reason can be', () => {
    const bomb = deflateRawSync(Buffer.alloc(1_000_000)).toString('base64')
    expect(decodedReason(keyring.seal(`authorization-message/${account}`, bomb), { keyring, account })).toBeUndefined()
  })
})
