import { type Client, ClientFault } from '../../client'
import { fieldsAt, textAt } from '../../kubernetes'
import { exit, Failure } from '../failure'

export interface Registration {
  readonly activation: { readonly id: string; readonly code: string }
  /** It was known before: its associations and add-ons are kept. */
  readonly existed: boolean
}

/** The cluster's state at the server; undefined when it is not known there. Throws ClientFault. */
export async function stateOf(client: Client, name: string): Promise<'built in' | 'PENDING' | 'ACTIVE' | undefined> {
  try {
    const it = fieldsAt((await client.call('eks', 'DescribeCluster', { name })).cluster)
    if (textAt(it, 'connectorConfig', 'provider') === undefined) return 'built in'
    return textAt(it, 'status') === 'ACTIVE' ? 'ACTIVE' : 'PENDING'
  } catch (why) {
    if (why instanceof ClientFault && why.code === 'ResourceNotFoundException') return undefined
    throw why
  }
}

/** Registers the cluster, or renews the activation of one that is known. Throws ClientFault or Failure. */
export async function register(
  client: Client,
  name: string,
  said: { readonly provider: string; readonly pinKeys: boolean },
): Promise<Registration> {
  const state = await stateOf(client, name)
  if (state === 'built in')
    throw new Failure(`${name} is a cluster of processes, made by CreateCluster: join under another name.`, exit.usage)
  if (state !== undefined) {
    if (said.pinKeys) await pin(client, name)
    const renewed = await client.call('podid', 'RenewActivation', { clusterName: name })
    return { activation: activationIn(renewed), existed: true }
  }
  const { cluster } = await client.call('eks', 'RegisterCluster', {
    name,
    connectorConfig: { roleArn: 'arn:aws:iam::000000000000:role/not-used', provider: said.provider },
    ...(said.pinKeys ? { tags: pinned } : {}),
  })
  return { activation: activationIn(fieldsAt(cluster, 'connectorConfig')), existed: false }
}

/** Whether keys that the cluster adds later wait for an administrator is a tag of it. */
const pinned = { 'podid:pin-keys': 'true' }

async function pin(client: Client, name: string): Promise<void> {
  const { arn } = fieldsAt((await client.call('eks', 'DescribeCluster', { name })).cluster)
  await client.call('eks', 'TagResource', { resourceArn: arn, tags: pinned })
}

function activationIn(told: Readonly<Record<string, unknown>>): Registration['activation'] {
  const [id, code] = [textAt(told, 'activationId'), textAt(told, 'activationCode')]
  if (id === undefined || code === undefined) throw new Failure('The server answered without an activation code.')
  return { id, code }
}
