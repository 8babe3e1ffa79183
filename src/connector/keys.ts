import type { Client } from '../client'
import { type Api, kubernetesVersion, pause, tokenKeys } from '../kubernetes'
import { words } from './watch-cluster'

/** What the API server publishes, as it was seen last. */
export interface SeenKeys {
  readonly issuer: string
  readonly keyIds: readonly string[]
  readonly version: string
}

/** Milliseconds between looks: a key that was added signs tokens from the restart of the API server on. */
const every = 10_000

/**
 * Tells the control plane the cluster's issuer and keys, at the start and whenever they change, until `signal`. What could not be told is told
 * again; what could not be read is left as it is.
 */
export async function tellKeys(given: {
  readonly api: Api
  readonly client: Pick<Client, 'call'>
  readonly clusterName: string
  readonly signal: AbortSignal
  readonly onSeen: (keys: SeenKeys) => void
  readonly log: (message: string, facts: Readonly<Record<string, unknown>>) => void
  readonly every?: number
}): Promise<void> {
  const { api, client, clusterName, signal, log } = given
  let told: string | undefined
  while (!signal.aborted) {
    try {
      const [{ issuer, keys }, version] = await Promise.all([tokenKeys(api), kubernetesVersion(api)])
      given.onSeen({ issuer, version, keyIds: keys.map(({ kid }) => String(kid)).sort() })
      const print = JSON.stringify([issuer, version, keys.map((it) => JSON.stringify(it)).sort()])
      if (print !== told && !signal.aborted) {
        const jwks = keys.map((it) => ({ jwk: JSON.stringify(it) }))
        const answer = await client.call(
          'podid',
          'PutClusterKeys',
          { clusterName, issuer, keys: jwks, version },
          { signal: AbortSignal.any([signal, AbortSignal.timeout(10_000)]) },
        )
        const waiting = Array.isArray(answer.waitingKeys) ? answer.waitingKeys.length : 0
        if (waiting > 0)
          log('keys of this cluster wait for an administrator: podid cluster approve-keys', {
            cluster: clusterName,
            waiting,
          })
        told = print
      }
    } catch (why) {
      if (!signal.aborted) log('the keys of the cluster could not be told; trying again', { why: words(why) })
    }
    await pause(given.every ?? every, signal)
  }
}
