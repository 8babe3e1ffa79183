import { createPrivateKey, sign } from 'node:crypto'

/** What a service-account token says. */
export interface PodTokenClaims {
  readonly issuer: string
  readonly audience: string
  readonly namespace: string
  readonly serviceAccount: string
  readonly serviceAccountUid: string
  /** Absent: a token that is bound to no pod. */
  readonly pod?: { readonly name: string; readonly uid: string }
  readonly node?: { readonly name: string; readonly uid: string }
  /** Epoch milliseconds; tokens carry whole seconds. */
  readonly issuedAt: number
  readonly expiresAt: number
  /** A UUID: the token's `jti`. */
  readonly unique: string
}

/** Signs a token as kube-apiserver makes them: the same claims in the same order (aws-api.md §2.3). */
export function signPodToken(
  privateJwk: Readonly<Record<string, unknown>>,
  kid: string,
  claims: PodTokenClaims,
): string {
  const { issuer, audience, namespace, serviceAccount, serviceAccountUid, pod, node, issuedAt, expiresAt, unique } =
    claims
  const iat = Math.floor(issuedAt / 1000)
  const payload = {
    aud: [audience],
    exp: Math.floor(expiresAt / 1000),
    iat,
    iss: issuer,
    jti: unique,
    'kubernetes.io': {
      namespace,
      ...(node === undefined ? {} : { node: { name: node.name, uid: node.uid } }),
      ...(pod === undefined ? {} : { pod: { name: pod.name, uid: pod.uid } }),
      serviceaccount: { name: serviceAccount, uid: serviceAccountUid },
    },
    nbf: iat,
    sub: `system:serviceaccount:${namespace}:${serviceAccount}`,
  }
  const signed = `${segment({ alg: 'RS256', kid })}.${segment(payload)}`
  const key = createPrivateKey({ key: { ...privateJwk }, format: 'jwk' })
  return `${signed}.${sign('sha256', Buffer.from(signed), key).toString('base64url')}`
}

function segment(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
