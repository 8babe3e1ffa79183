import { expect } from 'bun:test'
import { listAt, numberAt, textAt } from '../../../src/kubernetes'
import { addonIs, running } from '../support/addon'
import { podYaml } from '../support/application'
import { addon } from '../support/aws'
import { podsIn } from '../support/pods'
import { until } from '../support/run'
import { type Stage, story } from '../support/story'

const cluster = { clusterName: 'blue', addonName: addon }
let former: readonly string[] = []

story(
  'Story 6, an upgrade under load',
  {},
  {
    async '1. a cluster with an older version of the add-on'(stage) {
      await running(stage, 'v1.3.8-eksbuild.2')
      former = await agents(stage)
    },

    async '2. a pod asks for credentials without a pause'(stage) {
      await stage.cluster.apply(podYaml(stage, stage.cluster, 'load', { command: ['/usr/bin/bun', '/app/load.mjs'] }))
      await until('it has been served 200 times', 180, async () => (await load(stage)).sdk > 200)
    },

    async '3. the add-on is upgraded, and no request has failed'(stage) {
      await update(stage, {
        addonVersion: 'v1.3.10-eksbuild.1',
        configurationValues: '{"agent":{"maxCacheSize":3000}}',
      })
      await addonIs(stage.server.client, 'blue', 'ACTIVE')
      await until('other agents run alone', 240, async () => !(await agents(stage)).some((it) => former.includes(it)))
      await asksOn(stage)
    },

    async '4. values that cannot work: DEGRADED, in words; pods are still served'(stage) {
      await update(stage, {
        configurationValues: '{"resources":{"requests":{"memory":"6Mi"},"limits":{"memory":"6Mi"}}}',
      })
      const issues = await until('it says what is wrong', 240, () => trouble(stage))
      expect(issues).toContain('podid-agent')
      await asksOn(stage)
    },

    async '5. values that work: ACTIVE, and no request has failed in all that time'(stage) {
      await update(stage, { configurationValues: '{}' })
      await addonIs(stage.server.client, 'blue', 'ACTIVE', 240)
      await asksOn(stage)
      const { sdk, socket, socketReset } = await load(stage)
      process.stderr.write(
        `${sdk} requests of the SDK, none failed; ${socketReset} of ${socket + socketReset} bare sockets reset\n`,
      )
    },
  },
)

async function update({ server: { client } }: Stage, said: Readonly<Record<string, string>>): Promise<void> {
  await client.call('eks', 'UpdateAddon', { ...cluster, ...said, resolveConflicts: 'OVERWRITE' })
}

/** What the add-on says is wrong with it, once it is DEGRADED. */
async function trouble({ server: { client } }: Stage): Promise<string | undefined> {
  const { addon: it } = await client.call('eks', 'DescribeAddon', cluster)
  const status = textAt(it, 'status')
  const issues = listAt(it, 'health', 'issues').map((issue) => textAt(issue, 'message') ?? '')
  if (status !== 'DEGRADED') throw new Error(`it is ${status}: ${issues.join(' ')}`)
  return issues.join(' ')
}

interface Load {
  readonly sdk: number
  readonly socket: number
  readonly socketReset: number
}

/** What the pod has seen so far; throws when a request of the SDK has failed. */
async function load({ cluster }: Stage): Promise<Load> {
  const line = (await cluster.get('logs', 'load', '--tail=1')).trim()
  const it: unknown = JSON.parse(line)
  expect(numberAt(it, 'sdkFailed'), line).toBe(0)
  const count = (name: string) => numberAt(it, name) ?? 0
  return { sdk: count('sdk'), socket: count('socket'), socketReset: count('socketReset') }
}

/** It is still served, and has been all the time. */
async function asksOn(stage: Stage): Promise<void> {
  const before = await load(stage)
  await until('it is served on', 120, async () => (await load(stage)).sdk > before.sdk + 100)
}

/** The agents, one on each node. */
async function agents({ cluster }: Stage): Promise<readonly string[]> {
  const nodes = listAt(JSON.parse(await cluster.get('get', 'nodes', '-o', 'json')), 'items').length
  const { names } = await podsIn(cluster, 'podid-agent')
  if (names.length !== nodes) throw new Error(`There are ${names.length} agents on ${nodes} nodes.`)
  return names
}
