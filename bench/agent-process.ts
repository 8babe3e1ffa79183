import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cpuOf, freePort, ownOf, pinned, rssOf } from './machine'

/** An agent that takes the official arguments. */
export interface Candidate {
  readonly name: string
  readonly command: readonly string[]
  readonly argv0?: string
  /** What it answers to wherever it is bound. */
  readonly hostHeader: string
}

export interface Running {
  readonly port: number
  readonly folder: string
  /** Memory that is not a page of a file, MiB. */
  own(): number
  /** Milliseconds from start to the first credentials. */
  readonly firstAnswer: number
  rss(): number
  /** Processor time used so far, milliseconds. */
  cpu(): number
  stop(): Promise<void>
}

/** Starts it on core 0 and asks with `warm` until it answers. Limits are off, as the official agent's is to be for a fair comparison. */
export async function startCandidate(
  candidate: Candidate,
  given: {
    readonly endpoint: string
    readonly keys: string
    readonly warm: string
    readonly folder?: string
    readonly args?: readonly string[]
    /** Any answer will do. */
    readonly anyAnswer?: boolean
    readonly env?: Readonly<Record<string, string>>
  },
): Promise<Running> {
  const folder = given.folder ?? mkdtempSync(join(tmpdir(), 'podid-bench-agent-'))
  const keysFile = join(folder, 'jwks.json')
  if (!existsSync(keysFile)) writeFileSync(keysFile, given.keys)
  const [port, probePort, metricsPort] = [freePort(), freePort(), freePort()]
  const began = performance.now()
  // taskset gives up its own name; `exec -a` keeps the official one for what it starts.
  const words = [
    ...candidate.command,
    ...['server', '--cluster-name', 'blue', '--port', String(port), '--probe-port', String(probePort)],
    ...['--metrics-port', String(metricsPort), '--metrics-address', '127.0.0.1', '--bind-hosts', '127.0.0.1'],
    ...['--endpoint', given.endpoint, '-v', 'error', ...(given.args ?? [])],
  ]
  const child = Bun.spawn([...words], {
    ...(candidate.argv0 === undefined ? {} : { argv0: candidate.argv0 }),
    stdin: 'ignore',
    stdout: 'ignore',
    stderr: 'ignore',
    env: {
      PATH: '/usr/local/bin:/usr/bin:/bin',
      HOME: folder,
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_EC2_METADATA_DISABLED: 'true',
      PODID_STATE_DIR: join(folder, 'state'),
      PODID_KEYS: keysFile,
      PODID_MAX_POD_RPS: '0',
      PODID_MAX_SOURCE_RPS: '0',
      ...given.env,
    },
  })
  if (pinned(0).length > 0) Bun.spawnSync(['/usr/bin/taskset', '-a', '-cp', '0', String(child.pid)])
  const headers = { host: candidate.hostHeader, authorization: given.warm }
  for (;;) {
    const answered = await fetch(`http://127.0.0.1:${port}/v1/credentials`, { headers }).then(
      (it) => it.ok || given.anyAnswer === true,
      () => false,
    )
    if (answered) break
    if (child.exitCode !== null) throw new Error(`${candidate.name} ended with code ${child.exitCode}.`)
    await Bun.sleep(2)
  }
  return {
    port,
    folder,
    own: () => ownOf(child.pid),
    firstAnswer: performance.now() - began,
    rss: () => rssOf(child.pid),
    cpu: () => cpuOf(child.pid),
    async stop() {
      child.kill()
      await child.exited
    },
  }
}
