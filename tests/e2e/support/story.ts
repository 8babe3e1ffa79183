import { afterAll, beforeAll, describe, test } from 'bun:test'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { images } from './images'
import { cannot, type Kubernetes, kubernetes, onTestbed, ports } from './kubernetes'
import { type Server, server } from './server'

/** Where a story plays: a control plane, and the clusters that may join it. */
export interface Stage {
  readonly server: Server
  readonly clusters: readonly Kubernetes[]
  /** The first of them. */
  readonly cluster: Kubernetes
  readonly image: string
  readonly application: string
  /** The server's address as the cluster reaches it. */
  address(of: Kubernetes): string
  /** `podid cluster join NAME` with all it needs here; throws with what it printed when it does not end well. */
  join(name: string, of?: Kubernetes, ...more: readonly string[]): Promise<string>
}

export type Step = (stage: Stage) => Promise<void>

/** A step that needs what only a testbed has: a second cluster, or a look into a node. */
export interface TestbedStep {
  readonly testbed: string
  readonly step: Step
}

interface Wanted {
  /** On a testbed; somebody's own is one. */
  readonly clusters?: number
  readonly nodes?: number
  /** It breaks what only a testbed lets one break. */
  readonly testbed?: boolean
  /** It speaks by the AWS CLI. */
  readonly aws?: boolean
}

const minutes = 60_000

/** A story: its steps in order, each resting on those before; what was started is taken down whatever happens. */
export function story(title: string, wanted: Wanted, steps: Readonly<Record<string, Step | TestbedStep>>): void {
  const why = cannot({ testbed: wanted.testbed === true, aws: wanted.aws === true })
  if (why !== undefined) {
    process.stderr.write(`SKIPPED ${title}: ${why}.\n`)
    for (const name of Object.keys(steps)) test.skip(`${title}: ${name}`, () => {})
    return
  }
  describe(title, () => {
    let stage: Stage | undefined
    let failed: string | undefined
    const ending: (() => Promise<void>)[] = []
    beforeAll(async () => {
      stage = await built(wanted, ending)
    }, 15 * minutes)
    for (const [name, said] of Object.entries(steps)) {
      if (typeof said !== 'function' && !onTestbed) {
        process.stderr.write(`SKIPPED ${title}, ${name}: ${said.testbed}: set PODID_TESTBED.\n`)
        test.skip(name, () => {})
        continue
      }
      const step = typeof said === 'function' ? said : said.step
      test(
        name,
        async () => {
          if (failed !== undefined) throw new Error(`Not reached: "${failed}" failed.`)
          failed = name
          if (stage === undefined) throw new Error('There is no stage.')
          try {
            await step(stage)
          } catch (why) {
            await tellScene(stage)
            throw why
          }
          failed = undefined
        },
        10 * minutes,
      )
    }
    afterAll(async () => {
      const troubles: unknown[] = []
      for (const end of ending.reverse()) await end().catch((trouble) => troubles.push(trouble))
      if (troubles.length > 0) throw new AggregateError(troubles, 'Something could not be taken down.')
    }, 10 * minutes)
  })
}

/** What a person would look at first when a step has failed. */
async function tellScene({ clusters, server }: Stage): Promise<void> {
  const say = (text: string): void => void process.stderr.write(`${text}\n`)
  for (const { kubectl } of clusters) {
    const look = async (...args: readonly string[]): Promise<void> => {
      const { out, err } = await kubectl(...args)
      say(`$ kubectl ${args.join(' ')}\n${(out + err).slice(-6_000)}`)
    }
    await look('get', 'pods', '-A', '-o', 'wide')
    await look(
      'logs',
      '-n',
      'podid-system',
      '-l',
      'app.kubernetes.io/managed-by=podid',
      '--all-containers',
      '--tail=20',
    )
    await look('get', 'events', '-A', '--field-selector', 'type=Warning')
  }
  say(`The server's log ends with:\n${readFileSync(join(server.data, 'server.log'), 'utf8').slice(-3_000)}`)
}

async function built(wanted: Wanted, ending: (() => Promise<void>)[]): Promise<Stage> {
  const { podid, archives, image, application } = await images()
  const clusters: Kubernetes[] = []
  const count = onTestbed ? (wanted.clusters ?? 1) : 1
  for (let number = 0; number < count; number += 1) {
    const one = await kubernetes(number, wanted.nodes ?? 1)
    ending.push(() => one.down())
    clusters.push(one)
    for (const archive of archives) await one.load(archive)
  }
  const port = ports(0)
  const names = clusters.map(({ hostAddress }) => hostAddress)
  const host = onTestbed ? '127.0.0.1' : '0.0.0.0'
  const control = await server({ podid, host, port: port.server, metricsPort: port.metrics, names })
  ending.push(() => control.down())
  for (const one of clusters) await one.expose(port.server)
  const [cluster] = clusters
  if (cluster === undefined) throw new Error('A story needs a cluster.')
  const address = (of: Kubernetes): string => `https://${of.hostAddress}:${port.server}`
  const joined = new Set<string>()
  // A testbed goes with all that is in it.
  if (!onTestbed)
    ending.push(async () => {
      await control.stop()
      await control.start()
      for (const name of joined) await left(control, cluster, name)
    })
  return {
    server: control,
    clusters,
    cluster,
    image,
    application,
    address,
    async join(name, of = cluster, ...more) {
      joined.add(name)
      const args = ['cluster', 'join', name, '--kubeconfig', of.kubeconfig, '--server', address(of), '--image', image]
      const { code, out, err } = await control.podid([...args, ...more])
      if (code !== 0) throw new Error(`podid cluster join ${name} ended with code ${code}:\n${err}${out}`)
      return out + err
    },
  }
}

async function left(control: Server, { kubeconfig }: Kubernetes, name: string): Promise<void> {
  const { code, out, err } = await control.podid(['cluster', 'leave', name, '--kubeconfig', kubeconfig])
  if (code !== 0) throw new Error(`podid cluster leave ${name} ended with code ${code}:\n${err}${out}`)
}
