import { expect } from 'bun:test'
import { type Api, kinds, listAt, textAt } from '../../../src/kubernetes'
import { associate, role } from '../support/aws'
import type { Kubernetes } from '../support/kubernetes'
import { admittedPod, apiOf, isInjected, serviceAccount } from '../support/pods'
import { until } from '../support/run'
import { story } from '../support/story'

const clients = 4
const time = 150_000
const missed: string[] = []
const failed: string[] = []
let made = 0
let trusted = ''

story(
  'Story 5, the webhook’s certificate changes under load',
  {},
  {
    async '1. a Kubernetes joins, and a service account has an association'(stage) {
      await stage.join('blue')
      await serviceAccount(await apiOf(stage.cluster), 'app')
      const { client } = stage.server
      await associate(client, 'blue', 'app', await role(client, 'any'))
    },

    async '2. certificates live for a minute'({ cluster }) {
      const deployment = ['deployment/podid-connector', '-n', 'podid-system']
      await cluster.get('set', 'env', ...deployment, 'PODID_CERTIFICATE_LIFE=60s')
      await cluster.get('rollout', 'status', ...deployment, '--timeout=120s')
      trusted = await bundle(await apiOf(cluster))
      await until('two replicas alone', 60, async () => (await replicas(cluster)).length === 2)
    },

    async '3. pods are created without a pause: each has its identity'({ cluster }) {
      const api = await apiOf(cluster)
      const end = Date.now() + time
      const client = async (number: number): Promise<void> => {
        for (let n = 0; Date.now() < end; n += 1) await one(api, `pod-${number}-${n}`)
      }
      await Promise.all(Array.from({ length: clients }, (_, number) => client(number)))
      expect(failed).toEqual([])
      expect(missed).toEqual([])
      expect(made).toBeGreaterThan(100)
    },

    async '4. each replica has renewed its certificate again and again, and the trust in it is as it was'({ cluster }) {
      for (const pod of await replicas(cluster)) {
        const log = await cluster.get('logs', '-n', 'podid-system', pod)
        expect(log.split('the webhook has a new certificate').length - 1).toBeGreaterThanOrEqual(3)
      }
      expect(await bundle(await apiOf(cluster))).toBe(trusted)
    },
  },
)

async function one(api: Api, name: string): Promise<void> {
  try {
    const pod = await api.create(admittedPod(name, 'app'))
    made += 1
    if (!isInjected(pod)) missed.push(name)
    await api.remove(kinds.pods, { namespace: 'default', name })
  } catch (why) {
    failed.push(`${name}: ${why instanceof Error ? why.message : 'unknown'}`)
  }
}

async function replicas({ get }: Kubernetes): Promise<readonly string[]> {
  const labels = 'app.kubernetes.io/name=podid-connector'
  const names = await get('get', 'pods', '-n', 'podid-system', '-l', labels, '-o', 'name')
  return names.split('\n').filter((it) => it !== '')
}

async function bundle(api: Api): Promise<string> {
  const it = await api.get(kinds.mutatingWebhooks, { name: 'podid-connector' })
  const [webhook] = listAt(it, 'webhooks')
  return textAt(webhook, 'clientConfig', 'caBundle') ?? ''
}
