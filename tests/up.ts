import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dir, '..')

/** The command line as a person has it in the clone, with this test's runtime. */
export const podid: readonly string[] = [process.execPath, join(root, 'src/cli/main.ts')]

/** A `podid up` in a process and a data folder of its own. */
export interface Up {
  readonly url: string
  readonly data: string
  readonly pid: number
  /** Variables of `podid env`, PATH and HOME; nothing of the tester's own AWS set-up. */
  readonly env: Readonly<Record<string, string>>
  run(...args: readonly string[]): Promise<Ran>
  /** What it printed so far. */
  said(): string
  kill(signal: NodeJS.Signals): Promise<void>
  stop(): Promise<void>
}

export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** The variables every tool needs, and none that could carry another identity. */
export function bareEnv(home: string): Record<string, string> {
  return { PATH: process.env.PATH ?? '', HOME: home, AWS_EC2_METADATA_DISABLED: 'true', AWS_PAGER: '', NO_COLOR: '1' }
}

export async function run(
  command: readonly string[],
  env: Readonly<Record<string, string>>,
  stdin?: string,
): Promise<Ran> {
  const child = Bun.spawn([...command], {
    env: { ...env },
    cwd: env.HOME,
    stdin: stdin === undefined ? 'ignore' : new TextEncoder().encode(stdin),
    stdout: 'pipe',
    stderr: 'pipe',
  })
  const [out, err, code] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
    child.exited,
  ])
  return { code, out, err }
}

export function startUp(args: readonly string[] = [], data?: string): Promise<Up> {
  return started(['up', ...args], 'podid is up', data)
}

/** The control plane alone, `podid server`. */
export function startServerAlone(args: readonly string[] = [], data?: string): Promise<Up> {
  return started(['server', '--metrics-port', '0', ...args], 'podid serves', data)
}

async function started(
  args: readonly string[],
  sign: string,
  data = mkdtempSync(join(tmpdir(), 'podid-up-')),
): Promise<Up> {
  const child = Bun.spawn([...podid, ...args, '--data', data, '--port', '0'], {
    env: bareEnv(data),
    cwd: data,
    stdin: 'ignore',
    stdout: 'pipe',
    stderr: 'pipe',
  })
  const said = { out: '', err: '' }
  const ready = new Promise<void>((resolve) => {
    const look = (): void => {
      if (said.out.includes(sign) || said.err.includes(sign)) resolve()
    }
    void collect(child.stderr, (text) => {
      said.err += text
      look()
    })
    void collect(child.stdout, (text) => {
      said.out += text
      look()
    })
  })
  const ended = child.exited.then((code) => {
    throw new Error(`podid ${args[0]} ended with code ${code}:\n${said.out}\n${said.err}`)
  })
  ended.catch(() => {})
  await Promise.race([ready, ended])

  const { url } = JSON.parse(readFileSync(join(data, 'running.json'), 'utf8'))
  const admin = JSON.parse(readFileSync(join(data, 'admin.json'), 'utf8'))
  const env = {
    ...bareEnv(data),
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: admin.accessKeyId,
    AWS_SECRET_ACCESS_KEY: admin.secretAccessKey,
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
  }
  return {
    url,
    data,
    pid: child.pid,
    env,
    run: (...rest) => run([...podid, ...rest], { ...bareEnv(data), PODID_DATA: data }),
    said: () => said.out,
    async kill(signal) {
      child.kill(signal)
      await child.exited
    },
    async stop() {
      child.kill('SIGTERM')
      await child.exited
      rmSync(data, { recursive: true, force: true })
    },
  }
}

async function collect(stream: ReadableStream<Uint8Array>, take: (text: string) => void): Promise<void> {
  const decoder = new TextDecoder()
  for await (const chunk of stream) take(decoder.decode(chunk, { stream: true }))
}

/** Whether a tool is there; says loudly what is skipped when it is not. */
export function have(command: readonly string[], what: string): boolean {
  const found = Bun.spawnSync([...command], { stdout: 'ignore', stderr: 'ignore' })
  if (found.exitCode === 0) return true
  process.stderr.write(`\n*** SKIPPED: ${what}: \`${command.join(' ')}\` does not work here.\n`)
  return false
}
