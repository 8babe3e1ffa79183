import { expect, test } from 'bun:test'
import { trustedKeys, verifyPodToken } from '../signatures'
import { signPodToken } from './sign-pod-token'
import { createSigningKey } from './signing-key'

const now = Date.UTC(2026, 0, 2, 3, 4, 5)
const issuer = 'https://podid.local'
const claims = {
  issuer,
  audience: 'pods.eks.amazonaws.com',
  namespace: 'default',
  serviceAccount: 'app',
  serviceAccountUid: 'u1',
  pod: { name: 'app-1', uid: 'u2' },
  node: { name: 'this', uid: 'u3' },
  issuedAt: now + 700,
  expiresAt: now + 3_600_000,
  unique: '0d2c0d4c-7a1b-4a6f-9c6a-0f2f4d8f7c11',
}
const key = await createSigningKey()
const payload = (token: string) => Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()

test('the token is Kubernetes’s, member by member', () => {
  const token = signPodToken(key.privateJwk, key.kid, claims)
  expect(JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString())).toEqual({
    alg: 'RS256',
    kid: key.kid,
  })
  expect(payload(token)).toBe(
    `{"aud":["pods.eks.amazonaws.com"],"exp":${now / 1000 + 3_600},"iat":${now / 1000},"iss":"${issuer}","jti":"${claims.unique}","kubernetes.io":{"namespace":"default","node":{"name":"this","uid":"u3"},"pod":{"name":"app-1","uid":"u2"},"serviceaccount":{"name":"app","uid":"u1"}},"nbf":${now / 1000},"sub":"system:serviceaccount:default:app"}`,
  )
})

test('it is believed with the public key alone', () => {
  const trust = { keys: trustedKeys([key.publicJwk]), issuers: [issuer], audience: claims.audience }
  expect(verifyPodToken(signPodToken(key.privateJwk, key.kid, claims), trust, now)).toMatchObject({
    subject: { pod: claims.pod },
  })
  const { pod: _, ...unbound } = claims
  expect(verifyPodToken(signPodToken(key.privateJwk, key.kid, unbound), trust, now)).toMatchObject({
    refused: 'not-a-pod',
  })
})

test('the public key holds nothing private', () => {
  expect(Object.keys(key.publicJwk).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use'])
})
