import { beforeAll, describe, expect, test } from 'bun:test'
import { podsTrust, type ServiceWorld, serviceWorld } from '../../../tests/world'
import { verifyPodToken, verifyWebToken } from '../../signatures'
import { clusterTrust } from '../cluster-trust'
import { createBuiltInCluster } from '../eks/built-in-cluster'
import { createPodIdentityAssociation } from '../eks/create-pod-identity-association'
import { activated } from '../eks/eks.test-support'
import { assumeRoleForPodIdentity } from '../eks-auth/assume-role-for-pod-identity'
import { erased } from '../operation'
import { text } from '../said'
import { createServiceAccountToken } from './create-service-account-token'

const app = { clusterName: 'local', namespace: 'default', serviceAccount: 'app' }

describe('CreateServiceAccountToken', () => {
  let world: ServiceWorld
  const trust = async () => {
    const cluster = await world.store.clusters.get('local')
    if (cluster === undefined) throw new Error('It is gone.')
    return clusterTrust(cluster, world.clock.now)
  }
  beforeAll(async () => {
    world = serviceWorld()
    await createBuiltInCluster(world.parts(erased(createServiceAccountToken)), 'local')
  })

  test('makes a token of the pod that EKS Auth takes', async () => {
    const answer = await world.call(createServiceAccountToken, { ...app, podName: 'app-1' })
    const audience = 'pods.eks.amazonaws.com'
    const proved = verifyPodToken(text(answer.token), { ...(await trust()), audience }, world.clock.now)
    expect(proved).toEqual({
      subject: {
        namespace: 'default',
        serviceAccount: 'app',
        serviceAccountUid: text(answer.serviceAccountUid),
        pod: { name: 'app-1', uid: text(answer.podUid) },
        expiresAt: world.clock.now + 3_600_000,
      },
    })
    expect(answer.expiration).toEqual(new Date(world.clock.now + 3_600_000))
    const role = await world.role('app', podsTrust)
    await world.call(createPodIdentityAssociation, { ...app, roleArn: role.arn })
    await world.call(assumeRoleForPodIdentity, { clusterName: 'local', token: answer.token })
  })

  test('the service account’s uid stays; the pod’s is new unless it is given', async () => {
    const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
    const one = await world.call(createServiceAccountToken, { ...app, podName: 'app-1' })
    const two = await world.call(createServiceAccountToken, { ...app, podName: 'app-1', podUid: one.podUid })
    const three = await world.call(createServiceAccountToken, { ...app, podName: 'app-1' })
    const other = await world.call(createServiceAccountToken, { ...app, namespace: 'other', podName: 'app-1' })
    expect(one.serviceAccountUid).toMatch(uuid)
    expect(two.serviceAccountUid).toBe(one.serviceAccountUid)
    expect(other.serviceAccountUid).not.toBe(one.serviceAccountUid)
    expect(two.podUid).toBe(one.podUid)
    expect(three.podUid).not.toBe(one.podUid)
  })

  test('for another audience, life and no pod', async () => {
    const said = { ...app, audience: 'sts.amazonaws.com', durationSeconds: 600 }
    const { token, podUid } = await world.call(createServiceAccountToken, said)
    expect(podUid).toBeUndefined()
    const given = await trust()
    const answer = verifyWebToken(text(token), { ...given, audiences: ['sts.amazonaws.com'] }, world.clock.now)
    expect(answer).toMatchObject({
      subject: 'system:serviceaccount:default:app',
      expiresAt: world.clock.now + 600_000,
    })
    const refused = verifyPodToken(text(token), { ...given, audience: 'sts.amazonaws.com' }, world.clock.now)
    expect(refused.refused).toBe('not-a-pod')
  })

  test('refuses names that Kubernetes could not have, and clusters that sign their tokens themselves', async () => {
    for (const more of [
      { namespace: 'a:b' },
      { serviceAccount: 'A' },
      { podName: 'a/b' },
      { podName: 'a', podUid: 'x' },
    ])
      expect(await world.refusal(createServiceAccountToken, { ...app, ...more })).toStartWith(
        'InvalidParameterException',
      )
    await activated(world, 'blue', 'blue')
    expect(await world.refusal(createServiceAccountToken, { ...app, clusterName: 'blue' })).toStartWith(
      'InvalidRequestException',
    )
  })
})
