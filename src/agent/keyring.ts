import type { Client } from '../client'
import type { Log } from '../program'
import type { Clock } from './clock'
import type { AgentConfig } from './config'
import { keysFromFile, keysFromKubernetes, keysFromServer } from './key-sources'
import { type ClusterKeysKept, clusterKeys, type KeySource, knownKeysFrom } from './keys'
import { readChecked, writeWhole } from './state-file'

const kind = 'keys-1'

/** The cluster's keys from where the settings say, kept in the state folder when there is one. */
export function keyring(
  config: AgentConfig,
  given: {
    readonly client: Client
    readonly clock: Clock
    readonly log: Log
    readonly folder: string | undefined
    readonly realm: string
    readonly changed: () => void
    /** Where the agent's own service account is, if elsewhere than Kubernetes mounts it. */
    readonly serviceAccount?: string
  },
): ClusterKeysKept & { readonly wanted: boolean } {
  const { folder, realm, log } = given
  const source = sourceOf(config, given.client, given.serviceAccount)
  const name = `keys-${Bun.hash(realm).toString(16)}`
  const said = folder === undefined ? undefined : readChecked(folder, name, kind)
  const kept = said?.realm === realm ? knownKeysFrom(said) : undefined
  const keys = clusterKeys({
    source,
    clock: given.clock,
    ...(kept === undefined ? {} : { kept }),
    keep(known) {
      if (folder === undefined) return
      writeWhole(folder, name, kind, { realm, ...known }).catch((why) =>
        log.warn({ why: why instanceof Error ? why.message : 'unknown failure' }, 'the keys could not be kept on disk'),
      )
    },
    changed() {
      log.info({ keys: keys.state().keys }, "the cluster's keys are others now")
      given.changed()
    },
  })
  return { ...keys, wanted: source !== undefined }
}

function sourceOf(
  { keys, endpoint, clusterName, issuer, environment }: AgentConfig,
  client: Client,
  serviceAccount: string | undefined,
): KeySource | undefined {
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port = '443' } = environment
  const address = `https://${host?.includes(':') ? `[${host}]` : (host ?? 'kubernetes.default.svc')}:${port}`
  if (keys === 'none') return undefined
  if (keys === 'server') return keysFromServer(client, clusterName)
  if (keys === 'kubernetes') return keysFromKubernetes(address, serviceAccount)
  if (keys !== 'auto') return keysFromFile(keys, issuer)
  if (endpoint !== '') return keysFromServer(client, clusterName)
  return host === undefined ? undefined : keysFromKubernetes(address, serviceAccount)
}
