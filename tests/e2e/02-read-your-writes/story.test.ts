import { expect } from 'bun:test'
import { associate, role } from '../support/aws'
import { admittedPod, apiOf, connectorWith, isInjected, serviceAccount } from '../support/pods'
import { story } from '../support/story'

const times = 200

story(
  'Story 2, a pod right after its association',
  {},
  {
    async '1. a Kubernetes joins; an admission may wait 4 s for the control plane'(stage) {
      await stage.join('blue')
      await connectorWith(stage.cluster, 'PODID_ASK_BUDGET=4000')
    },

    async '2. 200 service accounts'(stage) {
      const api = await apiOf(stage.cluster)
      for (let n = 0; n < times; n += 1) await serviceAccount(api, `account-${n}`)
      await serviceAccount(api, 'stranger')
    },

    async '3. 200 associations, each with a pod at once: 200 injected'(stage) {
      const api = await apiOf(stage.cluster)
      const { client } = stage.server
      const roleArn = await role(client, 'any')
      const missed: string[] = []
      for (let n = 0; n < times; n += 1) {
        await associate(client, 'blue', `account-${n}`, roleArn)
        const pod = await api.create(admittedPod(`pod-${n}`, `account-${n}`))
        if (!isInjected(pod)) missed.push(pod.metadata.name)
      }
      expect(missed).toEqual([])
    },

    async '4. a service account without an association: a pod as it was said'(stage) {
      const api = await apiOf(stage.cluster)
      expect(isInjected(await api.create(admittedPod('stranger', 'stranger')))).toBe(false)
    },
  },
)
