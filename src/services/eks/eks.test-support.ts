import { podsTrust, type ServiceWorld, serviceWorld, signingKey } from '../../../tests/world'
import type { KnownCaller } from '../access'
import type { Answer, Said } from '../operation'
import { activateCluster } from '../podid/activate-cluster'
import { structure } from '../said'
import { createPodIdentityAssociation } from './create-pod-identity-association'
import { registerCluster } from './register-cluster'

export const issuer = 'https://kubernetes.default.svc.cluster.local'

/** Registers and activates a cluster whose one key has this name. */
export async function activated(world: ServiceWorld, name: string, keyName: string, as = issuer): Promise<void> {
  const { cluster } = await world.call(registerCluster, {
    name,
    connectorConfig: { roleArn: 'arn:aws:iam::111122223333:role/x', provider: 'OTHER' },
  })
  const { activationId, activationCode } = structure(structure(cluster).connectorConfig)
  const { publicJwk } = await signingKey(keyName)
  const keys = [{ jwk: JSON.stringify(publicJwk) }]
  await world.call(activateCluster, { activationId, activationCode, issuer: as, keys })
}

/** A cluster `blue` and a role `app` that pods may have. */
export async function blue(given: Parameters<typeof serviceWorld>[0] = {}) {
  const world = serviceWorld(given)
  await activated(world, 'blue', 'blue')
  const role = await world.role('app', podsTrust)
  const app = { clusterName: 'blue', namespace: 'default', serviceAccount: 'app', roleArn: role.arn }
  const create = async (more: Said = {}, caller?: KnownCaller): Promise<Answer> =>
    structure((await world.call(createPodIdentityAssociation, { ...app, ...more }, caller)).association)
  const refusal = (more: Said = {}, caller?: KnownCaller): Promise<string> =>
    world.refusal(createPodIdentityAssociation, { ...app, ...more }, caller)
  const revision = async (): Promise<number> => (await world.store.clusters.get('blue'))?.revision ?? -1
  return { world, role, app, create, refusal, revision }
}

/** Who may do this and nothing else. */
export function only(world: ServiceWorld, ...statements: readonly unknown[]): Promise<KnownCaller> {
  return world.user(`user-${++users}`, statements)
}
let users = 0
