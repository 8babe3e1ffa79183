import { mkdir } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { ClientFault, client } from '../client'
import { connect, processBackend, type WantedAddon, webIdentity } from '../connector'
import type { Log } from '../program'
import { environment } from './config'
import type { Connection } from './connection'
import { Failure } from './failure'
import { type LocalAgent, readAgent, writeAgent, writePrivate } from './running'
import { itself } from './self'

const agentAddon = 'eks-pod-identity-agent'
const system = 'podid-system'
const hour = 3_600

/** What keeps a built-in cluster alive on this machine. */
export interface LocalCluster {
  stop(): Promise<void>
}

/** Makes the cluster unless it is there, and runs its connector with the process back end: its add-ons are child processes. */
export async function startLocalCluster(
  name: string,
  connection: Connection & { readonly data: string },
  log: Log,
): Promise<LocalCluster> {
  const { agentRoleArn, connectorRoleArn } = await ensured(name, connection)
  const folder = join(connection.data, 'clusters', name)
  await mkdir(folder, { recursive: true, mode: 0o700 })
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
        ? agentProgram(name, addon, { connection, agentRoleArn, tokenFile: agentToken.file })
        : undefined,
  })
  const connector = connect({
    client: signedIn,
    clusterName: name,
    backend,
    log: (message, facts) => log.warn(facts, message),
  })
  return {
    async stop() {
      connectorToken.stop()
      agentToken.stop()
      await connector.stop()
    },
  }
}

async function ensured(
  name: string,
  { client, account, url }: Connection,
): Promise<{ agentRoleArn: string; connectorRoleArn: string }> {
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
  const { agentRoleArn, connectorRoleArn } = await client.call('podid', 'GetClusterKeys', { clusterName: name })
  if (typeof agentRoleArn !== 'string' || typeof connectorRoleArn !== 'string')
    throw new Failure(`The server at ${url} does not say which roles the cluster ${name} has.`)
  return { agentRoleArn, connectorRoleArn }
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
  _addon: WantedAddon,
  given: {
    readonly connection: Connection & { readonly data: string }
    readonly agentRoleArn: string
    readonly tokenFile: string
  },
): Promise<{ command: readonly string[]; env: Readonly<Record<string, string>>; readyUrl: string; logFile: string }> {
  const { url, region, data } = given.connection
  const { port } = await agentAddress(data, cluster)
  const [probePort, metricsPort] = [await freePort(0), await freePort(0)]
  const { PATH = '', HOME = '' } = environment()
  return {
    command: itself([
      'agent',
      ...['--cluster-name', cluster, '--endpoint', url, '--bind-hosts', '127.0.0.1', '--port', String(port)],
      ...['--probe-port', String(probePort), '--metrics-port', String(metricsPort), '--log-level', 'warn'],
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
    logFile: join(data, 'clusters', cluster, 'agent.log'),
  }
}

/** The agent's address outlives restarts, since pods keep it in their environment. */
async function agentAddress(data: string, cluster: string): Promise<LocalAgent> {
  const former = await readAgent(data, cluster)
  const port = await freePort(former?.port ?? 0)
  const agent = { port, url: `http://127.0.0.1:${port}` }
  await writeAgent(data, cluster, agent)
  return agent
}

/** `wanted` when it is free, else another. */
function freePort(wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', () =>
      wanted === 0 ? reject(new Failure('This machine has no free port left.')) : resolve(freePort(0)),
    )
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : wanted))
    })
  })
}
