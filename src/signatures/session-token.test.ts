import { describe, expect, test } from 'bun:test'
import { randomBytes } from 'node:crypto'
import fc from '../../tests/random'
import type { Session } from '../domain'
import { createKeyring, readKeyring, rotateKeyring } from './keyring-text'
import { openSession, sealSession } from './session-token'

const now = Date.UTC(2026, 0, 2, 3, 4, 5)
const text = createKeyring()
const ring = readKeyring(text)
const random = (count: number) => randomBytes(count)

const keys = [
  'eks-cluster-arn',
  'eks-cluster-name',
  'kubernetes-namespace',
  'kubernetes-service-account',
  'kubernetes-pod-name',
  'kubernetes-pod-uid',
]
const values = [
  'arn:aws:eks:us-east-1:111122223333:cluster/production-blue',
  'production-blue',
  'payments',
  'settlement-worker',
  'settlement-worker-6d5b8c7f4-x2x9z',
  '0d2c0d4c-7a1b-4a6f-9c6a-0f2f4d8f7c11',
]
const name = 'eks-production-settlement-0d2c0d4c-7a1b-4a6f-9c6a-0f2f4d8f7c11'
const pod: Session = {
  kind: 'role',
  account: '111122223333',
  arn: `arn:aws:sts::111122223333:assumed-role/settlement/${name}`,
  principalId: `AROAAAAAAAAAAAAAAAAAA:${name}`,
  roleName: 'settlement',
  roleArn: 'arn:aws:iam::111122223333:role/apps/settlement',
  roleId: 'AROAAAAAAAAAAAAAAAAAA',
  name,
  issuedAt: now,
  expiresAt: now + 6 * 3_600_000,
  tags: keys.map((key, at) => ({ key, value: values[at] ?? '' })),
  transitive: keys,
  chained: false,
  cluster: 'production-blue',
}
const sealed = (session: Session = pod) => sealSession(ring, session, { random })

test('credentials have the shape of AWS’s, and are small for a pod', () => {
  const it = sealed()
  expect(it.accessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/)
  expect(it.secretAccessKey).toMatch(/^[A-Za-z0-9+/]{40}$/)
  expect(it.sessionToken.length).toBeLessThan(1_500)
  expect(it.expiresAt).toBe(pod.expiresAt)
})

test('they open to the session and the secret', () => {
  const it = sealed()
  const known = openSession(ring, it.accessKeyId, it.sessionToken, now)
  if (typeof known === 'string') throw new Error(known)
  expect(known.session).toEqual({ ...pod })
  expect(known.secret.reveal()).toBe(it.secretAccessKey)
  expect(known.accessKeyId).toBe(it.accessKeyId)
})

const text12 = fc.string({ maxLength: 12 })
const maybe = fc.option(text12, { nil: undefined })
const tags = fc.array(fc.record({ key: text12, value: text12 }), { maxLength: 4 })
test('every session comes back as it was', () => {
  const any: fc.Arbitrary<Session> = fc.record({
    kind: fc.constantFrom('role', 'user'),
    account: text12,
    arn: text12,
    principalId: text12,
    roleName: maybe,
    roleArn: maybe,
    roleId: maybe,
    userName: maybe,
    accessKeyId: maybe,
    name: text12,
    issuedAt: fc.constant(now),
    expiresAt: fc.constant(now + 1),
    tags,
    transitive: fc.array(text12, { maxLength: 3 }),
    sourceIdentity: maybe,
    policy: maybe,
    policyArns: fc.option(fc.array(text12, { maxLength: 2 }), { nil: undefined }),
    chained: fc.boolean(),
    provider: maybe,
    subject: maybe,
    cluster: maybe,
  })
  fc.assert(
    fc.property(any, (session) => {
      const it = sealed(session)
      const known = openSession(ring, it.accessKeyId, it.sessionToken, now)
      expect(typeof known === 'string' ? known : known.session).toEqual(session)
    }),
  )
})

describe('a session token is refused', () => {
  const it = sealed()
  const open = (token: string, id = it.accessKeyId, at = now, keys = ring) => {
    const known = openSession(keys, id, token, at)
    return typeof known === 'string' ? known : 'known'
  }

  test('from its last moment on', () => {
    expect(open(it.sessionToken, it.accessKeyId, pod.expiresAt - 1)).toBe('known')
    expect(open(it.sessionToken, it.accessKeyId, pod.expiresAt)).toBe('expired-token')
  })
  test('with another access key id', () => {
    expect(open(it.sessionToken, sealed().accessKeyId)).toBe('invalid-token')
    expect(open(it.sessionToken, 'AKIAIOSFODNN7EXAMPLE')).toBe('invalid-token')
  })
  test('when any byte of it is another', () => {
    const bytes = Buffer.from(it.sessionToken, 'base64')
    for (let at = 0; at < bytes.length; at += 1) {
      const altered = Buffer.from(bytes)
      altered[at] = (altered[at] ?? 0) ^ 1
      expect(open(altered.toString('base64'))).toBe('invalid-token')
    }
  })
  test('cut, longer, or of another spelling', () => {
    for (const other of [
      '',
      'x',
      it.sessionToken.slice(0, 40),
      it.sessionToken.slice(4),
      `${it.sessionToken}AAAA`,
      ` ${it.sessionToken}`,
    ])
      expect(open(other)).toBe('invalid-token')
  })
  test('by another master key', () => {
    expect(open(it.sessionToken, it.accessKeyId, now, readKeyring(createKeyring()))).toBe('invalid-token')
  })
  test('by another master key of the same name, or none, also after it was opened', () => {
    expect(open(it.sessionToken)).toBe('known')
    const other = readKeyring(text.replace(/"key": "[^"]+"/, `"key": "${randomBytes(32).toString('base64')}"`))
    expect(open(it.sessionToken, it.accessKeyId, now, other)).toBe('invalid-token')
    const ring = readKeyring(text)
    expect(open(it.sessionToken, it.accessKeyId, now, ring)).toBe('known')
    ring.become(readKeyring(createKeyring()))
    expect(open(it.sessionToken, it.accessKeyId, now, ring)).toBe('invalid-token')
  })
  test('but not by a former one', () => {
    expect(open(it.sessionToken, it.accessKeyId, now, readKeyring(rotateKeyring(text, now)))).toBe('known')
  })
  test('by a former one that was retired so long ago that nothing of it can be alive', () => {
    const long = sealed({ ...pod, expiresAt: now + 1_000 * 3_600_000 })
    const rotated = readKeyring(rotateKeyring(text, now))
    const at = (hours: number) => open(long.sessionToken, long.accessKeyId, now + hours * 3_600_000, rotated)
    expect(at(35.999)).toBe('known')
    expect(at(36)).toBe('invalid-token')
    expect(open(long.sessionToken, long.accessKeyId, now + 36 * 3_600_000)).toBe('known')
  })
})
