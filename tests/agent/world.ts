import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Agent, agentConfig, startAgent } from '../../src/agent'
import { until } from '../until'
import { type MovableClock, movableClock } from './movable-clock'
import { type ScriptedUpstream, scriptedUpstream } from './scripted-upstream'
import { jwks } from './tokens'

/** What the agent told a pod. */
export interface Told {
  readonly status: number
  readonly body: string
  readonly headers: Headers
  /** The body where it is JSON. */
  readonly json: Readonly<Record<string, unknown>>
}

/** Our agent in this process, over HTTP, against a scripted EKS Auth, on a clock that can be moved. */
export interface AgentWorld {
  readonly upstream: ScriptedUpstream
  readonly clock: MovableClock
  readonly agent: Agent
  /** Lines of its log, parsed. */
  readonly log: readonly Readonly<Record<string, unknown>>[]
  readonly stateDir: string
  /** The file with the cluster's keys, which a test may write anew. */
  readonly jwksFile: string
  ask(token: string | undefined, headers?: Readonly<Record<string, string>>): Promise<Told>
  get(url: string): Promise<Told>
  metric(line: string): Promise<number>
  /** Waits until it is so, while the clock goes on: what failed on the way is tried again. */
  eventually(what: string, ask: () => unknown): Promise<void>
  /** Ends the agent and starts another on the same state. */
  restart(flags?: Readonly<Record<string, unknown>>): Promise<void>
  stop(): Promise<void>
}

export async function agentWorld(
  flags: Readonly<Record<string, unknown>> = {},
  outside: {
    /** Variables that the AWS SDKs and Kubernetes have names for. */
    readonly environment?: Readonly<Record<string, string>>
    readonly serviceAccount?: string
    /** The agent finds its own credentials by the SDK's chain. */
    readonly ownChain?: boolean
  } = {},
): Promise<AgentWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'podid-agent-'))
  const clock = movableClock()
  const upstream = scriptedUpstream(clock.now)
  const jwksFile = join(folder, 'jwks.json')
  writeFileSync(jwksFile, await jwks())
  const stateDir = join(folder, 'state')
  const log: Readonly<Record<string, unknown>>[] = []
  const start = (more: Readonly<Record<string, unknown>> = {}): Promise<Agent> =>
    startAgent(
      {
        ...agentConfig({
          ...{ clusterName: 'blue', region: 'eu-west-1', endpoint: upstream.url, bindHosts: ['127.0.0.1'] },
          ...{ port: '0', probePort: '0', metricsPort: '0', keys: jwksFile, stateDir },
          // Those who ask once wait for the answer, however long a loaded machine takes.
          patience: '30s',
          ...flags,
          ...more,
        }),
        environment: outside.environment ?? {},
      },
      {
        clock,
        ...(outside.ownChain
          ? {}
          : { credentials: async () => ({ accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' }) }),
        ...(outside.serviceAccount === undefined ? {} : { serviceAccount: outside.serviceAccount }),
        logTo: { write: (line) => log.push(JSON.parse(line)) },
      },
    )
  let agent = await start()
  const told = async (response: Response): Promise<Told> => {
    const body = await response.text()
    const { status, headers } = response
    return { status, headers, body, json: body.startsWith('{') ? JSON.parse(body) : {} }
  }
  return {
    upstream,
    clock,
    log,
    stateDir,
    jwksFile,
    get agent() {
      return agent
    },
    ask: async (token, headers = {}) =>
      told(
        await fetch(`${agent.urls[0]}/v1/credentials`, {
          headers: { ...(token === undefined ? {} : { authorization: token }), ...headers },
        }),
      ),
    get: async (url) => told(await fetch(url)),
    async metric(line) {
      const text = await (await fetch(agent.metricsUrl)).text()
      const found = text.split('\n').find((it) => it.startsWith(`${line} `))
      return found === undefined ? 0 : Number(found.slice(line.length + 1))
    },
    eventually: (what, ask) =>
      until(what, async () => {
        if (await ask()) return true
        await clock.pass(1_000)
        return false
      }),
    async restart(more = {}) {
      await agent.stop()
      agent = await start(more)
    },
    async stop() {
      await agent.stop()
      await upstream.stop()
      clock.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
