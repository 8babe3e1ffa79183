import { gunzipSync, gzipSync } from 'node:zlib'
import { type Api, kinds, refusedAs, textAt, valueAt } from '../kubernetes'
import { names } from './manifests/names'
import type { AssociatedAccount } from './watch-cluster'

/** Who this cluster is to the control plane, as its activation told. */
export interface Membership {
  readonly clusterName: string
  /** Of the activation that told it: another one is to be presented. */
  readonly activationId: string
  readonly connectorRoleArn: string
  readonly agentRoleArn: string
}

export interface State {
  readonly membership?: Membership
  /** Of the cluster that `membership` names. */
  readonly associations?: readonly AssociatedAccount[]
}

/** Where the connector keeps what must outlive its pods. */
export interface StatePlace {
  /** Throws when it cannot be read. What is torn or unknown is not there. */
  read(): Promise<State>
  keepMembership(membership: Membership): Promise<void>
  /** Writes nothing when it is what was written last. */
  keepAssociations(clusterName: string, associations: readonly AssociatedAccount[]): Promise<void>
}

/**
 * A ConfigMap: it outlives a pod, a node and a rollout, as a folder of a pod (emptyDir) does not, and all replicas read the same. No secret is
 * in it: names of service accounts and of roles. Names compress to about a tenth, so that 5,000 of them are some 30 kB of the 1 MiB there is.
 */
export function stateInConfigMap(api: Pick<Api, 'get' | 'patch'>): StatePlace {
  const at = { namespace: names.namespace, name: names.state }
  let last: string | undefined
  const write = async (fields: Readonly<Record<string, unknown>>): Promise<void> => {
    await api.patch(kinds.configMaps, at, fields, 'merge')
  }
  return {
    async read() {
      const it = await api.get(kinds.configMaps, at)
      const membership = membershipIn(textAt(it, 'data', 'membership'))
      const packed = textAt(it, 'binaryData', 'associations')
      const associations = membership && packed ? associationsIn(packed, membership.clusterName) : undefined
      return { membership, associations }
    },
    keepMembership: (membership) => write({ data: { membership: JSON.stringify(membership) } }),
    async keepAssociations(clusterName, associations) {
      const text = JSON.stringify([clusterName, pairs(associations)])
      if (text === last) return
      await write({ binaryData: { associations: gzipSync(text).toString('base64') } })
      last = text
    },
  }
}

function membershipIn(text: string | undefined): Membership | undefined {
  const said = json(text)
  const [clusterName, activationId] = [textAt(said, 'clusterName'), textAt(said, 'activationId')]
  const [connectorRoleArn, agentRoleArn] = [textAt(said, 'connectorRoleArn'), textAt(said, 'agentRoleArn')]
  if (clusterName === undefined || activationId === undefined) return undefined
  if (connectorRoleArn === undefined || agentRoleArn === undefined) return undefined
  return { clusterName, activationId, connectorRoleArn, agentRoleArn }
}

function pairs(associations: readonly AssociatedAccount[]): readonly string[] {
  return associations.map(({ namespace, serviceAccount }) => `${namespace}/${serviceAccount}`).sort()
}

function associationsIn(packed: string, clusterName: string): readonly AssociatedAccount[] | undefined {
  const said = json(unpacked(packed))
  const listed = valueAt(said, 1)
  if (valueAt(said, 0) !== clusterName || !Array.isArray(listed)) return undefined
  return listed.flatMap((it) => {
    const [namespace = '', serviceAccount] = String(it).split('/')
    return serviceAccount === undefined ? [] : [{ namespace, serviceAccount }]
  })
}

function unpacked(packed: string): string | undefined {
  try {
    return gunzipSync(Buffer.from(packed, 'base64')).toString('utf8')
  } catch {
    return undefined
  }
}

function json(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Whether there is a state to speak of at all: without the ConfigMap of the join manifest there is none. */
export async function readState(place: StatePlace, told: (why: unknown) => void): Promise<State> {
  try {
    return await place.read()
  } catch (why) {
    if (!refusedAs(why, 'not found')) told(why)
    return {}
  }
}
