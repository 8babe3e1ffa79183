import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { verifyPodToken } from './pod-token'
import { trustedKeys } from './trusted-keys'

export const now = Date.UTC(2026, 0, 2, 3, 4, 5)
export const seconds = now / 1000
export const issuer = 'https://kubernetes.default.svc.cluster.local'
export const audience = 'pods.eks.amazonaws.com'

export const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
export const other = generateKeyPairSync('rsa', { modulusLength: 2048 })
export const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' })
export const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' })
export const ed = generateKeyPairSync('ed25519')
export const jwk = (key: KeyObject, kid: string, more: object = {}) => ({
  ...key.export({ format: 'jwk' }),
  kid,
  ...more,
})
export const jwks = [
  jwk(rsa.publicKey, 'rsa', { alg: 'RS256', use: 'sig' }),
  jwk(p256.publicKey, 'p256'),
  jwk(p384.publicKey, 'p384'),
  jwk(ed.publicKey, 'ed'),
]
export const keys = trustedKeys(jwks)
export const trust = { keys, issuers: [issuer], audience }

export const claims = {
  aud: [audience],
  exp: seconds + 3_600,
  iat: seconds,
  iss: issuer,
  jti: '0d2c0d4c-7a1b-4a6f-9c6a-0f2f4d8f7c11',
  'kubernetes.io': {
    namespace: 'default',
    node: { name: 'node-1', uid: 'c7e1a1f0-0000-4000-8000-000000000001' },
    pod: { name: 'app-1', uid: 'c7e1a1f0-0000-4000-8000-000000000002' },
    serviceaccount: { name: 'app', uid: 'c7e1a1f0-0000-4000-8000-000000000003' },
  },
  nbf: seconds,
  sub: 'system:serviceaccount:default:app',
}
export const kube = claims['kubernetes.io']

export const part = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')
export const signatures = {
  RS256: (data: Buffer, key: KeyObject) => sign('sha256', data, key),
  ES256: (data: Buffer, key: KeyObject) => sign('sha256', data, { key, dsaEncoding: 'ieee-p1363' }),
  ES384: (data: Buffer, key: KeyObject) => sign('sha384', data, { key, dsaEncoding: 'ieee-p1363' }),
  EdDSA: (data: Buffer, key: KeyObject) => sign(null, data, key),
}

export function token(
  body: unknown = claims,
  header: unknown = { alg: 'RS256', kid: 'rsa' },
  key = rsa.privateKey,
  how: keyof typeof signatures = 'RS256',
) {
  const signed = `${part(header)}.${part(body)}`
  return `${signed}.${signatures[how](Buffer.from(signed), key).toString('base64url')}`
}
export const refused = (text: string, given: Partial<typeof trust> = {}, at = now) =>
  verifyPodToken(text, { ...trust, ...given }, at).refused ?? 'proved'
export const withClaims = (more: object) => refused(token({ ...claims, ...more }))
export const withKube = (more: object) => withClaims({ 'kubernetes.io': { ...kube, ...more } })
