import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Client, client } from '../../../src/client'
import { type Ran, ran, until } from './run'

/** `podid server` with its own CA, as a process that can be killed and started again. */
export interface Server {
  readonly data: string
  readonly caFile: string
  /** As this machine reaches it. */
  readonly url: string
  readonly client: Client
  /** Variables for the AWS CLI. */
  readonly env: Readonly<Record<string, string>>
  /** Runs `podid …` on it. */
  podid(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ran>
  start(): Promise<void>
  stop(signal?: NodeJS.Signals): Promise<void>
  /** Ends it and forgets all it has kept. */
  down(): Promise<void>
}

export async function server(given: {
  readonly podid: string
  readonly port: number
  readonly metricsPort: number
  /** Loopback, unless pods reach this machine by an address of its own. */
  readonly host: string
  /** Names and addresses its certificate is good for. */
  readonly names: readonly string[]
}): Promise<Server> {
  const data = mkdtempSync(join(tmpdir(), 'podid-e2e-server-'))
  const url = `https://127.0.0.1:${given.port}`
  const caFile = join(data, 'tls', 'ca.crt')
  const region = 'us-east-1'
  let child: Bun.Subprocess | undefined

  const start = async (): Promise<void> => {
    const log = openSync(join(data, 'server.log'), 'a')
    const process = Bun.spawn(
      [
        ...[given.podid, 'server', '--data', data, '--host', given.host, '--port', String(given.port)],
        ...['--metrics-port', String(given.metricsPort), '--tls-self-signed'],
        ...given.names.flatMap((name) => ['--tls-name', name]),
      ],
      { env: { PATH: '/usr/bin:/bin', HOME: data }, cwd: data, stdin: 'ignore', stdout: log, stderr: log },
    )
    child = process
    await until('the server answers', 60, async () => {
      if (process.exitCode !== null) throw new Error(readFileSync(join(data, 'server.log'), 'utf8').slice(-2_000))
      const ca = readFileSync(caFile, 'utf8')
      return await fetch(url, { tls: { ca }, redirect: 'manual' }).then(() => true)
    })
  }
  const stop = async (signal: NodeJS.Signals = 'SIGTERM'): Promise<void> => {
    child?.kill(signal)
    await child?.exited
    child = undefined
  }
  await start()
  const { accessKeyId, secretAccessKey } = JSON.parse(readFileSync(join(data, 'admin.json'), 'utf8'))
  const credentials = { accessKeyId, secretAccessKey }
  const ca = readFileSync(caFile, 'utf8')
  return {
    data,
    caFile,
    url,
    client: client({ endpoint: url, region, credentials, fetch: (to, init) => fetch(to, { ...init, tls: { ca } }) }),
    env: {
      AWS_ENDPOINT_URL: url,
      AWS_CA_BUNDLE: caFile,
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_PAGER: '',
    },
    podid: (args, env = {}) => ran([given.podid, ...args, '--data', data], { env, seconds: 400 }),
    start,
    stop,
    async down() {
      await stop()
      rmSync(data, { recursive: true, force: true })
    },
  }
}
