import { resolve } from 'node:path'
import type { Command } from 'commander'
import { ClientFault } from '../../client'
import { stopOnSignal } from '../../program'
import { builtInClusters, type RunningServer, serverConfig, startServer } from '../../server'
import { cliConfig } from '../config'
import { type Connection, trusting } from '../connection'
import { consoleAt, consoleLink } from '../console-link'
import type { Application } from '../demo/application'
import { Failure } from '../failure'
import { ensureCluster, startLocalCluster } from '../local'
import { keepLocalClusters, type LocalClusters } from '../local-clusters'
import { box, paint, quoted, say } from '../print'
import {
  agentsOf,
  defaultData,
  forgetCluster,
  forgetRunning,
  readAdministrator,
  readRunning,
  writeRunning,
} from '../running'
import { called } from '../self'
import { version } from '../version'

interface Options {
  readonly demo?: boolean
  readonly data?: string
  readonly port?: string
  readonly account?: string
  readonly region?: string
  readonly store?: string
  readonly logLevel?: string
}

const localCluster = 'local'
/** Milliseconds for the agents that ran before to run again, before it is said that all is ready. */
const longestWait = 10_000

export function addTo(program: Command): void {
  program
    .command('up')
    .description(
      'Everything on this machine: the control plane, and clusters whose pods are processes: "local", and all that CreateCluster makes.',
    )
    .option('--demo', "walk through Amazon's announcement of EKS Pod Identity, for real")
    .option('--data <DIR>', 'the folder that keeps everything (default: .podid)')
    .option('--port <N>', 'the port to listen on; a free one when 4080 is taken')
    .option('--account <ID>', 'the account, twelve digits (default: 000000000000)')
    .option('--region <REGION>', 'the region (default: us-east-1)')
    .option('--store <STORE>', 'sqlite in the data folder, or postgres://… (default: sqlite)')
    .option('--log-level <LEVEL>', 'debug, info, warn, error or silent (default: warn)')
    .addHelpText('after', '\nExample:\n  podid up --demo')
    .action(up)
}

async function up(options: Options): Promise<void> {
  const data = options.data ?? cliConfig().data ?? defaultData
  const before = await readRunning(data)
  if (before !== undefined) {
    throw new Failure(
      `podid runs on the data folder ${data} already, at ${before.url} (process ${before.pid}): stop it first, or name another folder with --data.`,
    )
  }
  const began = performance.now()
  const { demo: _, ...flags } = options
  const server = await startServer(
    serverConfig({
      ...flags,
      data,
      logLevel: options.logLevel ?? 'warn',
      freePort: options.port === undefined,
      metricsPort: '0',
    }),
  )
  const resting: { clusters?: LocalClusters; application?: Application } = {}
  const stopped = stopOnSignal(async () => {
    say(`\n${paint('dim', 'Stopping…')}`)
    await resting.application?.stop()
    await resting.clusters?.stop()
    await forgetRunning(data)
    await server.stop()
    say('Stopped. Everything is kept; start again with the same command.')
  })
  try {
    const connection = await connected(server, data)
    await ensureCluster(localCluster, connection)
    const clusters = await keepClusters(server, connection)
    resting.clusters = clusters
    await Promise.race([clusters.settled, Bun.sleep(longestWait)])
    say(
      `${paint('green', '✓')} podid ${version} is ready at ${paint('bold', server.url)} after ${Math.round(performance.now() - began)} ms ${paint('dim', `(account ${server.account}, region ${server.region}, data in ${data})`)}`,
    )
    if (options.demo === true) await walkThrough(connection, resting)
    say(`\n${box('podid is up', await lines(server, data, resting.application, connection))}`)
  } catch (why) {
    await resting.application?.stop()
    await resting.clusters?.stop()
    await forgetRunning(data)
    await server.stop()
    throw why
  }
  await stopped
}

/** Every built-in cluster of the server lives on this machine; what a cluster deleted since has left behind is taken away. */
async function keepClusters(
  server: RunningServer,
  connection: Connection & { readonly data: string },
): Promise<LocalClusters> {
  const { data } = connection
  const there = new Set((await builtInClusters(server.house)).map(({ name }) => name))
  for (const name of await agentsOf(data)) if (!there.has(name)) await forgetCluster(data, name)
  return keepLocalClusters({
    list: () => builtInClusters(server.house),
    start: (cluster) => startLocalCluster(cluster, connection, server.log),
    forget: (name) => forgetCluster(data, name),
    log: (message, facts) => server.log.warn(facts, message),
  })
}

async function connected(server: RunningServer, data: string): Promise<Connection & { readonly data: string }> {
  const { url, account, region, authority } = server
  await writeRunning(data, { url, account, region, authority, pid: process.pid })
  const credentials = await readAdministrator(data)
  if (credentials === undefined)
    throw new Failure(
      `The data folder ${data} has no admin.json: it was made by something else; name another folder with --data.`,
    )
  return { url, account, region, authority, credentials, data, ...trusting(data, url, region, credentials) }
}

/** Where the console is, signed in; without that when the administrator of this folder may not have a code any more. */
async function consoleLines(connection: Connection, option: string): Promise<readonly string[]> {
  try {
    const { link } = await consoleLink(connection)
    return [
      `Console      ${link}`,
      `             That link signs in once, within two minutes. Another: ${called} console${option}`,
    ]
  } catch (why) {
    if (why instanceof ClientFault) return [`Console      ${consoleAt(connection.url)}`]
    throw why
  }
}

async function walkThrough(connection: Connection, resting: { application?: Application }): Promise<void> {
  const [{ play }, { awsClients }, { awsSteps }, { applicationSteps }] = await Promise.all([
    import('../demo/stage'),
    import('../demo/world'),
    import('../demo/steps'),
    import('../demo/application'),
  ])
  await play([
    ...awsSteps(awsClients(connection)),
    ...applicationSteps(connection, (application) => {
      resting.application = application
    }),
  ])
}

async function lines(
  server: RunningServer,
  data: string,
  application: Application | undefined,
  connection: Connection,
): Promise<readonly string[]> {
  const option = data === defaultData ? '' : ` --data ${quoted(resolve(data))}`
  return [
    `API          ${server.url}`,
    ...(await consoleLines(connection, option)),
    ...(application === undefined ? [] : [`Application  ${application.url}`]),
    '',
    'In another terminal:',
    `  eval "$(${called} env${option})"`,
    '  aws sts get-caller-identity',
    `  aws eks list-pod-identity-associations --cluster-name ${localCluster}`,
    application === undefined ? '  aws iam list-roles' : '  aws s3 ls s3://podid-demo --recursive',
    '',
    'Ctrl-C stops everything; it is all kept for the next start.',
  ]
}
