import { describe, expect, test } from 'bun:test'
import { createHmac, generateKeyPairSync, sign } from 'node:crypto'
import fc from '../../tests/random'
import { unverifiedClaims, verifyPodToken } from './pod-token'
import {
  audience,
  claims,
  ed,
  issuer,
  jwk,
  jwks,
  kube,
  now,
  other,
  p256,
  p384,
  part,
  refused,
  rsa,
  seconds,
  token,
  trust,
  withClaims,
  withKube,
} from './tokens.test-support'
import { trustedKeys } from './trusted-keys'

describe('a token that is right', () => {
  test('names its pod', () => {
    expect(verifyPodToken(token(), trust, now)).toEqual({
      subject: {
        namespace: 'default',
        serviceAccount: 'app',
        serviceAccountUid: kube.serviceaccount.uid,
        pod: kube.pod,
        node: kube.node,
        expiresAt: now + 3_600_000,
      },
    })
  })

  test.each([
    ['ES256', 'p256', p256.privateKey],
    ['ES384', 'p384', p384.privateKey],
    ['EdDSA', 'ed', ed.privateKey],
  ] as const)('may be signed by %s', (alg, kid, key) => {
    expect(refused(token(claims, { alg, kid }, key, alg))).toBe('proved')
  })

  test('need not name a node, as with Kubernetes before 1.30', () => {
    const { node: _, ...rest } = kube
    const answer = verifyPodToken(token({ ...claims, 'kubernetes.io': rest }), trust, now)
    expect(answer).toHaveProperty('subject')
    expect(answer).not.toHaveProperty('subject.node')
  })

  test('may name a node without a uid, and its audience as a text, and say its type', () => {
    expect(withKube({ node: { name: 'gone' } })).toBe('proved')
    expect(withClaims({ aud: audience })).toBe('proved')
    expect(refused(token(claims, { alg: 'RS256', kid: 'rsa', typ: 'JWT' }))).toBe('proved')
  })

  test('may come from a former issuer', () => {
    expect(refused(token(), { issuers: ['https://new', issuer] })).toBe('proved')
  })
})

describe('the shape', () => {
  const [header = '', body = '', signature = ''] = token().split('.')

  test.each([
    ['nothing', ''],
    ['two parts', `${header}.${body}`],
    ['four parts', `${header}.${body}.${signature}.${signature}`],
    ['an empty part', `${header}..${signature}`],
    ['padding', `${header}=.${body}.${signature}`],
    ['another alphabet', `${header}.${body}.${signature.replace(/[-_]/g, '+')}+`],
    ['a blank', ` ${header}.${body}.${signature}`],
    ['a line break at the end', `${header}.${body}.${signature}\n`],
    ['a header that is no JSON', token(claims, '{"alg":"RS256","kid":"rsa"')],
    ['a header that is a list', token(claims, '[]')],
    ['claims that are null', token('null')],
    [
      'claims that are not UTF-8',
      `${header}.${Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]).toString('base64url')}.${signature}`,
    ],
    ['a member twice in the header', token(claims, '{"alg":"RS256","kid":"rsa","kid":"rsa"}')],
    ['a member twice in the claims', token(JSON.stringify(claims).replace('{', '{"iss":"https://elsewhere",'))],
    [
      'a member twice, written in two ways',
      token(JSON.stringify(claims).replace('{', '{"\\u0069ss":"https://elsewhere",')),
    ],
    [
      'a member twice within',
      token(JSON.stringify(claims).replace('"namespace":', '"namespace":"kube-system","namespace":')),
    ],
    ['more than 16 KiB', token({ ...claims, more: 'x'.repeat(16_384) })],
  ])('%s', (_, text) => {
    expect(refused(text)).toBe('malformed')
  })

  test('a second spelling of the same bytes', () => {
    // The last character of 256 bytes in base64url has four bits to spare.
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const last = alphabet.indexOf(signature.at(-1) ?? '')
    const same = `${signature.slice(0, -1)}${alphabet[last + 1]}`
    expect(Buffer.from(same, 'base64url').equals(Buffer.from(signature, 'base64url'))).toBe(true)
    expect(refused(`${header}.${body}.${same}`)).toBe('malformed')
  })

  test('extensions that are not understood', () => {
    expect(refused(token(claims, { alg: 'RS256', kid: 'rsa', crit: ['exp'] }))).toBe('malformed')
    expect(refused(token(claims, { alg: 'RS256', kid: 'rsa', b64: false }))).toBe('malformed')
    expect(refused(token(claims, { alg: 'RS256', kid: 'rsa', typ: 1 }))).toBe('malformed')
  })
})

