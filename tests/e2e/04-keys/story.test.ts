import { expect } from 'bun:test'
import { podsOf, running } from '../support/addon'
import { admittedPod, agentAnswers, apiOf, isInjected, restarted } from '../support/pods'
import { until } from '../support/run'
import { type Stage, story } from '../support/story'
import { accepting, otherKey, restartedWith } from '../support/token-keys'

const former = 'https://kubernetes.default.svc.cluster.local'
const issuer = 'https://tokens.blue.example'
/** The file of the key that signed at first. */
let first = ''

story(
  'Story 4, other keys',
  { testbed: true },
  {
    async '1. a cluster with pods that have credentials'(stage) {
      await running(stage)
      await servedAnew(stage)
    },

    async '2. another key, the former still accepted: doctor is content, pods are served'(stage) {
      first = await otherKey(stage.cluster, { formerCounts: true, number: 1 })
      await doctor(stage, 0, 'token keys')
      await served(stage)
      await servedAnew(stage)
    },

    async '3. another issuer, the former still accepted: pods are served'(stage) {
      await restartedWith(stage.cluster, { issuer, args: [`--service-account-issuer=${former}`, accepting(first)] })
      await doctor(stage, 0, issuer)
      await served(stage)
      await servedAnew(stage)
    },

    async '4. another key while the control plane is away, the former withdrawn: doctor says so'(stage) {
      await stage.server.stop()
      await otherKey(stage.cluster, { formerCounts: false, number: 2, issuer })
      await restarted(stage.cluster, 'podid-connector')
      await stage.server.start()
      const said = await doctor(stage, 1, 'the server does not know 1 key')
      expect(said).toContain('→')
      expect(said).toContain('podid cluster join blue')
    },

    async '5. joining again mends it, and the association is kept'(stage) {
      expect(await stage.join('blue')).toContain('its associations are kept')
      await doctor(stage, 0, 'token keys')
      const { client } = stage.server
      expect(await client.all('eks', 'ListPodIdentityAssociations', { clusterName: 'blue' })).toHaveLength(1)
      await restarted(stage.cluster, 'podid-agent')
      await servedAnew(stage)
      expect(isInjected(await (await apiOf(stage.cluster)).create(admittedPod('in-the-end', 'list-files')))).toBe(true)
    },
  },
)

/** Waits until `podid doctor` ends so, with these words. */
async function doctor({ server, cluster }: Stage, code: number, words: string): Promise<string> {
  return until(`doctor ends with ${code} and says "${words}"`, 240, async () => {
    const { code: is, out, err } = await server.podid(['doctor', 'blue', '--kubeconfig', cluster.kubeconfig])
    if (is !== code || !out.includes(words)) throw new Error(out + err)
    return out
  })
}

/** The pods that run. */
async function served(stage: Stage): Promise<void> {
  for (const pod of await podsOf(stage)) await oneServed(stage, pod)
}

/** Pods with tokens of the key that signs now. */
async function servedAnew(stage: Stage): Promise<void> {
  await stage.cluster.get('rollout', 'restart', 'deployment/list-files')
  await stage.cluster.get('rollout', 'status', 'deployment/list-files', '--timeout=240s')
  await served(stage)
}

async function oneServed(stage: Stage, pod: string): Promise<void> {
  await until(`${pod} is served`, 180, async () => {
    const said = await agentAnswers(stage.cluster, pod)
    if (!said.startsWith('200 ASIA')) throw new Error(said)
    return true
  })
}
