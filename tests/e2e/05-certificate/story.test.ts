import { expect } from 'bun:test'
import { type Api, kinds, listAt, textAt } from '../../../src/kubernetes'
import { associate, role } from '../support/aws'
import { type Kubernetes, playground } from '../support/kubernetes'
import { admittedPod, apiOf, connectorWith, isInjected, podsIn, serviceAccount } from '../support/pods'
import { until } from '../support/run'
import { story } from '../support/story'

const clients = 4
/** Seconds: far more than two renewals take. */
const patience = 420
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
      await connectorWith(cluster, 'PODID_CERTIFICATE_LIFE=60s')
      trusted = await bundle(await apiOf(cluster))
    },

    async '3. pods are created without a pause, until each replica has renewed its certificate twice: each has its identity'({
      cluster,
    }) {
      const api = await apiOf(cluster)
      let over = false
      const client = async (number: number): Promise<void> => {
        for (let n = 0; !over; n += 1) await one(api, `pod-${number}-${n}`)
      }
      const load = Promise.all(Array.from({ length: clients }, (_, number) => client(number)))
      await until('two renewals of each replica', patience, () => renewed(cluster, 2), 5_000).finally(() => {
        over = true
      })
      await load
      expect(failed).toEqual([])
      expect(missed).toEqual([])
      expect(made).toBeGreaterThan(100)
    },

    async '4. what the API server was told to trust is as it was'({ cluster }) {
      expect(await bundle(await apiOf(cluster))).toBe(trusted)
    },
  },
)

async function one(api: Api, name: string): Promise<void> {
  try {
    const pod = await api.create(admittedPod(name, 'app'))
    made += 1
    if (!isInjected(pod)) missed.push(name)
    await api.remove(kinds.pods, { namespace: playground, name })
  } catch (why) {
    failed.push(`${name}: ${why instanceof Error ? why.message : 'unknown'}`)
  }
}

/** Whether each of the two replicas has renewed its certificate so often. */
async function renewed(cluster: Kubernetes, times: number): Promise<boolean> {
  const { names } = await podsIn(cluster, 'podid-connector')
  const logs = await Promise.all(names.map((pod) => cluster.get('logs', '-n', 'podid-system', pod)))
  return logs.length === 2 && logs.every((it) => it.split('the webhook has a new certificate').length > times)
}

async function bundle(api: Api): Promise<string> {
  const it = await api.get(kinds.mutatingWebhooks, { name: 'podid-connector' })
  const [webhook] = listAt(it, 'webhooks')
  return textAt(webhook, 'clientConfig', 'caBundle') ?? ''
}
