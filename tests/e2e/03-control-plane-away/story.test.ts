import { expect } from 'bun:test'
import { listAt, textAt } from '../../../src/kubernetes'
import { podsOf, running } from '../support/addon'
import { podYaml } from '../support/application'
import { associate } from '../support/aws'
import {
  admittedPod,
  agentAnswers,
  apiOf,
  connectorAsks,
  isInjected,
  podNamed,
  restarted,
  serviceAccount,
} from '../support/pods'
import { until } from '../support/run'
import { type Stage, story } from '../support/story'

let roleArn = ''

story(
  'Story 3, the control plane is away',
  {},
  {
    async '1. a cluster with pods that have credentials'(stage) {
      roleArn = await running(stage)
      const api = await apiOf(stage.cluster)
      for (const name of ['stranger', 'latecomer']) await serviceAccount(api, name)
      await allServed(stage)
    },

    async '2. the control plane is killed; running pods are served'(stage) {
      await stage.server.stop('SIGKILL')
      await allServed(stage)
    },

    async '3. a new pod of a known service account is injected'(stage) {
      await stage.cluster.apply(podYaml(stage, stage.cluster, 'newcomer'))
      expect(isInjected(await podNamed(await apiOf(stage.cluster), 'newcomer'))).toBe(true)
    },

    async '4. one of an unknown service account starts with a warning and an Event'(stage) {
      const yaml = podYaml(stage, stage.cluster, 'stranger', { serviceAccount: 'stranger' })
      const said = await stage.cluster.kubectlWith(yaml, 'apply', '-f', '-')
      expect(said).toMatchObject({ code: 0 })
      expect(said.err).toContain('Warning:')
      expect(isInjected(await podNamed(await apiOf(stage.cluster), 'stranger'))).toBe(false)
      await until('an Event tells it', 90, async () => {
        const events = JSON.parse(await stage.cluster.get('get', 'events', '-o', 'json'))
        return listAt(events, 'items').some(
          (it) =>
            textAt(it, 'source', 'component') === 'podid.dev/connector' ||
            textAt(it, 'reportingComponent') === 'podid.dev/connector',
        )
      })
    },

    async '5. connector and agent start anew; known pods are still served'(stage) {
      await restarted(stage.cluster, 'podid-connector')
      await restarted(stage.cluster, 'podid-agent')
      await allServed(stage)
      const pod = await (await apiOf(stage.cluster)).create(admittedPod('after-the-restart', 'list-files'))
      expect(isInjected(pod)).toBe(true)
    },

    async '6. it is back: the first pod is injected, and who waited is served'(stage) {
      await stage.server.start()
      await associate(stage.server.client, 'blue', 'latecomer', roleArn)
      await connectorAsks(stage.cluster)
      const pod = await (await apiOf(stage.cluster)).create(admittedPod('latecomer', 'latecomer'))
      expect(isInjected(pod)).toBe(true)
      await until('the pod that came meanwhile is served', 240, async () => {
        const said = await agentAnswers(stage.cluster, 'newcomer')
        if (!said.startsWith('200 ASIA')) throw new Error(said)
        return true
      })
    },
  },
)

async function allServed(stage: Stage): Promise<void> {
  for (const pod of await podsOf(stage)) expect(await agentAnswers(stage.cluster, pod)).toStartWith('200 ASIA')
}
