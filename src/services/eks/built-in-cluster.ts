import type { Cluster } from '../../domain'
import { createSigningKey } from '../../issuer'
import type { SigningKey, Tables } from '../../store'
import { publish } from '../cluster-keys'
import type { Parts } from '../operation'
import { clusterRows, insertCluster } from './cluster-rows'
import { sep } from './rows'

/** What the sealed private key of a built-in issuer is bound to. */
export const signingKeyPurpose = 'signing-key'

/** A cluster with an issuer of its own, ready to be inserted: `insert` may run more than once. */
export interface BuiltInCluster {
  readonly insert: (tx: Tables) => Promise<Cluster>
}

/**
 * A cluster whose token keys are ours. Its issuer is a name and no address: it stays the same wherever this server is reached, and its
 * keys need not be fetched.
 */
export async function builtInCluster(
  wanted: Pick<Cluster, 'name' | 'tags' | 'said' | 'deletionProtection'>,
  parts: Pick<Parts, 'keyring' | 'draw' | 'now' | 'account' | 'region' | 'partition'>,
): Promise<BuiltInCluster> {
  const rows = clusterRows({ ...wanted, kind: 'created' }, parts)
  const { kid, publicJwk, privateJwk } = await createSigningKey()
  const signingKey: SigningKey = {
    cluster: wanted.name,
    kid,
    sealedJwk: parts.keyring.seal(signingKeyPurpose, JSON.stringify(privateJwk)),
    createdAt: rows.cluster.createdAt,
  }
  const published = { issuer: `https://podid.local/clusters/${rows.cluster.id}`, keys: [publicJwk] }
  return {
    async insert(tx) {
      await insertCluster(tx, rows)
      await tx.signingKeys.insert(`${wanted.name}${sep}${kid}`, signingKey)
      return publish(tx, rows.cluster, published, rows.cluster.createdAt)
    },
  }
}

/** Makes a built-in cluster of this name, such as `local`, in a change of its own. Refuses a name that is taken. */
export async function createBuiltInCluster(
  parts: Pick<Parts, 'store' | 'keyring' | 'draw' | 'now' | 'account' | 'region' | 'partition'>,
  name: string,
): Promise<Cluster> {
  const made = await builtInCluster({ name, tags: {}, said: {} }, parts)
  return parts.store.change((tx) => made.insert(tx))
}
