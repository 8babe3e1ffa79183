import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dir, '..')
const podid = [process.execPath, join(root, 'src/cli/main.ts')]

/** A control plane in a process of its own, on one core where the machine lets us choose. */
export interface Server {
  readonly url: string
  readonly port: number
  readonly data: string
  /** Milliseconds from start to the first 200 of /readyz. */
  readonly readyAfter: number
  /** Resident memory, MiB. */
  rss(): number
  /** Processor time used so far, milliseconds, all threads together. */
  cpu(): number
  stop(): Promise<void>
  /** Stops it, and takes its folder away. */
  end(): Promise<void>
}

export async function startServer(
  args: readonly string[] = [],
  data = mkdtempSync(join(tmpdir(), 'podid-bench-')),
): Promise<Server> {
  const port = freePort()
  const began = performance.now()
  const child = Bun.spawn(
    [
      ...pinned(0),
      ...podid,
      'server',
      '--data',
      data,
      '--port',
      String(port),
      '--log-level',
      'warn',
      '--metrics-port',
      '0',
      ...args,
    ],
    {
      stdin: 'ignore',
      stdout: 'ignore',
      stderr: 'ignore',
      env: { PATH: path(), HOME: data },
    },
  )
  const url = `http://127.0.0.1:${port}`
  while (
    !(await fetch(`${url}/readyz`).then(
      (it) => it.ok,
      () => false,
    ))
  ) {
    if (child.exitCode !== null) throw new Error(`The server ended with code ${child.exitCode}.`)
    await Bun.sleep(5)
  }
  const readyAfter = performance.now() - began
  const stop = async (): Promise<void> => {
    child.kill()
    await child.exited
  }
  return {
    url,
    port,
    data,
    readyAfter,
    rss: () => rssOf(child.pid),
    cpu: () => cpuOf(child.pid),
    stop,
    async end() {
      await stop()
      rmSync(data, { recursive: true, force: true })
    },
  }
}

/** Runs the load generator on the other core. */
export async function load(
  task: Readonly<Record<string, unknown>>,
): Promise<{ perSecond: number; p50: number; p99: number; failures: number; firstFailure: string; sent: number }> {
  const child = Bun.spawn([...pinned(1), process.execPath, join(import.meta.dir, 'load.ts')], {
    stdin: 'pipe',
    stdout: 'pipe',
    stderr: 'inherit',
  })
  child.stdin.write(JSON.stringify(task))
  await child.stdin.end()
  return JSON.parse(await new Response(child.stdout).text())
}

export function pinned(core: number): string[] {
  return existsSync('/usr/bin/taskset') ? ['/usr/bin/taskset', '-c', String(core)] : []
}

export function path(): string {
  return '/usr/local/bin:/usr/bin:/bin'
}

export function rssOf(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1_024
}

/** RssAnon: what is resident and no page of a file. */
export function ownOf(pid: number): number {
  return Number(/RssAnon:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1_024
}

/** proc(5): the 14th and 15th field of stat, in ticks of 10 ms; the name before them may hold spaces. */
export function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * 10
}

export function freePort(): number {
  const probe = Bun.serve({ hostname: '127.0.0.1', port: 0, fetch: () => new Response() })
  const { port = 0 } = probe
  probe.stop(true)
  return port
}
