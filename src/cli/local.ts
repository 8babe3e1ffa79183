import { join } from 'node:path'
import { ClientFault, client } from '../client'
import { type Connector, connect, processBackend, type WantedAddon, webIdentity } from '../connector'
import type { Log } from '../program'
import type { BuiltInCluster } from '../server'
import { agentFlags } from './agent-flags'
import { environment } from './config'
import type { Connection } from './connection'
import { Failure } from './failure'
import { agentAddress, otherPort } from './ports'
import { folderOf, writePrivate } from './running'
import { itself } from './self'

const agentAddon = 'eks-pod-identity-agent'
const system = 'podid-system'
const hour = 3_600

/** What keeps a built-in cluster alive on this machine. */
export type LocalCluster = Connector

/** Runs the cluster's connector with the process back end: its add-ons are child processes. */
export async function startLocalCluster(
  { name, agentRoleArn, connectorRoleArn }: BuiltInCluster,
  connection: Connection & { readonly data: string },
  log: Log,
): Promise<LocalCluster> {
  const folder = await folderOf(connection.data, name)
  const connectorToken = await keepToken(name, 'podid-connector', join(folder, 'connector-token'), connection, log)
  const agentToken = await keepToken(name, 'podid-agent', join(folder, 'agent-token'), connection, log)

  const signedIn = client({
    endpoint: connection.url,
    region: connection.region,
    credentials: webIdentity({
      endpoint: connection.url,
      region: connection.region,
      roleArn: connectorRoleArn,
      tokenFile: connectorToken.file,
      sessionName: 'podid-connector',
      now: () => Date.now(),
    }),
  })
  const backend = processBackend({
    log: (message, facts) => log.warn(facts, message),
    program: async (addon) =>
      addon.name === agentAddon
        ? agentProgram(name, addon, { connection, agentRoleArn, tokenFile: agentToken.file, log })
        : undefined,
  })
  const connector = connect({
    client: signedIn,
    clusterName: name,
    backend,
    log: (message, facts) => log.warn(facts, message),
  })
  return {
    settled: connector.settled,
    async stop() {
      connectorToken.stop()
      agentToken.stop()
      await connector.stop()
    },
  }
}

/** Makes the cluster unless it is there. */
export async function ensureCluster(name: string, { client, account }: Connection): Promise<void> {
  try {
    await client.call('eks', 'DescribeCluster', { name })
  } catch (why) {
    if (!(why instanceof ClientFault) || why.code !== 'ResourceNotFoundException') throw why
    await client.call('eks', 'CreateCluster', {
      name,
      roleArn: `arn:aws:iam::${account}:role/podid/not-used`,
      resourcesVpcConfig: {},
    })
  }
}

/** A projected token of a system service account in a file, renewed at 80 % of its life. */
async function keepToken(
  cluster: string,
  serviceAccount: string,
  file: string,
  { client }: Connection,
  log: Log,
): Promise<{ readonly file: string; stop(): void }> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const renew = async (): Promise<void> => {
    const { token } = await client.call('podid', 'CreateServiceAccountToken', {
      clusterName: cluster,
      namespace: system,
      serviceAccount,
      podName: serviceAccount,
      audience: 'sts.amazonaws.com',
      durationSeconds: hour,
    })
    if (typeof token !== 'string') throw new Failure('The server answered without a token.')
    await writePrivate(file, token)
  }
  const again = (seconds: number): void => {
    timer = setTimeout(() => {
      renew().then(
        () => again(hour * 0.8),
        (why) => {
          log.warn(
            { serviceAccount, why: why instanceof Error ? why.message : 'unknown' },
            'a token could not be renewed; trying again',
          )
          again(10)
        },
      )
    }, seconds * 1_000)
  }
  await renew()
  again(hour * 0.8)
  return { file, stop: () => clearTimeout(timer) }
}

async function agentProgram(
  cluster: string,
  addon: WantedAddon,
  given: {
    readonly connection: Connection & { readonly data: string }
    readonly agentRoleArn: string
    readonly tokenFile: string
    readonly log: Log
  },
): Promise<{ command: readonly string[]; env: Readonly<Record<string, string>>; readyUrl: string; logFile: string }> {
  const { url, region, data } = given.connection
  const { port, moved } = await agentAddress(data, cluster)
  if (moved)
    given.log.warn(
      { cluster, port },
      'the port of an agent is taken by another program, so it has a new one; start pods that ran before again',
    )
  const [probePort, metricsPort] = [await otherPort(data), await otherPort(data)]
  const { PATH = '', HOME = '' } = environment()
  return {
    command: itself([
      'agent',
      '--while-stdin',
      ...['--cluster-name', cluster, '--endpoint', url, '--bind-hosts', '127.0.0.1', '--port', String(port)],
      ...['--probe-port', String(probePort), '--metrics-port', String(metricsPort)],
      ...agentFlags(addon.configurationValues),
      ...['--state-dir', join(data, 'clusters', cluster, 'agent-state')],
    ]),
    env: {
      PATH,
      HOME,
      AWS_REGION: region,
      AWS_ROLE_ARN: given.agentRoleArn,
      AWS_WEB_IDENTITY_TOKEN_FILE: given.tokenFile,
      AWS_ROLE_SESSION_NAME: 'podid-agent',
      AWS_ENDPOINT_URL_STS: url,
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_EC2_METADATA_DISABLED: 'true',
    },
    readyUrl: `http://127.0.0.1:${probePort}/readyz`,
    logFile: join(await folderOf(data, cluster), 'agent.log'),
  }
}
