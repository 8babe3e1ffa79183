import { createSigningKey } from '../../issuer'
import type { SigningKey } from '../../store'
import { publish } from '../cluster-keys'
import { signingKeyPurpose } from '../eks/built-in-cluster'
import { notNow } from '../eks/faults'
import { clusterNamed, sep } from '../eks/rows'
import { clusterKeysOnTheWire, onCluster } from './clusters'

/**
 * Gives a built-in cluster another key to sign its tokens with. The private half of the former is thrown away at once; its public half counts
 * for 24 h more, so that every token it signed is good until it expires.
 */
export const rotateClusterKeys = onCluster({
  name: 'RotateClusterKeys',
  more: () => undefined,
  async handle(name, _, { store, keyring, now }) {
    const { kid, publicJwk, privateJwk } = await createSigningKey()
    const at = now()
    const row: SigningKey = {
      cluster: name,
      kid,
      sealedJwk: keyring.seal(signingKeyPurpose, JSON.stringify(privateJwk)),
      createdAt: at,
    }
    const cluster = await store.change(async (tx) => {
      const cluster = await clusterNamed(tx, name)
      if (cluster.kind !== 'created' || cluster.issuer === undefined)
        throw notNow(`The cluster ${name} signs its tokens itself: rotate its keys there.`, { clusterName: name })
      const prefix = `${name}${sep}`
      for (const former of await tx.signingKeys.list({ prefix })) await tx.signingKeys.remove(`${prefix}${former.kid}`)
      await tx.signingKeys.insert(`${prefix}${kid}`, row)
      return publish(tx, cluster, { issuer: cluster.issuer, keys: [publicJwk] }, at)
    })
    return clusterKeysOnTheWire(cluster, at)
  },
})
