import { RegisterClusterCommand } from '@aws-sdk/client-eks'
import { type Client, client } from '../../src/client'
import { signingKey } from '../world'
import { nobody } from './eks.test-support'
import type { SdkWorld } from './world'

export const issuer = 'https://kubernetes.default.svc.cluster.local'

/** The public keys of these names, as our own operations carry them. */
export function publicKeys(...names: readonly string[]): Promise<readonly { readonly jwk: string }[]> {
  return Promise.all(names.map(async (name) => ({ jwk: JSON.stringify((await signingKey(name)).publicJwk) })))
}

/** Registers a cluster; answers what its connector presents to activate it. */
export async function registered(world: SdkWorld, name: string) {
  const connectorConfig = { roleArn: 'arn:aws:iam::000000000000:role/x', provider: 'OTHER' } as const
  const { cluster } = await world.eks.send(new RegisterClusterCommand({ name, connectorConfig }))
  const { activationId, activationCode } = cluster?.connectorConfig ?? {}
  return { activationId, activationCode, issuer, keys: await publicKeys(name) }
}

/** Registers a cluster and activates it with a key of its name. */
export async function activated(world: SdkWorld, name: string) {
  return world.any.call('podid', 'ActivateCluster', await registered(world, name))
}

/** A client for podid's own operations, of a user who may do nothing. */
export async function stranger(world: SdkWorld): Promise<Client> {
  const { config } = await nobody(world)
  return client({ endpoint: world.server.url, region: world.server.region, credentials: await config.credentials() })
}
