import { podsTrust, podToken, type ServiceWorld, serviceWorld, signingKey } from '../../../tests/world'
import { openSession } from '../../signatures'
import { createPodIdentityAssociation } from '../eks/create-pod-identity-association'
import { activated, issuer } from '../eks/eks.test-support'
import { erased, type Said } from '../operation'
import { structure, text } from '../said'
import { assumeRoleForPodIdentity } from './assume-role-for-pod-identity'

export const unauthorized =
  'AccessDeniedException: Unauthorized Exception! EKS does not have permissions to assume the associated role.'

/** A cluster `blue` with the association of default/app to the role `app`. */
export async function blue(more: Said = {}, given: Parameters<typeof serviceWorld>[0] = {}, trust = podsTrust) {
  const world = serviceWorld(given)
  await activated(world, 'blue', 'blue')
  const role = await world.role('app', podsTrust, { path: '/teams/' })
  const { association } = await world.call(createPodIdentityAssociation, {
    clusterName: 'blue',
    namespace: 'default',
    serviceAccount: 'app',
    roleArn: role.arn,
    ...more,
  })
  if (trust !== podsTrust) await world.store.roles.update('app', (it) => ({ ...it, trust }))
  const token = async (claims = {}, key = 'blue') =>
    podToken(await signingKey(key), world.clock.now, { issuer, ...claims })
  const exchange = async (token: string, clusterName = 'blue', caller = world.root) =>
    world.call(assumeRoleForPodIdentity, { clusterName, token }, caller)
  const refusal = async (token: string, clusterName = 'blue', caller = world.root) =>
    world.refusal(assumeRoleForPodIdentity, { clusterName, token }, caller)
  return { world, role, association: structure(association), token, exchange, refusal }
}

/** The session that the credentials in an answer stand for. */
export function sessionOf(world: ServiceWorld, answer: Said) {
  const { accessKeyId, sessionToken } = structure(answer.credentials)
  const { keyring, now } = world.parts(erased(assumeRoleForPodIdentity))
  const opened = openSession(keyring, text(accessKeyId), text(sessionToken), now())
  if (typeof opened === 'string' || opened.session === undefined) throw new Error(`No session: ${opened}`)
  return opened.session
}