describe('the key', () => {
  test('an algorithm that is not accepted', () => {
    for (const alg of ['none', 'None', 'HS256', 'RS384', 'RS512', 'PS256', 'ES512', '', undefined, 1, ['RS256']])
      for (const kid of ['rsa', 'nobody']) expect(refused(token(claims, { alg, kid }))).toBe('algorithm')
  })

  test('no signature at all', () => {
    const [header, body] = token(claims, { alg: 'none', kid: 'rsa' }).split('.')
    expect(refused(`${header}.${body}.`)).toBe('malformed')
  })

  test('the public key as a secret for HMAC', () => {
    const signed = `${part({ alg: 'HS256', kid: 'rsa' })}.${part(claims)}`
    const pem = rsa.publicKey.export({ type: 'spki', format: 'pem' })
    expect(refused(`${signed}.${createHmac('sha256', pem).update(signed).digest('base64url')}`)).toBe('algorithm')
  })

  test('an algorithm of another kind of key', () => {
    expect(refused(token(claims, { alg: 'ES256', kid: 'rsa' }, p256.privateKey, 'ES256'))).toBe('algorithm')
    expect(refused(token(claims, { alg: 'ES384', kid: 'p256' }, p256.privateKey, 'ES384'))).toBe('algorithm')
  })

  test('a kid that is not known, empty, missing or no text', () => {
    for (const kid of ['nobody', '', undefined, 7, null, '__proto__', 'constructor'])
      expect(refused(token(claims, { alg: 'RS256', kid }))).toBe('unknown-key')
  })

  test('a kid of two keys', () => {
    const twice = trustedKeys([...jwks, jwk(other.publicKey, 'rsa')])
    expect(refused(token(), { keys: twice })).toBe('unknown-key')
  })

  test("another cluster's key of the same kid", () => {
    expect(refused(token(claims, undefined, other.privateKey))).toBe('bad-signature')
  })

  test('a key in the header is not believed', () => {
    for (const more of [
      { jwk: jwk(other.publicKey, 'rsa') },
      { jku: 'https://elsewhere/' },
      { x5u: 'https://elsewhere/' },
    ])
      expect(refused(token(claims, { alg: 'RS256', kid: 'rsa', ...more }, other.privateKey))).toBe('bad-signature')
  })

  test('claims that were altered', () => {
    const [header, , signature] = token().split('.')
    expect(refused(`${header}.${part({ ...claims, jti: 'other' })}.${signature}`)).toBe('bad-signature')
  })

  test('a header that was altered', () => {
    const [, body, signature] = token().split('.')
    expect(refused(`${part({ kid: 'rsa', alg: 'RS256' })}.${body}.${signature}`)).toBe('bad-signature')
  })

  test('a signature of another form', () => {
    const signed = `${part({ alg: 'ES256', kid: 'p256' })}.${part(claims)}`
    expect(refused(`${signed}.${sign('sha256', Buffer.from(signed), p256.privateKey).toString('base64url')}`)).toBe(
      'bad-signature',
    )
    expect(refused(`${signed}.${Buffer.alloc(64).toString('base64url')}`)).toBe('bad-signature')
  })

  test('keys that cannot be meant are left out', () => {
    const huge = { kty: 'RSA', kid: 'rsa', e: 'AQAB', n: Buffer.alloc(1_025, 0xff).toString('base64url') }
    const weak = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey
    const wrong = [
      jwk(weak, 'rsa'),
      huge,
      jwk(rsa.publicKey, 'rsa', { alg: 'RS512' }),
      jwk(rsa.publicKey, 'rsa', { use: 'enc' }),
      jwk(rsa.publicKey, 'rsa', { key_ops: ['encrypt'] }),
      { kty: 'RSA', kid: 'rsa', n: 1, e: 2 },
      { kty: 'oct', kid: 'rsa', k: 'AAAA' },
      { kid: 'rsa' },
    ]
    for (const it of wrong) expect(refused(token(), { keys: trustedKeys([it]) })).toBe('unknown-key')
  })
})

