import { createHash } from 'node:crypto'
import { type TrustedKeys, verifyPodToken } from '../signatures'
import { type PodIdentity, Refused } from './credentials'

/** What a cluster's tokens are verified with. */
export interface ClusterKeys {
  readonly keys: TrustedKeys
  readonly issuers: readonly string[]
}

/** Gives the cluster's keys; `fresh` asks for a look beyond what is kept. Undefined where there are none to be had. */
export type GetKeys = (fresh: boolean) => Promise<ClusterKeys | undefined>

export const podAudience = 'pods.eks.amazonaws.com'

/**
 * Who asks? Only what is proved wrong is refused here. Where no key of ours speaks for or against a token, it is passed on with itself as
 * its only name. Throws Refused with the official agent's statuses.
 */
export async function whoAsks(token: string, getKeys: GetKeys, now: number): Promise<PodIdentity> {
  if (token === '') throw new Refused(400, 'InvalidTokenException', 'Service account token cannot be empty')
  for (const fresh of [false, true]) {
    const known = await getKeys(fresh)
    if (known === undefined) return unproved(token)
    const answer = verifyPodToken(token, { ...known, audience: podAudience }, now)
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
    if (answer.refused === 'unknown-key') continue
    if (answer.refused === 'expired')
      throw new Refused(
        400,
        'ExpiredTokenException',
        `Service account token failed basic claim validations: ${answer.message}`,
      )
    throw new Refused(400, 'InvalidTokenException', `Service account token cannot be accepted: ${answer.message}`)
  }
  return unproved(token)
}

function unproved(token: string): PodIdentity {
  return {
    key: createHash('sha256').update(token).digest('hex'),
    proved: false,
    token,
    tokenExpiresAt: Number.POSITIVE_INFINITY,
  }
}
