import { createHash } from 'node:crypto'
import { type TrustedKeys, trustedKeys, unverifiedClaims, verifyPodToken } from '../signatures'
import type { Clock } from './clock'
import { type PodIdentity, Refused } from './credentials'

/** What a cluster's tokens are verified with. */
export interface ClusterKeys {
  readonly keys: TrustedKeys
  readonly issuers: readonly string[]
}

/** Gives the cluster's keys; `fresh` asks for a look beyond what is kept. Undefined where there are none to be had. */
export type GetKeys = (fresh: boolean) => Promise<ClusterKeys | undefined>

export const podAudience = 'pods.eks.amazonaws.com'

/** Tokens remembered; a pod shows the same one for hours. */
const most = 8_192
const none: ClusterKeys = { keys: trustedKeys([]), issuers: [] }

export interface Identities {
  /** Whom this very token proved before, while it is valid: at once, without a promise. */
  known(token: string): PodIdentity | undefined
  /** Throws Refused for what is proved wrong, with the official agent's statuses. */
  whoAsks(token: string): Promise<PodIdentity>
  /** The keys are others now: what was proved with the former ones is proved anew. */
  forget(): void
}

/**
 * Who asks? Only what is proved wrong is refused here. Where no key of ours speaks for or against a token, it is passed on with itself as
 * its only name, so that it can neither hit nor evict what is kept for another.
 */
export function identities(getKeys: GetKeys, clock: Clock): Identities {
  const proved = new Map<string, PodIdentity>()
  return {
    known(token) {
      const pod = proved.get(token)
      if (pod === undefined || pod.tokenExpiresAt > clock.now()) return pod
      proved.delete(token)
      return undefined
    },
    forget: () => proved.clear(),
    async whoAsks(token) {
      const pod = await whoAsks(token, getKeys, clock.now())
      if (!pod.proved) return pod
      const [oldest] = proved.keys()
      if (proved.size >= most && oldest !== undefined) proved.delete(oldest)
      proved.set(token, pod)
      return pod
    },
  }
}

export async function whoAsks(token: string, getKeys: GetKeys, now: number): Promise<PodIdentity> {
  if (token === '') throw new Refused(400, 'InvalidTokenException', 'Service account token cannot be empty')
  for (const fresh of [false, true]) {
    const known = await getKeys(fresh)
    const answer = verifyPodToken(token, { ...(known ?? none), audience: podAudience }, now)
    if (answer.refused === undefined) {
      const { subject } = answer
      return {
        key: [subject.namespace, subject.serviceAccount, subject.serviceAccountUid, subject.pod.uid].join('/'),
        proved: true,
        namespace: subject.namespace,
        serviceAccount: subject.serviceAccount,
        pod: subject.pod.name,
        token,
        tokenExpiresAt: subject.expiresAt,
      }
    }
    // The cluster may have another key, or another name, since we looked.
    const mayBeNew = answer.refused === 'unknown-key' || answer.refused === 'issuer'
    if (!mayBeNew || (fresh && answer.refused === 'issuer')) throw refusalOf(answer.refused, answer.message)
    if (known === undefined) return unproved(token, now)
  }
  return { ...unproved(token, now), stranger: true }
}

function refusalOf(refused: string, message: string): Refused {
  const claims = 'Service account token failed basic claim validations:'
  switch (refused) {
    case 'expired':
      return new Refused(400, 'ExpiredTokenException', `${claims} token is expired`)
    case 'not-yet-valid':
      return new Refused(400, 'InvalidTokenException', `${claims} token is not valid yet`)
    case 'malformed':
      return new Refused(
        400,
        'InvalidTokenException',
        `Service account token cannot be parsed: token is malformed: ${message}`,
      )
    case 'algorithm':
      return new Refused(
        400,
        'InvalidTokenException',
        `Service account token cannot be parsed: token is unverifiable: ${message}`,
      )
    default:
      return new Refused(400, 'InvalidTokenException', `Service account token cannot be accepted: ${message}`)
  }
}

/** No key speaks for it. That it calls itself expired is proof enough that it is. */
function unproved(token: string, now: number): PodIdentity {
  const { expiresAt = Number.POSITIVE_INFINITY, notBefore = 0 } = unverifiedClaims(token) ?? {}
  if (expiresAt <= now) throw refusalOf('expired', '')
  if (notBefore > now + 60_000) throw refusalOf('not-yet-valid', '')
  return {
    key: `token/${createHash('sha256').update(token).digest('hex')}`,
    proved: false,
    token,
    tokenExpiresAt: expiresAt,
  }
}
