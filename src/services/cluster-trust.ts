import { type Cluster, issuersOf, keysInForce } from '../domain'
import { type TrustedKeys, trustedKeys } from '../signatures'

/** What a cluster's tokens are verified with at `now`: its own keys and issuers, and no other's. Compiled keys are kept by content. */
export function clusterTrust(
  cluster: Cluster,
  now: number,
): { readonly keys: TrustedKeys; readonly issuers: readonly string[] } {
  return { keys: trustedKeys(keysInForce(cluster, now).map(({ jwk }) => jwk)), issuers: issuersOf(cluster) }
}
