import type { Client } from '../client'
import { trustedKeys } from '../signatures'
import type { ClusterKeys, GetKeys } from './identity'

/** Least time between two looks at the control plane, milliseconds, whoever asks for a fresh one. */
const calm = 5_000

/**
 * The cluster's keys from the control plane's record of it, kept until an unknown `kid` asks for a fresh look. One look at a time. In front
 * of an EKS Auth that has no such record (Amazon's) there are none, and the upstream decides about each token.
 */
export function keysFromServer(client: Client, clusterName: string, now: () => number): GetKeys {
  let kept: ClusterKeys | undefined
  let lookedAt = Number.NEGATIVE_INFINITY
  let looking: Promise<void> | undefined

  const look = async (): Promise<void> => {
    lookedAt = now()
    try {
      const answer = await client.call(
        'podid',
        'GetClusterKeys',
        { clusterName },
        { signal: AbortSignal.timeout(1_000) },
      )
      kept = read(answer) ?? kept
    } catch {
      // Keys that were good stay good; without any, the upstream decides.
    } finally {
      looking = undefined
    }
  }

  return async (fresh) => {
    if ((kept === undefined || fresh) && (looking !== undefined || now() - lookedAt >= calm)) {
      looking ??= look()
      await looking
    }
    return kept
  }
}

function read(answer: Readonly<Record<string, unknown>>): ClusterKeys | undefined {
  const { issuer, formerIssuers, keys } = answer
  if (typeof issuer !== 'string' || !Array.isArray(keys)) return undefined
  const former = Array.isArray(formerIssuers) ? formerIssuers.filter((it) => typeof it === 'string') : []
  return { issuers: [issuer, ...former], keys: trustedKeys(keys.flatMap(publicKey)) }
}

/** A key as the model carries it: its JWK as JSON text. */
function publicKey(value: unknown): Record<string, unknown>[] {
  const text = typeof value === 'object' && value !== null && 'jwk' in value ? value.jwk : value
  if (typeof text !== 'string') return []
  const jwk: unknown = JSON.parse(text)
  return typeof jwk === 'object' && jwk !== null ? [Object.fromEntries(Object.entries(jwk))] : []
}