describe('what it says', () => {
  test('issuer', () => {
    expect(withClaims({ iss: 'https://elsewhere' })).toBe('issuer')
    for (const iss of [undefined, '', null, 1, [issuer], { [issuer]: 1 }]) expect(withClaims({ iss })).toBe('issuer')
    expect(refused(token(), { issuers: [] })).toBe('issuer')
  })

  test('audience', () => {
    expect(withClaims({ aud: ['sts.amazonaws.com'] })).toBe('audience')
    for (const aud of [undefined, [], null, 1, {}, [[audience]], [audience, 1]])
      expect(withClaims({ aud })).toBe('audience')
    expect(withClaims({ aud: ['other', audience] })).toBe('proved')
  })

  test('expiry, to the second and without leeway', () => {
    expect(refused(token(), {}, now + 3_599_999)).toBe('proved')
    expect(verifyPodToken(token(), trust, now + 3_600_000)).toEqual({
      refused: 'expired',
      message:
        'The token included in the request is expired: current date/time 2026-01-02T04:04:05.000Z must be before the expiration date/time 2026-01-02T04:04:05Z',
      at: now + 3_600_000,
    })
    for (const exp of [undefined, null, '9999999999', -1, 0, 1e20, {}, []]) expect(withClaims({ exp })).toBe('claims')
  })

  test('nbf and iat, with a minute of leeway', () => {
    for (const name of ['nbf', 'iat']) {
      expect(withClaims({ [name]: seconds + 60 })).toBe('proved')
      expect(withClaims({ [name]: seconds + 61 })).toBe('not-yet-valid')
      expect(withClaims({ [name]: undefined })).toBe('proved')
      for (const value of ['1', null, {}, -1]) expect(withClaims({ [name]: value })).toBe('claims')
    }
  })

  test('subject and claims agree', () => {
    expect(withClaims({ sub: 'system:serviceaccount:default:other' })).toBe('claims')
    expect(withClaims({ sub: 'system:serviceaccount:other:app' })).toBe('claims')
    expect(withKube({ namespace: 'other' })).toBe('claims')
    expect(withKube({ serviceaccount: { ...kube.serviceaccount, name: 'other' } })).toBe('claims')
    for (const sub of [undefined, '', 1, null, {}]) expect(withClaims({ sub })).toBe('claims')
  })

  test('it is bound to a pod', () => {
    expect(withKube({ pod: undefined })).toBe('not-a-pod')
    expect(withClaims({ 'kubernetes.io': undefined })).toBe('not-a-pod')
    expect(withClaims({ 'kubernetes.io': 'text' })).toBe('not-a-pod')
    for (const pod of [
      null,
      1,
      {},
      { name: 'a' },
      { uid: 'u' },
      { name: '', uid: 'u' },
      { name: 'a', uid: '' },
      { name: 'a', uid: 1 },
    ])
      expect(withKube({ pod })).toBe('claims')
  })

  test('names are names of Kubernetes', () => {
    for (const namespace of ['a/b', 'A', '', 'a'.repeat(64), 1, null, 'a\u001fb', '-a'])
      expect(
        withClaims({ 'kubernetes.io': { ...kube, namespace }, sub: `system:serviceaccount:${namespace}:app` }),
      ).toBe('claims')
    for (const serviceaccount of [
      undefined,
      null,
      'app',
      { name: 'app' },
      { name: 1, uid: 'u' },
      { name: 'app', uid: 'a b' },
    ])
      expect(withKube({ serviceaccount })).toBe('claims')
    for (const node of [null, 1, {}, { name: 1, uid: 'u' }, { name: 'n', uid: 1 }])
      expect(withKube({ node })).toBe('claims')
  })
})

describe('whatever comes', () => {
  const keysSigned = fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom(...Object.keys(claims)), fc.jsonValue()))

  test('a signed oddity is refused, never thrown at', () => {
    fc.assert(
      fc.property(keysSigned, (body) => {
        expect(refused(token(JSON.stringify(body)))).not.toBe('proved')
      }),
      { numRuns: 100 },
    )
  })

  test('one claim of a strange value never makes it throw', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(claims)), fc.jsonValue(), (name, value) => {
        expect(typeof withClaims({ [name]: value })).toBe('string')
      }),
      { numRuns: 100 },
    )
  })

  test('any text is refused', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(fc.base64String(), { minLength: 3, maxLength: 3 }).map((it) => it.join('.')),
        ),
        (text) => {
          expect(refused(text)).toBe('malformed')
        },
      ),
    )
  })
})

test('unverifiedClaims tells what a token says of itself', () => {
  const said = { issuer, subject: claims.sub, kid: 'rsa', expiresAt: now + 3_600_000, notBefore: claims.nbf * 1000 }
  expect(unverifiedClaims(token())).toEqual(said)
  expect(unverifiedClaims('nonsense')).toBeUndefined()
})
