import { createSigningKey, type NewSigningKey, type PodTokenClaims, signPodToken } from '../../src/issuer'

export const issuer = 'https://issuer.example'

/** Keys are made once a run: making one takes a while. */
const keys = new Map<string, Promise<NewSigningKey>>()

export function signingKey(name = 'cluster'): Promise<NewSigningKey> {
  const key = keys.get(name) ?? createSigningKey()
  keys.set(name, key)
  return key
}

let count = 0

/** A token of a pod, a new one each time; the pod is `pod` of its service account. */
export async function token(
  pod = 'app-1',
  change: Partial<PodTokenClaims> = {},
  by = 'cluster',
  now = Date.now(),
): Promise<string> {
  const { privateJwk, kid } = await signingKey(by)
  count += 1
  return signPodToken(privateJwk, kid, {
    issuer,
    audience: 'pods.eks.amazonaws.com',
    namespace: 'default',
    serviceAccount: 'app',
    serviceAccountUid: '11111111-1111-1111-1111-111111111111',
    pod: { name: pod, uid: uidOf(pod) },
    issuedAt: now - 1_000,
    expiresAt: now + 24 * 3_600_000,
    unique: `00000000-0000-0000-0000-${String(count).padStart(12, '0')}`,
    ...change,
  })
}

/** The cluster's keys as a file holds them. */
export async function jwks(...names: readonly string[]): Promise<string> {
  const found = await Promise.all((names.length === 0 ? ['cluster'] : names).map(signingKey))
  return JSON.stringify({ issuer, keys: found.map((it) => it.publicJwk) })
}

function uidOf(pod: string): string {
  return new Bun.CryptoHasher('sha256').update(pod).digest('hex').slice(0, 32)
}
