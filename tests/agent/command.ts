import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from '../free-port'

const root = join(import.meta.dir, '../..')

/** An agent as a process of its own, by the official arguments. */
export interface AgentProcess {
  readonly url: string
  readonly probeUrl: string
  readonly metricsUrl: string
  readonly pid: number
  /** Standard output and error so far. */
  readonly said: () => string
  kill(signal?: NodeJS.Signals): Promise<number>
}

/** How an agent is called: the program with what precedes the official arguments. `hostHeader`: what it answers to wherever it is bound. */
export interface AgentCommand {
  readonly name: string
  readonly command: readonly string[]
  readonly argv0?: string
  readonly hostHeader: string
  /** What it says when it listens; absent: it says nothing of the kind. */
  readonly listening?: string
}

/** Ours by its official name, from the clone. */
export const ours: AgentCommand = {
  name: 'podid',
  command: [process.execPath, join(root, 'src/cli/main.ts')],
  argv0: 'eks-pod-identity-agent',
  hostHeader: '127.0.0.1',
  listening: 'the agent is listening',
}

/** The official binary, or another drop-in, when PODID_OFFICIAL_AGENT names one. */
export function officialAgent(): AgentCommand | undefined {
  const path = process.env.PODID_OFFICIAL_AGENT
  if (path === undefined || !existsSync(path)) return undefined
  return { name: 'the official agent', command: [path], hostHeader: '169.254.170.23' }
}

/** Starts it on free ports of loopback and waits until it answers. */
export async function startAgentProcess(
  agent: AgentCommand,
  given: {
    readonly endpoint: string
    readonly cluster?: string
    readonly args?: readonly string[]
    readonly env?: Readonly<Record<string, string>>
    readonly port?: number
    readonly probePort?: number
    readonly metricsPort?: number
    readonly bindHosts?: readonly string[]
  },
): Promise<AgentProcess> {
  const port = given.port ?? (await freePort())
  const probePort = given.probePort ?? (await freePort())
  const metricsPort = given.metricsPort ?? (await freePort())
  const hosts = given.bindHosts ?? ['127.0.0.1']
  const child = Bun.spawn(
    [
      ...agent.command,
      ...[
        'server',
        '--cluster-name',
        given.cluster ?? 'blue',
        '--port',
        String(port),
        '--probe-port',
        String(probePort),
      ],
      ...['--metrics-port', String(metricsPort), '--metrics-address', '127.0.0.1', '--endpoint', given.endpoint],
      ...hosts.flatMap((it) => ['--bind-hosts', it]),
      ...(given.args ?? []),
    ],
    {
      ...(agent.argv0 === undefined ? {} : { argv0: agent.argv0 }),
      env: {
        PATH: process.env.PATH ?? '',
        HOME: '/nonexistent',
        AWS_REGION: 'eu-west-1',
        AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
        AWS_SECRET_ACCESS_KEY: 'secret',
        AWS_EC2_METADATA_DISABLED: 'true',
        PODID_STATE_DIR: '',
        PODID_PATIENCE: '30s',
        ...given.env,
      },
      stdin: 'ignore',
      stdout: 'pipe',
      stderr: 'pipe',
    },
  )
  let said = ''
  for (const stream of [child.stdout, child.stderr]) void collect(stream, (text) => (said += text))
  const url = `http://${hosts[0]}:${port}`
  const end = Date.now() + 60_000
  for (;;) {
    const answered = await fetch(`${url}/`, { headers: { host: agent.hostHeader } }).then(
      (response) => response.status === 404,
      () => false,
    )
    // Another process may answer at this port.
    if (answered && said.includes(agent.listening ?? '')) break
    if (child.exitCode !== null || Date.now() > end) throw new Error(`${agent.name} did not come up: ${said}`)
    await Bun.sleep(20)
  }
  return {
    url,
    probeUrl: `http://127.0.0.1:${probePort}`,
    metricsUrl: `http://127.0.0.1:${metricsPort}/metrics`,
    pid: child.pid,
    said: () => said,
    async kill(signal = 'SIGTERM') {
      child.kill(signal)
      return child.exited
    },
  }
}

/** The key that the agent keeps for the token's pod from now on. */
export async function keptKey({ url }: Pick<AgentProcess, 'url'>, authorization: string): Promise<string> {
  for (;;) {
    const answer = await fetch(`${url}/v1/credentials`, { headers: { authorization } })
    const { AccessKeyId } = Object(await answer.json())
    if (answer.status === 200) return String(AccessKeyId)
    await Bun.sleep(200)
  }
}

async function collect(stream: ReadableStream<Uint8Array>, take: (text: string) => void): Promise<void> {
  const decoder = new TextDecoder()
  for await (const chunk of stream) take(decoder.decode(chunk, { stream: true }))
}
